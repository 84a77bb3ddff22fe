import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readFolder } from '../../../src/tooling/build/project-files.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-unit-'));
});

afterEach(() => rm(folder, { recursive: true }));

it('reads all files of a folder by their paths, in order', async () => {
  await mkdir(path.join(folder, 'b/c'), { recursive: true });
  await writeFile(path.join(folder, 'd.txt'), 'd');
  await writeFile(path.join(folder, 'b/c/e.bin'), new Uint8Array([0, 255]));
  const files = await readFolder(folder);
  expect([...files.keys()]).toEqual(['b/c/e.bin', 'd.txt']);
  expect([...(files.get('b/c/e.bin') ?? [])]).toEqual([0, 255]);
});

it('rejects where there is no such folder', async () => {
  await expect(readFolder(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
});
