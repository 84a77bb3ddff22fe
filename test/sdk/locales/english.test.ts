import { describe, expect, it, vi } from 'vitest';
import { english } from '../../../src/sdk/locales/en.ts';
import { loadEnglish } from '../../../src/sdk/locales/english.ts';
import { browserMessages } from '../../../src/tooling/build/extension-messages.ts';
import { speak } from '../../support/unit/i18n.ts';

const packaged = async () => Response.json(browserMessages(english));

describe('English for developers', () => {
  it('is read from the package, whatever the browser speaks', async () => {
    speak('de');
    const fetch = vi.fn(packaged);
    const { translate, locale } = await loadEnglish(fetch);
    expect(fetch).toHaveBeenCalledExactlyOnceWith('_locales/en/messages.json');
    expect(translate('stateSignedIn')).toBe('Signed in');
    expect(translate('tenantFailed', { status: '503', domain: 'tenant.example' })).toBe(
      'tenant.example is having trouble (status 503). Try again in a minute.',
    );
    expect(locale).toBe('en');
  });

  it.each([
    ['cannot be read', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['is damaged', async () => new Response('{')],
  ])('is the language of the browser where the file %s', async (_name, fetch) => {
    speak('de');
    const { translate, locale } = await loadEnglish(fetch);
    expect(translate('stateSignedIn')).toBe('Angemeldet');
    expect(locale).toBe('de');
  });
});
