import { BROWSERS } from '../../src/tooling/build/manifest.ts';
import { attributor } from '../../src/tooling/package/check/attribution.ts';
import { describeFinding } from '../../src/tooling/package/check/finding.ts';
import { inspectPackage } from '../../src/tooling/package/check/gate.ts';
import { storeFiles } from '../../src/tooling/package/package.ts';
import type { BuildName } from './builds.ts';
import { builtPackages } from './built.ts';

/** Returns what the gate finds in the packages of a build, as the stores get them: a sentence for each finding. */
export async function gateFindings(name: BuildName): Promise<string[]> {
  const { config, outDir } = await builtPackages(name);
  const attribute = await attributor({ config });
  const findings = await Promise.all(
    BROWSERS.map(async (browser) => {
      const files = await storeFiles(`${outDir}/${browser}`);
      return inspectPackage({ browser, files, config, attribute });
    }),
  );
  return findings.flat().map(describeFinding);
}
