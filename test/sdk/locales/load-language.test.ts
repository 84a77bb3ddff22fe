import { describe, expect, it, vi } from 'vitest';
import { loadLanguage } from '../../../src/sdk/locales/load-language.ts';
import { speak } from '../../support/unit/i18n.ts';

describe('loadLanguage', () => {
  it.each([
    ['en-GB', 'Sign in', 'en-GB'],
    ['de-AT', 'Anmelden', 'de'],
    ['fr-CA', 'Se connecter', 'fr'],
    ['ka', 'Sign in', 'ka'],
  ])('in a browser in %s says "%s", and wants Lock in %s', async (browser, logIn, lock) => {
    speak(browser);
    const { translate, wanted } = await loadLanguage();
    expect([translate('logIn'), wanted]).toEqual([logIn, lock]);
  });

  it('speaks English in Node, where no browser is', async () => {
    vi.stubGlobal('chrome', undefined);
    expect((await loadLanguage()).wanted).toBe('en');
  });

  it('prefers the texts of the caller', async () => {
    const { translate } = await loadLanguage({ tenantUnreachable: '{domain}?' });
    expect(translate('tenantUnreachable', { domain: 'tenant.example' })).toBe('tenant.example?');
    expect(translate('signedOut')).toMatch(/./);
  });
});
