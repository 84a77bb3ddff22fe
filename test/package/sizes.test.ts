import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Files, readFolder } from '../../src/build/folder.ts';
import { BROWSERS } from '../../src/build/manifest.ts';
import { BUDGETS, BUDGETS_TOGETHER, type Budget, MORE_FOR_NO_TENANT } from './budgets.ts';
import { type BuiltPackages, buildConfigurablePackages, buildPackages } from './built.ts';

/** `shared-HASH.js` for `shared-YZZD5S5U.js`. */
const withoutHash = (name: string) => name.replace(/^(shared)-\w+/, '$1-HASH');

/** The bytes of files together, by their names without a hash. */
function sizeOf(files: Files, names: readonly string[]): Budget {
  const contents = [...files].filter(([name]) => names.includes(withoutHash(name))).map(([, bytes]) => bytes);
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    raw: sum(contents.map((bytes) => bytes.length)),
    gzip: sum(contents.map((bytes) => gzipSync(bytes, { level: 9 }).length)),
  };
}

/** Scripts and stylesheets without a budget, and budgets without a file. */
function withoutPartner(names: readonly string[], budgets: readonly string[]): string[] {
  const weighed = new Set(names.filter((name) => /\.(js|css)$/.test(name)).map(withoutHash));
  return [
    ...[...weighed].filter((name) => !budgets.includes(name)),
    ...budgets.filter((name) => !weighed.has(name)),
  ].sort();
}

const NOTHING: Budget = { raw: 0, gzip: 0 };

describe.each([
  { what: 'one tenant', makeBuild: () => buildPackages(), moreFor: () => NOTHING },
  {
    what: 'no tenant',
    makeBuild: buildConfigurablePackages,
    moreFor: (name: string) => MORE_FOR_NO_TENANT[name] ?? NOTHING,
  },
])('the sizes of a build for $what', ({ makeBuild, moreFor }) => {
  const raised = (name: string, { raw, gzip }: Budget) => ({
    raw: raw + moreFor(name).raw,
    gzip: gzip + moreFor(name).gzip,
  });
  let built: BuiltPackages;
  beforeAll(async () => {
    built = await makeBuild();
  }, 60_000);

  describe.each(BROWSERS)('for %s', (browser) => {
    let files: Files;
    beforeAll(async () => {
      files = await readFolder(`${built.outDir}/${browser}`);
    });

    it('have a budget for every script and stylesheet, and no budget is for a file that is not there', () => {
      expect(withoutPartner([...files.keys()], Object.keys(BUDGETS))).toEqual([]);
    });

    it.each(Object.entries(BUDGETS))('keep the budget of %s', (name, budget) => {
      expect(beyond(sizeOf(files, [name]), raised(name, budget))).toEqual([]);
    });

    it.each(Object.entries(BUDGETS_TOGETHER))(
      'keep the budget of %s',
      (what, { files: names, ...budget }) => {
        expect(beyond(sizeOf(files, names), raised(what, budget))).toEqual([]);
      },
    );
  });
});

it('the form for codes keeps the budget of lock.js too', async () => {
  const { outDir } = await buildPackages('passwordless');
  expect(
    beyond(sizeOf(await readFolder(`${outDir}/chromium`), ['lock.js']), expectBudget('lock.js')),
  ).toEqual([]);
}, 60_000);

function expectBudget(name: string): Budget {
  const budget = BUDGETS[name];
  if (budget === undefined) throw new TypeError(`${name} has no budget.`);
  return budget;
}

/** What is too much, in words; and what weighs nothing, which is no file. */
function beyond(size: Budget, budget: Budget): string[] {
  return (['raw', 'gzip'] as const)
    .filter((kind) => size[kind] === 0 || size[kind] > budget[kind])
    .map((kind) => `${kind}: ${size[kind]} bytes of ${budget[kind]}`);
}

describe('a budget is missed', () => {
  it('by a script or stylesheet that has none', () => {
    expect(
      withoutPartner(['popup.js', 'shared-1.js', 'new.js', 'a.png'], ['popup.js', 'shared-HASH.js']),
    ).toEqual(['new.js']);
  });

  it('by a file that is gone', () => {
    expect(withoutPartner(['popup.js'], ['popup.js', 'popup.css'])).toEqual(['popup.css']);
  });

  it('by one byte too many, raw or packed', () => {
    expect(beyond({ raw: 11, gzip: 5 }, { raw: 10, gzip: 5 })).toEqual(['raw: 11 bytes of 10']);
    expect(beyond({ raw: 10, gzip: 6 }, { raw: 10, gzip: 5 })).toEqual(['gzip: 6 bytes of 5']);
    expect(beyond({ raw: 10, gzip: 5 }, { raw: 10, gzip: 5 })).toEqual([]);
  });
});
