import { attributor } from '../../src/build/gate/attribution.ts';
import { describeFinding } from '../../src/build/gate/finding.ts';
import { inspectPackage } from '../../src/build/gate/gate.ts';
import { BROWSERS } from '../../src/build/manifest.ts';
import { storeFiles } from '../../src/build/package.ts';
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
