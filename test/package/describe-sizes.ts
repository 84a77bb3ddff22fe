import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { BROWSERS } from '../../src/tooling/build/manifest.ts';
import { type Files, readFolder } from '../../src/tooling/build/project-files.ts';
import { BUDGETS, BUDGETS_TOGETHER, type Budget } from './budgets.ts';
import type { BuildName } from './builds.ts';
import { builtPackages } from './built.ts';

/** `shared-HASH.js` for `shared-YZZD5S5U.js`; one name for all dictionaries. */
const withoutHash = (name: string) =>
  name
    .replace(/-[A-Z\d]{8}(?=\.js$)/, '-HASH')
    .replace(/^(dictionary|language)-[^.]*?(?=(-HASH)?\.js$)/, '$1-CODE');

/** The bytes of files together, by their names without a hash. */
export function sizeOf(files: Files, names: readonly string[]): Budget {
  return sizeOfAll(
    [...files].filter(([name]) => names.includes(withoutHash(name))).map(([, bytes]) => bytes),
  );
}

/** The bytes of files together. */
export function sizeOfAll(contents: readonly Uint8Array[]): Budget {
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    raw: sum(contents.map((bytes) => bytes.length)),
    gzip: sum(contents.map((bytes) => gzipSync(bytes, { level: 9 }).length)),
  };
}

/** Scripts and stylesheets without a budget, and budgets without a file. */
export function withoutPartner(names: readonly string[], budgets: readonly string[]): string[] {
  const weighed = new Set(names.filter((name) => /\.(js|css)$/.test(name)).map(withoutHash));
  return [
    ...[...weighed].filter((name) => !budgets.includes(name)),
    ...budgets.filter((name) => !weighed.has(name)),
  ].sort();
}

/** What is too much, in words; and what weighs nothing, which is no file. */
export function beyond(size: Budget, budget: Budget): string[] {
  return (['raw', 'gzip'] as const)
    .filter((kind) => size[kind] === 0 || size[kind] > budget[kind])
    .map((kind) => `${kind}: ${size[kind]} bytes of ${budget[kind]}`);
}

/** Tests of the packages of a build: each script and stylesheet keeps its budget. */
export function describeSizes(name: BuildName): void {
  describe.each(BROWSERS)(`the sizes of the ${name} build for %s`, (browser) => {
    let files: Files;
    beforeAll(async () => {
      const { outDir } = await builtPackages(name);
      files = await readFolder(`${outDir}/${browser}`);
    });

    it('have a budget for every script and stylesheet, and no budget for a missing file', () => {
      expect(withoutPartner([...files.keys()], Object.keys(BUDGETS))).toEqual([]);
    });

    it.each(Object.entries(BUDGETS))('are within the budget of %s', (file, budget) => {
      expect(beyond(sizeOf(files, [file]), budget)).toEqual([]);
    });

    it.each(Object.entries(BUDGETS_TOGETHER))(
      'are within the budget of %s',
      (_what, { files: together, ...budget }) => {
        expect(beyond(sizeOf(files, together), budget)).toEqual([]);
      },
    );
  });
}
