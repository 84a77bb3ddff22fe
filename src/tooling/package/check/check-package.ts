import type { Config } from '../../../sdk/config.ts';
import type { Browser } from '../../build/manifest.ts';
import type { Files } from '../../build/project-files.ts';
import { ALLOWLIST, type Allowance, applyAllowlist } from './allowlist.ts';
import { patternViolations } from './patterns.ts';
import { accessViolations, permissionViolations } from './permissions.ts';
import { referenceViolations } from './references.ts';
import type { Violation } from './violation.ts';

/** A built package, as a store receives it. */
export interface PackageToCheck {
  readonly browser: Browser;
  readonly files: Files;
  /** The configuration of the build. */
  readonly config: Config;
}

const TEXT = /\.(?:js|css|html|json|svg|txt)$/;

/** Files without code. URLs in license texts are never requested, and `accessViolations` checks the manifest's hosts. */
const WITHOUT_CODE = ['licenses.txt', 'manifest.json'];

/**
 * Returns what a store's review would reject in a package, or an empty array. Doesn't run `web-ext lint`: see
 * `lintPackage`. Throws if the manifest can't be parsed.
 */
export function checkPackage(
  { browser, files, config }: PackageToCheck,
  allowlist: readonly Allowance[] = ALLOWLIST,
): Violation[] {
  const names = [...files.keys()];
  const texts = new Map(
    [...files]
      .filter(([name]) => TEXT.test(name))
      .map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  );
  const scripts = [...texts].filter(([name]) => name.endsWith('.js')).map(([, text]) => text);
  const manifest = texts.get('manifest.json') ?? '{}';
  const isLocal = config.tenant.startsWith('http://') || config.configurable === 'any';
  const isPackaged = (name: string) => names.includes(name.replace(/^\.?\//, ''));
  const configured = Object.values(config).flat().map(String);
  const isConfigured = ({ rule, found }: Violation) =>
    (rule === 'address' && configured.some((value) => value.startsWith(found))) ||
    (rule === 'development-host' && isLocal);
  const violations = [
    ...accessViolations(manifest, config, browser),
    ...permissionViolations(manifest, scripts),
    ...referenceViolations(names, texts),
    ...[...texts]
      .filter(([name]) => !WITHOUT_CODE.includes(name))
      .flatMap(([name, text]) => patternViolations(name, text, isPackaged))
      .filter((violation) => !isConfigured(violation)),
  ];
  return applyAllowlist(violations, allowlist);
}
