import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildRequest, build } from '../build/build.ts';
import { BROWSERS, readManifest } from '../build/manifest.ts';
import { type Files, ROOT, readFolder } from '../build/project-files.ts';
import { checkPackage } from './check/check-package.ts';
import { lintPackage } from './check/lint.ts';
import { formatViolation, type Violation } from './check/violation.ts';
import { sourceFiles } from './source-package.ts';
import { type Zipped, zip, zipName } from './zip.ts';

/** Options of `makePackages`. */
export type PackageRequest = Pick<BuildRequest, 'environment' | 'outDir' | 'overrides' | 'configurable'>;

/** A zip file that was written. */
export interface WrittenZip {
  readonly file: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Thrown if a package has violations. No zip file is written then. */
export class PackageCheckError extends Error {
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(['Package check failed:', ...violations.map(formatViolation)].join('\n'));
    this.name = 'PackageCheckError';
    this.violations = violations;
  }
}

/**
 * Builds both packages into `outDir`, and writes a zip file of each and of the sources there. The same input gives the same
 * bytes. Rejects with a `PackageCheckError`, and leaves no zip file behind, if a package has violations.
 */
export async function makePackages(
  { outDir, ...request }: PackageRequest,
  { lint = lintPackage } = {},
): Promise<WrittenZip[]> {
  const { version }: { version: string } = JSON.parse(await read('package.json'));
  const { name } = await readManifest();
  const fileOf = (what: Zipped) => path.join(outDir, zipName(name, what, version));
  const { config } = await build({ ...request, outDir });
  // A zip file of a previous run must not be mistaken for one of this run.
  for (const what of [...BROWSERS, 'source'] as const) await rm(fileOf(what), { force: true });
  const packages = await Promise.all(
    BROWSERS.map(async (browser) => ({ browser, files: await storeFiles(path.join(outDir, browser)) })),
  );
  const violations = [
    ...packages.flatMap(({ browser, files }) => checkPackage({ browser, files, config })),
    ...(await lint(path.join(outDir, 'firefox'))),
  ];
  if (violations.length > 0) throw new PackageCheckError(violations);

  const { environment, configurable } = request;
  const isConfigurable = configurable !== undefined;
  const source = await sourceFiles({ environment, isConfigurable, name, version });
  return [
    ...(await Promise.all(packages.map(({ browser, files }) => writeZip(fileOf(browser), files)))),
    await writeZip(fileOf('source'), source),
  ];
}

/**
 * Returns the files of a built package as stores accept them: without the manifest's `key`, which fixes the ID of an
 * unpacked extension in Chromium. Stores assign the ID and reject a manifest with a key.
 */
export async function storeFiles(folder: string): Promise<Files> {
  const files = await readFolder(folder);
  const { key, ...manifest } = JSON.parse(new TextDecoder().decode(files.get('manifest.json')));
  if (key === undefined) return files;
  return new Map([
    ...files,
    ['manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)],
  ]);
}

function read(name: string): Promise<string> {
  return readFile(path.join(ROOT, name), 'utf8');
}

async function writeZip(file: string, files: Files): Promise<WrittenZip> {
  const bytes = zip(files);
  await writeFile(file, bytes);
  return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
