import { describe, expect, it, vi } from 'vitest';
import { lockLanguage } from '../../../src/sdk/locales/browser-language.ts';
import { loadTranslate } from '../../../src/sdk/locales/load-translate.ts';
import { setBrowserLanguage } from '../../support/unit/i18n.ts';

describe('loadTranslate', () => {
  it.each([
    ['en-GB', 'Sign in', 'en-GB'],
    ['de-AT', 'Anmelden', 'de'],
    ['fr-CA', 'Se connecter', 'fr'],
    ['ka', 'Sign in', 'ka'],
  ])('in a browser in %s returns "%s", beside Lock in %s', async (browser, signIn, lock) => {
    setBrowserLanguage(browser);
    const translate = await loadTranslate();
    expect([translate('signIn'), lockLanguage()]).toEqual([signIn, lock]);
  });

  it('returns English in Node', async () => {
    vi.stubGlobal('chrome', undefined);
    expect([(await loadTranslate())('signIn'), lockLanguage()]).toEqual(['Sign in', 'en']);
  });

  it("prefers the caller's texts", async () => {
    const translate = await loadTranslate({ tenantUnreachable: '{domain}?' });
    expect(translate('tenantUnreachable', { domain: 'tenant.example' })).toBe('tenant.example?');
    expect(translate('signedOut')).toMatch(/./);
  });
});
