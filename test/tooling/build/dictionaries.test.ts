import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { LOCK_LANGUAGES } from '../../../src/sdk/lock/languages.ts';
import { lockDictionaries } from '../../../src/tooling/build/dictionaries.ts';
import { ROOT } from '../../../src/tooling/build/project-files.ts';

const require = createRequire(import.meta.url);
const original = (code: string): unknown => require(`auth0-lock/lib/i18n/${code}.js`).default;

describe("Lock's dictionaries", () => {
  const codes = LOCK_LANGUAGES.filter((code) => code !== 'en');

  it('are packaged, except the English one, which is in lock.js', async () => {
    expect([...(await lockDictionaries(ROOT)).keys()].sort()).toEqual([...codes].sort());
  });

  it.each(codes)('contain the texts of %s as Lock has them, and none that only English has', async (code) => {
    const dictionary = (await lockDictionaries(ROOT)).get(code);
    expect(JSON.parse(JSON.stringify(dictionary))).toStrictEqual(original(code));
    expect(namesOf(dictionary)).toEqual(namesOf(original('en')));
  });

  it('contain no link, picture or script', async () => {
    const all = JSON.stringify([...(await lockDictionaries(ROOT)).values()]);
    expect(all).not.toMatch(/:\/\/|<(?!\/?(?:br|b|i|em|strong)\b)[a-z]|javascript:/i);
  });
});

/** The names of all texts, in order: what is missing would be in English, what is too much would be never shown. */
function namesOf(dictionary: unknown): string[] {
  return Object.entries(Object(dictionary))
    .flatMap(([name, entry]) =>
      typeof entry === 'string' ? [name] : namesOf(entry).map((inner) => `${name}/${inner}`),
    )
    .sort();
}
