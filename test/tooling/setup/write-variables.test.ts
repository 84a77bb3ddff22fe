import { chmod, lstat, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../../src/tooling/build/project-files.ts';
import { writeVariables } from '../../../src/tooling/setup/write-variables.ts';
import { temporaryDir } from '../../support/profile.ts';

const NEW = { AUTH0_DOMAIN: 'new.example', AUTH0_CLIENT_ID: 'new-client' };

let parent: string;
let folder: string;
let file: string;
beforeAll(async () => {
  parent = await temporaryDir('setup');
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(parent, 'project-'));
  file = path.join(folder, '.env');
});

describe('a folder without a .env', () => {
  it('gets a copy of .env.example with the values in it', async () => {
    expect(await writeVariables(file, NEW)).toMatchObject({ made: true });
    const [text, example] = await Promise.all([
      readFile(file, 'utf8'),
      readFile(path.join(ROOT, '.env.example'), 'utf8'),
    ]);
    expect(parseEnv(text)).toEqual(NEW);
    const comments = (lines: string) => lines.split('\n').filter((line) => line.startsWith('#'));
    expect(comments(text)).toEqual(comments(example));
  });
});

describe('a .env that is there', () => {
  it('is replaced whole, with the rights that it has, and no draft stays', async () => {
    await writeFile(file, 'OTHER=1\n');
    await chmod(file, 0o600);
    expect(await writeVariables(file, NEW)).toMatchObject({ made: false });
    expect(parseEnv(await readFile(file, 'utf8'))).toEqual({ OTHER: '1', ...NEW });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['.env']);
  });

  it('is not written where nothing changes', async () => {
    await writeVariables(file, NEW);
    const before = await stat(file);
    expect(await writeVariables(file, NEW)).toEqual({ made: false, changes: [] });
    expect((await stat(file)).ino).toBe(before.ino);
  });

  it('stays a link where it is one', async () => {
    const real = path.join(folder, 'real');
    await writeFile(real, 'OTHER=1\n');
    await symlink(real, file);
    await writeVariables(file, NEW);
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
    expect(parseEnv(await readFile(real, 'utf8'))).toMatchObject(NEW);
  });
});
