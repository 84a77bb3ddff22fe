import { describe, expect, it } from 'vitest';
import { readFolder } from '../../src/tooling/build/project-files.ts';
import { BUDGETS } from './budgets.ts';
import { builtPackages } from './built.ts';
import { beyond, describeSizes, sizeOf, withoutPartner } from './describe-sizes.ts';

describeSizes('embedded');

it('the form for codes is within the budget of lock.js too', async () => {
  const { outDir } = await builtPackages('passwordless');
  const budget = BUDGETS['lock.js'] ?? expect.fail('lock.js has no budget.');
  expect(beyond(sizeOf(await readFolder(`${outDir}/chromium`), ['lock.js']), budget)).toEqual([]);
});

describe('a budget is exceeded', () => {
  it('by a script or stylesheet without a budget', () => {
    expect(
      withoutPartner(['popup.js', 'shared-YZZD5S5U.js', 'new.js', 'a.png'], ['popup.js', 'shared-HASH.js']),
    ).toEqual(['new.js']);
  });

  it('by a missing file', () => {
    expect(withoutPartner(['popup.js'], ['popup.js', 'popup.css'])).toEqual(['popup.css']);
  });

  it('by one byte too many, raw or compressed', () => {
    expect(beyond({ raw: 11, gzip: 5 }, { raw: 10, gzip: 5 })).toEqual(['raw: 11 bytes of 10']);
    expect(beyond({ raw: 10, gzip: 6 }, { raw: 10, gzip: 5 })).toEqual(['gzip: 6 bytes of 5']);
    expect(beyond({ raw: 10, gzip: 5 }, { raw: 10, gzip: 5 })).toEqual([]);
  });
});
