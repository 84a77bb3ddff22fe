import type { Config } from '../../../sdk/config.ts';
import { type Browser, ownOrigins } from '../../build/manifest.ts';
import type { Files } from '../../build/project-files.ts';
import { ALLOWLIST, type Allowance, applyAllowlist } from './allowlist.ts';
import { manifestViolations } from './manifest-rules.ts';
import { patternViolations } from './patterns.ts';
import { permissionViolations } from './permissions.ts';
import { referenceViolations } from './references.ts';
import { type Violation, violationOf } from './violation.ts';

/** A built package, as a store gets it. */
export interface PackageToCheck {
  readonly browser: Browser;
  readonly files: Files;
  /** What it was built for. */
  readonly config: Config;
}

const TEXT = /\.(?:js|css|html|json|svg|txt)$/;

/** The text of licenses, which no code runs and no browser follows. */
const NOTICES = 'licenses.txt';

/**
 * Returns what the review of a store would reject in a package, or an empty array. `web-ext lint` is not part of it: see
 * `lintPackage`. Throws if the manifest cannot be parsed.
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

/** Whether an address is the tenant's or an API's: in scripts as configured, in the manifest by its host. */
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
