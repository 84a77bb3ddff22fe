import { describe, expect, it } from 'vitest';
import { createStatusTranslate } from '../../../src/sdk/locales/status-texts.ts';
import { setBrowserLanguage } from '../../support/unit/i18n.ts';

describe('createStatusTranslate', () => {
  it.each([
    ['de-AT', 'Notes: abgemeldet'],
    ['ka', 'Notes: signed out'],
  ])('returns texts in the language of the browser: %s', (language, title) => {
    setBrowserLanguage(language);
    expect(createStatusTranslate()('badgeSignedOut', { name: 'Notes' })).toBe(title);
  });

  it('prefers the replacements', () => {
    const translate = createStatusTranslate({ signIn: 'Sign in to Acme' });
    expect([translate('signIn'), translate('signOut')]).toEqual(['Sign in to Acme', 'Sign out']);
  });
});
