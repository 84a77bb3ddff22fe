import { missingInManifest } from '../../sdk/browser/manifest-needs.ts';
import type { Config } from '../../sdk/config.ts';
import { BROWSERS } from '../build/manifest.ts';
import type { Extension } from '../setup/extension.ts';
import { type CheckResult, checkResult, failed, ok } from './check-result.ts';

/** Which parts the background starts is decided in code, so only fields that every extension needs are checked. */
const PARTS = { badge: false, menu: false, notifications: false };

/** Checks whether each built manifest has the permissions and hosts that `startBackground` requires. */
export function checkManifests({ manifests }: Pick<Extension, 'manifests'>, config: Config): CheckResult[] {
  return BROWSERS.flatMap((browser) => {
    const manifest = manifests[browser];
    if (manifest === undefined) return [];
    const missing = missingInManifest(manifest, config, PARTS, browser === 'firefox');
    const field = missing.map((line) => line.split('"')[1]).join(', ');
    const fix = { place: 'manifest.json', field, how: 'add', value: missing.join(', ') } as const;
    const outcome = missing.length === 0 ? ok('Complete') : failed(`The manifest lacks ${field}`, fix);
    return [checkResult('manifest', outcome, browser)];
  });
}
