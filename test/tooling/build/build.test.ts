import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../../../src/tooling/build/build.ts';
import { makeBuild } from '../../package/builds.ts';
import { builtPackages } from '../../package/built.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-unit-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** The SHA-256 of every file under `root`, by its path there. */
async function fingerprints(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const fingerprint = async (file: string) => [
    path.relative(root, file),
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  ];
  return Object.fromEntries(await Promise.all(files.sort().map(fingerprint)));
}

describe('a build', () => {
  it('of the same input gives the same bytes, and over a former one leaves nothing of it', async () => {
    const reused = path.join(folder, 'reused');
    await mkdir(path.join(reused, 'chromium/old'), { recursive: true });
    await writeFile(path.join(reused, 'chromium/old/shared-0LD.js'), 'left over');
    await writeFile(path.join(reused, 'chromium/popup.js'), 'left over');
    await makeBuild('embedded', reused);
    expect(await fingerprints(reused)).toEqual(await fingerprints((await builtPackages('embedded')).outDir));
  });

  it('of a wrong configuration stops before anything is written', async () => {
    const outDir = path.join(folder, 'wrong');
    await expect(build({ environment: { AUTH0_DOMAIN: 'x' }, outDir })).rejects.toMatchObject({
      code: 'configuration-invalid',
    });
    await expect(readdir(outDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
