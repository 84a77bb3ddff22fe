import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { lockDictionaries } from '../../../src/tooling/build/lock-assets.ts';

const require = createRequire(import.meta.url);
const original = (code: string): unknown => require(`auth0-lock/lib/i18n/${code}.js`).default;

const dictionaries = await lockDictionaries();

describe('lockDictionaries', () => {
  it('returns all but the English one, which is in lock.js', () => {
    expect([dictionaries.size, dictionaries.has('pt-br'), dictionaries.has('en')]).toEqual([43, true, false]);
  });

  it.each([...dictionaries])('returns the texts of %s, as JSON and complete', (code, dictionary) => {
    expect(JSON.parse(JSON.stringify(dictionary))).toStrictEqual(original(code));
    expect(namesOf(dictionary)).toEqual(namesOf(original('en')));
  });

  it('returns no link, picture or script', () => {
    const all = JSON.stringify([...dictionaries.values()]);
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
