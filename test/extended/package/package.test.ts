import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Files, ROOT, readFolder } from '../../../src/tooling/build/project-files.ts';
import { ALLOWED_WARNINGS } from '../../../src/tooling/package/check/lint.ts';
import { makePackages, type WrittenZip } from '../../../src/tooling/package/make-packages.ts';
import { type Zipped, zipName } from '../../../src/tooling/package/zip.ts';
import { ENVIRONMENT } from '../../package/builds.ts';
import { temporaryDir } from '../../support/profile.ts';
import { withoutBuildVariables } from '../../support/project-copy.ts';

const { code, file, count } = ALLOWED_WARNINGS;
const REPORT = { errors: [], notices: [], warnings: Array.from({ length: count }, () => ({ code, file })) };

/** Replaces the linter, which web-ext-lint.test.ts runs: it takes longer than everything else together. */
const withoutLint = { lint: async () => REPORT };

/** The extension's name, from its one place, and its version, from that one's. */
async function identity(): Promise<{ name: string; version: string }> {
  const read = async (file: string) => JSON.parse(await readFile(path.join(ROOT, file), 'utf8'));
  return { name: (await read('manifest.json')).name, version: (await read('package.json')).version };
}

const unzipped = async (file: string): Promise<Files> =>
  new Map(Object.entries(unzipSync(await readFile(file))));

/** The SHA-256 of each file, which are sooner compared than the bytes. */
const fingerprints = (files: Files) =>
  new Map([...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]));

const parse = (bytes: Uint8Array | undefined): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(bytes));

describe('npm run package', () => {
  let name: string;
  let version: string;
  let outDir: string;
  let zips: readonly WrittenZip[];
  const zipOf = (what: Zipped) => unzipped(path.join(outDir, zipName(name, what, version)));
  beforeAll(async () => {
    ({ name, version } = await identity());
    outDir = await temporaryDir('package');
    await mkdir(path.join(outDir, 'chromium/old'), { recursive: true });
    await writeFile(path.join(outDir, 'chromium/old/shared.js'), 'left over');
    zips = await makePackages({ environment: ENVIRONMENT, outDir }, withoutLint);
  });

  it('writes a zip for Chromium, one for Firefox and one of the sources, with the version in their names', async () => {
    const names = (['chromium', 'firefox', 'source'] as const).map((what) => zipName(name, what, version));
    expect(zips.map(({ file }) => path.basename(file))).toEqual(names);
    expect((await readdir(outDir)).sort()).toEqual(['chromium', 'firefox', ...names]);
    for (const { file, bytes } of zips) expect((await readFile(file)).length).toBe(bytes);
  });

  it('zips the build for Firefox as it is', async () => {
    const built = await readFolder(path.join(outDir, 'firefox'));
    expect(fingerprints(await zipOf('firefox'))).toEqual(fingerprints(built));
  });

  it('zips the build for Chromium without its key, which the stores reject', async () => {
    const [files, built] = await Promise.all([zipOf('chromium'), readFolder(path.join(outDir, 'chromium'))]);
    const others = (all: Files) =>
      new Map([...fingerprints(all)].filter(([name]) => name !== 'manifest.json'));
    expect(others(files)).toEqual(others(built));
    const { key, ...manifest } = parse(built.get('manifest.json'));
    expect(key).toEqual(expect.any(String));
    expect(parse(files.get('manifest.json'))).toEqual(manifest);
  });

  it('leaves nothing of an earlier build', async () => {
    expect((await readFolder(path.join(outDir, 'chromium'))).has('old/shared.js')).toBe(false);
  });

  it('writes sources from which the commands of BUILDING.md build both packages again, byte for byte', async () => {
    const folder = await temporaryDir('package');
    const sources = await zipOf('source');
    for (const [name, bytes] of sources) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), bytes);
    }
    const building = new TextDecoder().decode(sources.get('BUILDING.md'));
    const [install, build = ''] = /```sh\n([^`]*)```/.exec(building)?.[1]?.trim().split('\n') ?? [];
    expect(install).toBe('npm ci');
    await installAsHere(folder);
    await promisify(execFile)(build, { cwd: folder, env: withoutBuildVariables(), shell: true });
    for (const browser of ['chromium', 'firefox']) {
      const [again, first] = await Promise.all([
        readFolder(path.join(folder, 'dist', browser)),
        readFolder(path.join(outDir, browser)),
      ]);
      expect(fingerprints(again)).toEqual(fingerprints(first));
    }
  });
});

/**
 * In the place of `npm ci`, which wants a network: the packages that are installed here from the same lock file. What
 * a bundle has code of is copied, since esbuild names a module by its real path; tools are linked.
 */
async function installAsHere(folder: string): Promise<void> {
  const [here, there] = [path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules')];
  const lock = 'package-lock.json';
  expect(await readFile(path.join(folder, lock), 'utf8')).toBe(await readFile(path.join(ROOT, lock), 'utf8'));
  const { packages }: { packages: Record<string, { dev?: boolean }> } = JSON.parse(
    await readFile(path.join(ROOT, lock), 'utf8'),
  );
  const top = Object.entries(packages).flatMap(([place, { dev }]) => {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place)?.[1];
    return name === undefined ? [] : [{ name, isTool: dev === true }];
  });
  const installed = new Set(await readdir(here, { recursive: false }));
  for (const { name, isTool } of top) {
    // The programs for other systems are in the lock file and not here.
    if (!installed.has(name.split('/')[0] ?? '')) continue;
    await mkdir(path.dirname(path.join(there, name)), { recursive: true });
    if (isTool) await symlink(path.join(here, name), path.join(there, name), 'junction');
    else await cp(path.join(here, name), path.join(there, name), { recursive: true });
  }
}

describe('makePackages', () => {
  it('writes no zip and removes previous ones if a package has a violation', async () => {
    const outDir = await temporaryDir('package');
    const branding = path.join(outDir, 'branding-with-eval.ts');
    const original = JSON.stringify(path.join(ROOT, 'src/extension/branding.ts'));
    await writeFile(branding, `export * from ${original};\ndocument.title = globalThis.eval('1 + 1');\n`);
    const { name, version } = await identity();
    await writeFile(path.join(outDir, zipName(name, 'source', version)), 'of a previous run');
    const overrides = { 'src/extension/branding.ts': branding };
    await expect(makePackages({ environment: ENVIRONMENT, outDir, overrides }, withoutLint)).rejects.toThrow(
      /^Package check failed:\npopup\.js:\d+:\d+ code-from-text: "eval"[^\n]*\n?(popup\.js[^\n]*\n?)*$/,
    );
    expect((await readdir(outDir)).filter((name) => name.endsWith('.zip'))).toEqual([]);
  });

  it('writes no zip if the linter reports an error', async () => {
    const outDir = await temporaryDir('package');
    const lint = async () => ({ ...REPORT, errors: [{ code: 'UNSAFE', file: 'popup.js' }] });
    await expect(makePackages({ environment: ENVIRONMENT, outDir }, { lint })).rejects.toThrow(
      'popup.js lint: "UNSAFE"',
    );
    expect((await readdir(outDir)).sort()).toEqual(['chromium', 'firefox']);
  });
});
