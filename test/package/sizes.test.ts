import { beforeAll, describe, expect, it } from 'vitest';
import { type Files, readFolder } from '../../src/tooling/build/project-files.ts';
import { BUDGETS, BUDGETS_TOGETHER, type Budget } from './budgets.ts';
import { builtPackages } from './built.ts';
import { exceeded, sizeOf } from './sizes.ts';

/** Returns `shared-HASH.js` for `shared-YZZD5S5U.js`, and one name for all languages. */
const withoutHash = (name: string) =>
  name
    .replace(/-[A-Z\d]{8}(?=\.js$)/, '-HASH')
    .replace(/^(dictionary|language)-[^.]*?(?=(-HASH)?\.js$)/, '$1-CODE');

const sizeIn = (files: Files, names: readonly string[]): Budget =>
  sizeOf([...files].filter(([name]) => names.includes(withoutHash(name))).map(([, bytes]) => bytes));

// Both browsers have the same scripts and stylesheets.
describe('the package for Chromium', () => {
  let files: Files;
  beforeAll(async () => {
    files = await readFolder(`${(await builtPackages()).outDir}/chromium`);
  });

  it('has a budget for every script and stylesheet, and no other', () => {
    const names = [...files.keys()].filter((name) => /\.(js|css)$/.test(name)).map(withoutHash);
    expect([...new Set(names)].sort()).toEqual(Object.keys(BUDGETS).sort());
  });

  it.each(Object.entries(BUDGETS))('keeps the budget of %s', (file, budget) => {
    expect(exceeded(sizeIn(files, [file]), budget)).toEqual([]);
  });

  it.each(Object.entries(BUDGETS_TOGETHER))(
    'keeps the budget of %s',
    (_what, { files: names, ...budget }) => {
      expect(exceeded(sizeIn(files, names), budget)).toEqual([]);
    },
  );
});

it('lock.js keeps its budget in a passwordless build', async () => {
  const files = await readFolder(`${(await builtPackages('passwordless')).outDir}/chromium`);
  expect(exceeded(sizeIn(files, ['lock.js']), BUDGETS['lock.js'] ?? { raw: 0, gzip: 0 })).toEqual([]);
});
