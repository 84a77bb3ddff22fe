import { describe, expect, it } from 'vitest';
import { branding } from '../../../src/extension/branding.ts';
import { lockOptions } from '../../../src/sdk/lock/lock-options.ts';
import { type Draft, EMPTY_DRAFT } from '../../../src/sdk/storage/draft.ts';
import { unitConfig } from '../../support/unit/config.ts';

const place = {
  container: 'lock',
  branding,
  redirectUrl: 'https://abc.chromiumapp.org/',
  draft: EMPTY_DRAFT,
  connections: [{ name: 'people', strategy: 'auth0' }],
  language: 'en',
  text: { signUpRefused: 'No.' },
  codeErrors: {},
};

const beginningWith = (draft: Partial<Draft>) =>
  lockOptions(unitConfig(), { ...place, draft: { ...EMPTY_DRAFT, ...draft } });

describe("Lock's options", () => {
  it('stay on the page, with explicit redirect URL and response type', () => {
    expect(lockOptions(unitConfig(), place)).toMatchObject({
      auth: { redirect: false, redirectUrl: place.redirectUrl, responseType: 'code', autoParseHash: false },
    });
  });

  it('load nothing from the network', () => {
    expect(lockOptions(unitConfig(), place)).toMatchObject({
      avatar: null,
      rememberLastLogin: false,
      auth: { sso: false },
      _sendTelemetry: false,
      theme: { logo: expect.not.stringContaining('://') },
    });
  });

  it("replace Lock's logo if the branding has none", () => {
    const branding = { ...place.branding, logo: '' };
    expect(lockOptions(unitConfig(), { ...place, branding })).toMatchObject({
      theme: { logo: expect.stringMatching(/^data:image/) },
    });
  });

  it('send no part of an email address as an AD/LDAP user name', () => {
    expect(lockOptions(unitConfig(), place)).toMatchObject({ defaultADUsernameFromEmailPrefix: false });
  });

  it('have no state and no max_age', () => {
    expect(JSON.stringify(lockOptions(unitConfig(), place))).not.toMatch(/"(state|max_age)"/);
  });

  it('contain the configured connections and scopes', () => {
    const config = unitConfig({ connections: ['people'], scope: 'openid' });
    expect(lockOptions(config, place)).toMatchObject({
      allowedConnections: ['people'],
      auth: { params: { scope: 'openid' } },
    });
  });

  it('contain the chosen language', () => {
    expect(lockOptions(unitConfig(), { ...place, language: 'pt-br' })).toMatchObject({ language: 'pt-br' });
  });

  it('contain the given texts for refused codes', () => {
    const codeErrors = { code_expired: 'This code has expired.' };
    expect(lockOptions(unitConfig(), { ...place, codeErrors })).toMatchObject({
      languageDictionary: { error: { passwordless: codeErrors } },
    });
  });

  it.each([
    ['en', 'Sign in'],
    ['de', undefined],
  ])("override Lock's labels in English only: %s", (language, label) => {
    const { languageDictionary } = Object(lockOptions(unitConfig(), { ...place, language }));
    expect(languageDictionary.loginSubmitLabel).toBe(label);
  });

  it('request a code, not a magic link', () => {
    expect(lockOptions(unitConfig(), place)).toMatchObject({ passwordlessMethod: 'code' });
  });
});

describe('the form starts', () => {
  it('empty without a draft', () => {
    expect(beginningWith({})).toMatchObject({ prefill: {}, initialScreen: 'login' });
  });

  it('with each field as it was typed', () => {
    const typed = { email: 'hedy@example.com', username: 'hedy', phoneNumber: '151 12345678' };
    expect(beginningWith(typed)).toMatchObject({ prefill: typed });
  });

  it('without empty fields', () => {
    expect(beginningWith({ username: 'hedy' })).toHaveProperty('prefill', { username: 'hedy' });
  });

  it.each([
    ['signIn', 'login'],
    ['signUp', 'signUp'],
    ['resetPassword', 'forgotPassword'],
    ['code', 'login'],
  ] as const)('at the stored step: %s is the screen %s', (step, screen) => {
    expect(beginningWith({ step })).toMatchObject({ initialScreen: screen });
  });

  it.each([
    ['has none', {}, [{ name: 'corp', strategy: 'ad' }]],
    ['offers none', { connections: ['corp'] }, place.connections],
  ])(
    'at the sign-in if the application %s of the databases that sign-up and reset need',
    (_what, changes, connections) => {
      const draft: Draft = { ...EMPTY_DRAFT, step: 'resetPassword' };
      expect(lockOptions(unitConfig(changes), { ...place, connections, draft })).toMatchObject({
        initialScreen: 'login',
      });
    },
  );
});
