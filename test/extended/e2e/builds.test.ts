import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../../src/tooling/build/build.ts';
import { buildWith } from '../../e2e/builds.ts';
import { temporaryDir } from '../../support/profile.ts';

const ENVIRONMENT = {
  AUTH0_DOMAIN: '127.0.0.1:4190',
  AUTH0_CLIENT_ID: 'one-client',
  AUTH0_API_ORIGINS: 'http://127.0.0.1:4191',
  AUTH0_AUDIENCE: 'https://api.example/',
  AUTH0_STORAGE: 'session',
  AUTH0_SILENT: 'off',
};

/** The files of a folder; names of shared chunks have a hash of their text in them. */
async function filesOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const read = files.map(async ({ parentPath, name }) => {
    const text = await readFile(path.join(parentPath, name), 'latin1');
    const anonymous = (words: string) => words.replaceAll(/shared-\w+\.js/g, 'shared.js');
    return [anonymous(path.relative(folder, path.join(parentPath, name))), anonymous(text)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

it('end-to-end tests load the files that a build of their configuration writes', async () => {
  const outDir = await temporaryDir('build');
  await build({ environment: ENVIRONMENT, outDir });
  const copied = await buildWith({ environment: ENVIRONMENT });
  for (const browser of ['chromium', 'firefox']) {
    const wanted = await filesOf(path.join(outDir, browser));
    const found = await filesOf(path.join(copied.outDir, browser));
    expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
    for (const [name, text] of Object.entries(wanted)) expect(found[name] === text, name).toBe(true);
  }
});
