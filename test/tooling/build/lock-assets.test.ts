import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { LOCK_LANGUAGES } from '../../../src/sdk/lock/languages.ts';
import { lockDictionaries } from '../../../src/tooling/build/lock-assets.ts';

const require = createRequire(import.meta.url);
const original = (code: string): unknown => require(`auth0-lock/lib/i18n/${code}.js`).default;

describe('lockDictionaries', () => {
  const codes = LOCK_LANGUAGES.filter((code) => code !== 'en');

  it('returns all but the English one, which is in lock.js', async () => {
    expect([...(await lockDictionaries()).keys()].sort()).toEqual([...codes].sort());
  });

  it.each(codes)('returns the texts of %s, as JSON and complete', async (code) => {
    const dictionary = (await lockDictionaries()).get(code);
    expect(JSON.parse(JSON.stringify(dictionary))).toStrictEqual(original(code));
    expect(namesOf(dictionary)).toEqual(namesOf(original('en')));
  });

  it('returns no link, picture or script', async () => {
    const all = JSON.stringify([...(await lockDictionaries()).values()]);
    expect(all).not.toMatch(/:\/\/|<(?!\/?(?:br|b|i|em|strong)\b)[a-z]|javascript:/i);
  });
});

/** Returns the names of all texts, in order. */
function namesOf(dictionary: unknown): string[] {
  return Object.entries(Object(dictionary))
    .flatMap(([name, entry]) =>
      typeof entry === 'string' ? [name] : namesOf(entry).map((inner) => `${name}/${inner}`),
    )
    .sort();
}
