import type { Config } from '../../../sdk/config.ts';
import { type Browser, ownOrigins } from '../../build/manifest.ts';
import type { Files } from '../../build/project-files.ts';
import { ALLOWLIST, type Allowance, applyAllowlist } from './allowlist.ts';
import { manifestViolations } from './manifest-rules.ts';
import { patternViolations } from './patterns.ts';
import { permissionViolations } from './permissions.ts';
import { referenceViolations } from './references.ts';
import { type Violation, violationOf } from './violation.ts';

/** A built package, as a store receives it. */
export interface PackageToCheck {
  readonly browser: Browser;
  readonly files: Files;
  /** The configuration of the build. */
  readonly config: Config;
}

const TEXT = /\.(?:js|css|html|json|svg|txt)$/;

/** License texts. They are not code, and their URLs are never requested. */
const NOTICES = 'licenses.txt';

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
  const scripts = new Map([...texts].filter(([name]) => name.endsWith('.js')));
  const manifest = texts.get('manifest.json') ?? '{}';
  const options = {
    allowsDevelopmentHosts: config.tenant.startsWith('http://') || config.configurable === 'any',
    isPackaged: (name: string) => names.includes(name.replace(/^\.?\//, '')),
  };
  const violations = [
    ...manifestViolations(manifest, config),
    ...permissionViolations(manifest, scripts),
    ...referenceViolations(names, texts),
    ...names.filter((name) => name.endsWith('.map')).map((name) => violationOf('source-map', name)),
    ...[...texts]
      .filter(([name]) => name !== NOTICES)
      .flatMap(([name, text]) => patternViolations(name, text, options)),
  ].filter((violation) => !isConfigured(violation, config));
  return applyAllowlist(
    violations,
    allowlist.filter((allowance) => allowance.browser === undefined || allowance.browser === browser),
  );
}

/**
 * Returns whether an address belongs to the tenant or an API. Scripts have the configured values, the manifest has match
 * patterns.
 */
function isConfigured({ rule, file, found }: Violation, config: Config): boolean {
  if (rule !== 'address') return false;
  if (file !== 'manifest.json')
    return Object.values(config)
      .flat()
      .map(String)
      .some((value) => value.startsWith(found));
  const hostOf = (address: string) => new URL(address.replace(/\/?\*$/, '/')).hostname;
  return ownOrigins(config).map(hostOf).includes(hostOf(found));
}
