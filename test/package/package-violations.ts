import { BROWSERS } from '../../src/tooling/build/manifest.ts';
import { checkPackage } from '../../src/tooling/package/check/check-package.ts';
import { formatViolation } from '../../src/tooling/package/check/violation.ts';
import { storeFiles } from '../../src/tooling/package/make-packages.ts';
import type { BuildName } from './builds.ts';
import { builtPackages } from './built.ts';

/** Returns the violations in the packages of a build, as the stores get them, each as a line. */
export async function packageViolations(name: BuildName): Promise<string[]> {
  const { config, outDir } = await builtPackages(name);
  const violations = await Promise.all(
    BROWSERS.map(async (browser) =>
      checkPackage({ browser, files: await storeFiles(`${outDir}/${browser}`), config }),
    ),
  );
  return violations.flat().map(formatViolation);
}
