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

describe('what to enter in the dashboard', () => {
  it('is in the order of the page', () => {
    expect(names()).toEqual(OF_EVERY_BUILD);
  });

  it.each<[what: string, changes: Partial<Config>, more: readonly string[]]>([
    ['an API', { audience: 'https://api.example/' }, ['Allow Offline Access', 'User-Delegated Access']],
    ['codes by email or SMS', { login: 'passwordless' }, ['Applications']],
  ])('has more for %s', (_what, changes, more) => {
    expect(names(changes)).toEqual([...OF_EVERY_BUILD, ...more]);
  });

  it('names the switch for names of organizations only for a name', () => {
    expect(names({ organization: 'acme' })).toContain('Allow Organization Names in Authentication API');
    const byId = names({ organization: 'org_acme1' });
    expect(byId).toContain('Type of Users');
    expect(byId).not.toContain('Allow Organization Names in Authentication API');
  });

  it.each<[where: string, changes: Partial<Config>]>([
    ['the hosted page', { login: 'hosted' }],
    ['an organization, which needs the hosted page', { login: 'passwordless', organization: 'org_acme1' }],
  ])('leaves out what only the form needs with %s', (_where, changes) => {
    const found = names(changes);
    for (const name of ['Allow Cross-Origin Authentication', 'Allowed Web Origins', 'Applications']) {
      expect(found).not.toContain(name);
    }
  });

  it('leaves out what renewing needs where there is no refresh token', () => {
    const found = names({ scope: 'openid email', audience: 'https://api.example/' });
    for (const name of ['Allow Refresh Token Rotation', 'Rotation Overlap Period', 'Allow Offline Access']) {
      expect(found).not.toContain(name);
    }
    expect(text({ scope: 'openid email' })).toMatch(/Grant Types: Authorization Code$/m);
  });
});

describe('the text of it', () => {
  it('says which browser an address is for, and has a line for a single value', () => {
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

  it('says on which page the fields are that are on another', () => {
    expect(text({ audience: 'https://api.example/' })).toContain(
      'Then open Applications > APIs > https://api.example/:\n\nSettings > Allow Offline Access: on\n',
    );
  });

  it('says for codes what is not known of them', () => {
    expect(text({ login: 'passwordless' })).toContain('Passwordless OTP');
    expect(text()).not.toContain('Passwordless OTP');
  });

  it('for no tenant names none', () => {
    const none = text({ domain: '', tenant: '', clientId: '', configurable: 'https' });
    expect(none).toContain('(the chosen one) > Settings\n');
  });
});

it('the fields that no request can see from outside are named', () => {
  expect(unseenFields(unitConfig({ audience: 'https://api.example/' }), ADDRESSES)).toEqual([
    'Allow Refresh Token Rotation',
    'Rotation Overlap Period',
    'JSON Web Token (JWT) Signature Algorithm',
    'OIDC Conformant',
    'Allow Offline Access',
  ]);
});
