import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BuildRequest, build } from '../build/build.ts';
import { BROWSERS, readManifest } from '../build/manifest.ts';
import { type Files, ROOT, readFolder } from '../build/project-files.ts';
import { checkPackage } from './check/check-package.ts';
import { lintViolations, runLint } from './check/lint.ts';
import { formatViolation } from './check/violation.ts';
import { sourceFiles } from './source-package.ts';
import { type Zipped, zip, zipName } from './zip.ts';

/** A zip file that was written. */
export interface WrittenZip {
  readonly file: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * Builds both packages into `outDir`, and writes a zip file of each and of the sources there. The same input gives the same
 * bytes. Rejects with a line for each violation, and leaves no zip file behind, if a package has violations.
 */
export async function makePackages(
  request: Omit<BuildRequest, 'onRebuild'>,
  { lint = runLint } = {},
): Promise<WrittenZip[]> {
  const { outDir, environment } = request;
  const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  const { name } = await readManifest();
  const fileOf = (what: Zipped) => path.join(outDir, zipName(name, what, version));
  const { config } = await build(request);
  // A zip file of a previous run must not be mistaken for one of this run.
  for (const what of [...BROWSERS, 'source'] as const) await rm(fileOf(what), { force: true });
  const packages = await Promise.all(
    BROWSERS.map(async (browser) => ({ browser, files: await storeFiles(path.join(outDir, browser)) })),
  );
  const violations = [
    ...packages.flatMap(({ browser, files }) => checkPackage({ browser, files, config })),
    ...lintViolations(await lint(path.join(outDir, 'firefox'))),
  ];
  if (violations.length > 0)
    throw new Error(['Package check failed:', ...violations.map(formatViolation)].join('\n'));

  const isConfigurable = config.configurable !== undefined;
  const source = await sourceFiles({ environment, isConfigurable, name, version });
  return Promise.all([
    ...packages.map(({ browser, files }) => writeZip(fileOf(browser), files)),
    writeZip(fileOf('source'), source),
  ]);
}

/**
 * Returns the files of a built package as stores accept them: without the manifest's `key`, which fixes the ID of an
 * unpacked extension in Chromium. Stores assign the ID and reject a manifest with a key.
 */
export async function storeFiles(folder: string): Promise<Files> {
  const files = await readFolder(folder);
  const { key, ...manifest } = JSON.parse(new TextDecoder().decode(files.get('manifest.json')));
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  return new Map([...files, ['manifest.json', new TextEncoder().encode(text)]]);
}

async function writeZip(file: string, files: Files): Promise<WrittenZip> {
  const bytes = zip(files);
  await writeFile(file, bytes);
  return { file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
