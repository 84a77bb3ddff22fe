import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../src/build/root.ts';
import { type Sources, unusedExports, unusedFiles } from './unused-exports.ts';

/** Each takes the place of a module in builds of the tests, which import it by that one's path. */
const STAND_INS = [
  'test/e2e/own/look-with-fields.ts',
  'test/e2e/own/operations.ts',
  'test/soak/gated-key-store.ts',
  'test/soak/gated-storage.ts',
];

/** What nobody imports and somebody begins with, beside the stand-ins, the tests and what has types alone. */
const ENTRIES = [
  // By build.ts, which names them for esbuild.
  ...['src/first-read.ts', 'src/lock/modules/auth0-lock-passwordless.ts', 'src/lock/modules/auth0-lock.ts'],
  ...['test/e2e/own/content-script.ts', 'test/e2e/own/example-page.ts'],
  // By package.json.
  ...['src/build/doctor/main.ts', 'src/build/package-main.ts', 'src/build/setup/main.ts'],
  ...['test/bench/bench.ts', 'test/package/screenshots.ts', 'test/soak/soak.ts', 'test/states/gallery.ts'],
  ...['test/support/start.ts', 'test/support/test-all.ts', 'test/tenant/main.ts'],
  // By vitest.
  ...['test/e2e/close-kept-browsers.ts', 'test/e2e/vitest.config.ts', 'test/support/unit-build.ts'],
  'test/vitest.config.ts',
];

async function readSources(): Promise<Sources> {
  const folders = await Promise.all(
    ['src', 'test'].map(async (folder) =>
      (await readdir(path.join(ROOT, folder), { recursive: true })).map((file) => `${folder}/${file}`),
    ),
  );
  const files = folders
    .flat()
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'));
  const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
  const all = ['build.mjs', ...files];
  return new Map(all.map((file) => [file, read(file)]));
}

describe('the sources and the tests', async () => {
  const sources = await readSources();

  it('export nothing that nobody imports', () => {
    const unused = unusedExports(sources).filter(
      (found) => !STAND_INS.some((file) => found.startsWith(file)),
    );
    expect(unused).toEqual([]);
  });

  it('have no file that nobody imports and nobody begins with', () => {
    const known = new Set([...STAND_INS, ...ENTRIES, 'build.mjs']);
    const unused = unusedFiles(sources).filter((file) => !/\.(test|d)\.ts$/.test(file) && !known.has(file));
    expect(unused).toEqual([]);
  });

  it('have no exception here that is none', () => {
    const unused = unusedFiles(sources);
    expect([...STAND_INS, ...ENTRIES].filter((file) => !unused.includes(file))).toEqual([]);
  });
});

describe('what is found', () => {
  it.each([
    ['a value', 'export const a = 1;', ['src/a.ts: a']],
    ['a value that its own file uses', 'export const a = 1;\nuse(a);', ['src/a.ts: a']],
    ['a function', 'export async function a() {}', ['src/a.ts: a']],
    ['a type', 'export interface A {}', ['src/a.ts: A']],
    ['but no type of a signature', 'export interface A {}\nconst a = (a: A) => a;', []],
    ['nothing that is not exported', 'const a = 1;', []],
  ])('is %s', (_what, source, found) => {
    expect(unusedExports(new Map([['src/a.ts', source]]))).toEqual(found);
  });

  it.each([
    ['by name', "import { a } from './a.ts';"],
    ['among others, by another name', "import x, {\n  b,\n  type a as c,\n} from './a.ts';"],
    ['by passing it on', "export { a } from './a.ts';"],
    ['with all of its file', "import * as all from './a.ts';"],
    ['with all of its file, later', "const { a } = await import('./a.ts');"],
  ])('is nothing that is imported %s', (_how, source) => {
    const sources = new Map([
      ['src/a.ts', 'export const a = 1;'],
      ['src/b.ts', source],
    ]);
    expect(unusedExports(sources)).toEqual([]);
  });

  it('is a file that nobody imports', () => {
    const sources = new Map([
      ['src/a.ts', ''],
      ['src/b.ts', "import './a.ts';"],
    ]);
    expect(unusedFiles(sources)).toEqual(['src/b.ts']);
  });
});
