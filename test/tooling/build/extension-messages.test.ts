import { describe, expect, it } from 'vitest';
import { translateStatus } from '../../../src/extension/shared/translate.ts';
import { createStatusTranslate } from '../../../src/sdk/locales/status-texts.ts';
import {
  browserMessages,
  CATALOGUES,
  messageFiles,
  placeholdersOf,
} from '../../../src/tooling/build/extension-messages.ts';
import { setBrowserLanguage } from '../../support/unit/i18n.ts';

const { ar, en } = CATALOGUES;

describe('messageFiles', () => {
  it('returns a file for each language', () => {
    expect(messageFiles().map(([name]) => name)).toEqual(
      ['ar', 'de', 'en', 'es', 'fr', 'ja'].map((code) => `_locales/${code}/messages.json`),
    );
  });
});

describe('browserMessages', () => {
  it('numbers placeholders in the alphabetical order of their names', () => {
    expect(browserMessages(en).tenantFound?.message).toBe('Connected to $2. Connections: $1');
  });

  it('isolates values in right-to-left texts only', () => {
    expect(browserMessages(ar).tenantFound?.message).toContain('\u2068$1\u2069');
    expect(JSON.stringify(browserMessages(en))).not.toMatch(/[\u2068\u2069]/);
  });

  it.each(Object.entries(CATALOGUES))('leaves no other dollar sign or brace in %s', (_code, catalogue) => {
    const texts = Object.values(browserMessages(catalogue)).map(({ message }) => message);
    expect(texts.filter((text) => /\$(?![1-9])|[{}]/.test(text))).toEqual([]);
  });

  it.each(Object.keys(CATALOGUES))("has the SDK's texts for the background in %s", (code) => {
    setBrowserLanguage(code);
    const translate = createStatusTranslate();
    expect(translateStatus('badgeSignedInAs', { person: 'Ada', name: 'Notes' })).toBe(
      translate('badgeSignedInAs', { person: 'Ada', name: 'Notes' }),
    );
    // The pages of the extension have texts with these names too.
    for (const name of ['signIn', 'signOut', 'options'] as const) {
      expect(translateStatus(name)).toBe(translate(name));
    }
  });
});

describe('placeholdersOf', () => {
  it.each([
    ['{a} and {b}', ['a', 'b']],
    ['{b}, {a}, {b}', ['a', 'b']],
    ['nothing', []],
  ])('of %j are %j', (text, names) => {
    expect(placeholdersOf(text)).toEqual(names);
  });
});
