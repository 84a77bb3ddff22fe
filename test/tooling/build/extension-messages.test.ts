import { describe, expect, it } from 'vitest';
import { ar } from '../../../src/extension/locales/ar.ts';
import { english } from '../../../src/extension/locales/en.ts';
import {
  browserMessages,
  CATALOGUES,
  messageFiles,
  placeholdersOf,
} from '../../../src/tooling/build/extension-messages.ts';

describe('the messages of the package', () => {
  it('have a file for each language', () => {
    expect(messageFiles().map(([name]) => name)).toEqual(
      ['ar', 'de', 'en', 'es', 'fr', 'ja'].map((code) => `_locales/${code}/messages.json`),
    );
  });

  it('have numbered placeholders, in alphabetical order of their names', () => {
    const { tenantFound } = browserMessages(english);
    expect(tenantFound?.message).toBe('Connected to $2. Connections: $1');
  });

  it('isolate values in a text that is read from the right', () => {
    expect(browserMessages(ar).tenantFound?.message).toContain('\u2068$1\u2069');
    expect(JSON.stringify(browserMessages(english))).not.toMatch(/[\u2068\u2069]/);
  });

  it.each(Object.keys(CATALOGUES))('contain no other dollar sign or brace: %s', (code) => {
    const texts = Object.values(browserMessages(CATALOGUES[code] ?? english)).map(({ message }) => message);
    expect(texts.filter((text) => /\$(?![1-9])|[{}]/.test(text))).toEqual([]);
  });
});

it.each([
  ['{a} and {b}', ['a', 'b']],
  ['{b}, {a}, {b}', ['a', 'b']],
  ['nothing', []],
])('%j has the placeholders %j', (text, names) => {
  expect(placeholdersOf(text)).toEqual(names);
});
