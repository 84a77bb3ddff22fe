import { inject } from 'vitest';
import { BROWSERS } from '../../src/tooling/build/manifest.ts';
import { readFolder } from '../../src/tooling/build/project-files.ts';
import { checkPackage } from '../../src/tooling/package/check/check-package.ts';
import { formatViolation } from '../../src/tooling/package/check/violation.ts';
import { storeFiles } from '../../src/tooling/package/make-packages.ts';
import type { BuildName, BuiltPackages } from './builds.ts';

/** Returns a build that all tests of this run share, and waits for it. Tests must not change its files. */
export async function builtPackages(name: BuildName = 'embedded'): Promise<BuiltPackages> {
  const response = await fetch(`${inject('run')}/builds/${name}`);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/** Returns the texts of the files in a built package, by their path. */
export async function packageFiles(folder: string): Promise<Map<string, string>> {
  const files = await readFolder(folder);
  return new Map([...files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

/** Returns a line for each violation in the packages of a build, as uploaded to the stores. */
export async function packageViolations(name: BuildName): Promise<string[]> {
  const { config, outDir } = await builtPackages(name);
  const violations = await Promise.all(
    BROWSERS.map(async (browser) =>
      checkPackage({ browser, files: await storeFiles(`${outDir}/${browser}`), config }),
    ),
  );
  return violations.flat().map(formatViolation);
}
