import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { dashboardEntries, dashboardText, unseenFields } from '../../../src/tooling/build/dashboard.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { ADDRESSES } from '../../support/unit/doctor.ts';

const names = (changes: Partial<Config> = {}) =>
  dashboardEntries(unitConfig(changes), ADDRESSES).map(({ field }) => field.name);
const text = (changes: Partial<Config> = {}) => dashboardText(unitConfig(changes), ADDRESSES);

const OF_EVERY_BUILD = [
  'Application Type',
  'Allowed Callback URLs',
  'Allowed Logout URLs',
  'Allowed Web Origins',
  'Allow Cross-Origin Authentication',
  'Allowed Origins (CORS)',
  'Allow Refresh Token Rotation',
  'Rotation Overlap Period',
  'JSON Web Token (JWT) Signature Algorithm',
  'OIDC Conformant',
  'Grant Types',
];

describe('the fields of the Auth0 Dashboard', () => {
  it('are in the order of the page', () => {
    expect(names()).toEqual(OF_EVERY_BUILD);
  });

  it.each<[what: string, changes: Partial<Config>, more: readonly string[]]>([
    ['an API', { audience: 'https://api.example/' }, ['Allow Offline Access', 'User-Delegated Access']],
    ['codes by email or SMS', { login: 'passwordless' }, ['Applications']],
  ])('include more for %s', (_what, changes, more) => {
    expect(names(changes)).toEqual([...OF_EVERY_BUILD, ...more]);
  });

  it('include the switch for organization names only for a name', () => {
    expect(names({ organization: 'acme' })).toContain('Allow Organization Names in Authentication API');
    const byId = names({ organization: 'org_acme1' });
    expect(byId).toContain('Type of Users');
    expect(byId).not.toContain('Allow Organization Names in Authentication API');
  });

  it.each<[where: string, changes: Partial<Config>]>([
    ['the hosted page', { login: 'hosted' }],
    ['an organization, which needs the hosted page', { login: 'passwordless', organization: 'org_acme1' }],
  ])('omit what only the form needs with %s', (_where, changes) => {
    const found = names(changes);
    for (const name of ['Allow Cross-Origin Authentication', 'Allowed Web Origins', 'Applications']) {
      expect(found).not.toContain(name);
    }
  });

  it('omit what renewal needs without a refresh token', () => {
    const found = names({ scope: 'openid email', audience: 'https://api.example/' });
    for (const name of ['Allow Refresh Token Rotation', 'Rotation Overlap Period', 'Allow Offline Access']) {
      expect(found).not.toContain(name);
    }
    expect(text({ scope: 'openid email' })).toMatch(/Grant Types: Authorization Code$/m);
  });
});

describe('their text', () => {
  it('names the browser of an address, and has one line for a single value', () => {
    expect(text().split('\n')).toEqual(
      expect.arrayContaining([
        expect.stringContaining('unit-client'),
        'Application URIs > Allowed Callback URLs',
        `  Chromium, Chrome, Edge  ${ADDRESSES.chromium.callbackUrls[0]}`,
        `  Firefox                 ${ADDRESSES.firefox.callbackUrls[0]}`,
        'Advanced Settings > Grant Types: Authorization Code, Refresh Token',
      ]),
    );
  });

  it('names the page of fields on another page', () => {
    expect(text({ audience: 'https://api.example/' })).toContain(
      'Then open Applications > APIs > https://api.example/:\n\nSettings > Allow Offline Access: on\n',
    );
  });

  it('names what is unknown for codes', () => {
    expect(text({ login: 'passwordless' })).toContain('Passwordless OTP');
    expect(text()).not.toContain('Passwordless OTP');
  });

  it('names no tenant in a configurable build', () => {
    const none = text({ domain: '', tenant: '', clientId: '', configurable: 'https' });
    expect(none).toContain('(the chosen one) > Settings\n');
  });
});

it('names the fields that the doctor cannot check', () => {
  expect(unseenFields(unitConfig({ audience: 'https://api.example/' }), ADDRESSES)).toEqual([
    'Allow Refresh Token Rotation',
    'Rotation Overlap Period',
    'JSON Web Token (JWT) Signature Algorithm',
    'OIDC Conformant',
    'Allow Offline Access',
  ]);
});
