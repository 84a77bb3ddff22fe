import { describe, expect, it } from 'vitest';
import { dashboardEntries, dashboardText } from '../../src/build/dashboard.ts';
import type { Config } from '../../src/config.ts';
import { unitConfig } from '../support/unit-config.ts';
import { ADDRESSES } from '../support/unit-doctor.ts';

const names = (changes: Partial<Config> = {}) =>
  dashboardEntries(unitConfig(changes), ADDRESSES).map(({ field }) => field.name);

describe('what to paste into the dashboard', () => {
  it('is in the order of the page', () => {
    expect(names()).toEqual([
      'Application Type',
      'Allowed Callback URLs',
      'Allowed Logout URLs',
      'Allow Cross-Origin Authentication',
      'Allowed Origins (CORS)',
      'Rotation',
      'Grant Types',
    ]);
  });

  it('has every address of the extension, each in its field', () => {
    const entries = dashboardEntries(unitConfig(), ADDRESSES);
    const valuesOf = (name: string) =>
      entries.find(({ field }) => field.name === name)?.values.map(({ value }) => value);
    const { chromium, firefox } = ADDRESSES;
    expect(valuesOf('Allowed Callback URLs')).toEqual([...chromium.callbackUrls, ...firefox.callbackUrls]);
    expect(valuesOf('Allowed Logout URLs')).toEqual([...chromium.logoutUrls, ...firefox.logoutUrls]);
    expect(valuesOf('Allowed Origins (CORS)')).toEqual([
      ...chromium.allowedOrigins,
      ...firefox.allowedOrigins,
    ]);
  });

  it('leaves out the switch for passwords from another origin where the tenant has the form itself', () => {
    expect(names({ login: 'hosted' })).not.toContain('Allow Cross-Origin Authentication');
  });

  it('leaves out what renewing needs where there is no refresh token', () => {
    const entries = dashboardEntries(unitConfig({ scope: 'openid email' }), ADDRESSES);
    expect(entries.map(({ field }) => field.name)).not.toContain('Rotation');
    expect(entries.at(-1)?.values.map(({ value }) => value)).toEqual(['Authorization Code']);
  });

  it('is a text that says which browser an address is for', () => {
    expect(dashboardText(unitConfig(), ADDRESSES).split('\n')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('unit-client'),
        'Application URIs > Allowed Callback URLs',
        `  Chromium, Chrome, Edge  ${ADDRESSES.chromium.callbackUrls[0]}`,
        `  Firefox                 ${ADDRESSES.firefox.callbackUrls[0]}`,
      ]),
    );
  });
});

it('for no tenant it names none', () => {
  const none = { domain: '', tenant: '', clientId: '', configurable: 'https' as const };
  const text = dashboardText(unitConfig(none), ADDRESSES);
  expect(text).toContain('the one that is chosen > Settings.');
  expect(text).toContain('https://DOMAIN/mobile');
});
