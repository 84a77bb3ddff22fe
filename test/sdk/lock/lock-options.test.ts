import { describe, expect, it } from 'vitest';
import { branding } from '../../../src/extension/branding.ts';
import type { Config } from '../../../src/sdk/config.ts';
import { lockOptions } from '../../../src/sdk/lock/lock-options.ts';
import { type Draft, EMPTY_DRAFT } from '../../../src/sdk/storage/draft.ts';
import { unitConfig } from '../../support/unit/config.ts';

type Deps = Parameters<typeof lockOptions>[1];

const resources = (tag = 'en', strategy = 'auth0'): Deps['resources'] => ({
  settings: { id: 'unit-client', strategies: [{ name: strategy, connections: [{ name: 'people' }] }] },
  translation: { tag, direction: 'ltr', dictionary: null },
});

const DEPS: Deps = {
  container: { id: 'lock' },
  branding,
  redirectUrl: 'https://abc.chromiumapp.org/',
  draft: EMPTY_DRAFT,
  resources: resources(),
  text: { signUpRefused: 'No.' },
  codeErrors: {},
};

const options = (deps: Partial<Deps> = {}, config: Partial<Config> = {}) =>
  lockOptions(unitConfig(config), { ...DEPS, ...deps });
const optionsWith = (draft: Partial<Draft>) => options({ draft: { ...EMPTY_DRAFT, ...draft } });

describe('lockOptions', () => {
  it.each([
    [
      'stay on the page, with explicit redirect URL and response type',
      {
        auth: { redirect: false, redirectUrl: DEPS.redirectUrl, responseType: 'code', autoParseHash: false },
      },
    ],
    [
      'load nothing from the network',
      {
        ...{ avatar: null, rememberLastLogin: false, auth: { sso: false }, _sendTelemetry: false },
        theme: { logo: expect.not.stringContaining('://') },
      },
    ],
    ['do not send part of an email address as user name', { defaultADUsernameFromEmailPrefix: false }],
    ['request a code, not a link, which would open in a page', { passwordlessMethod: 'code' }],
  ])('%s', (_what, expected) => {
    expect(options()).toMatchObject(expected);
    expect(options({}, { login: 'passwordless' })).toMatchObject(expected);
  });

  it("replace Lock's logo if the branding has none", () => {
    const theme = { logo: expect.stringMatching(/^data:image/) };
    expect(options({ branding: { ...branding, logo: '' } })).toMatchObject({ theme });
  });

  it('have no state and no max_age', () => {
    expect(JSON.stringify(options())).not.toMatch(/"(state|max_age)"/);
  });

  it('offer the configured connections and request the configured scopes', () => {
    expect(options({}, { connections: ['people'], scope: 'openid' })).toMatchObject({
      allowedConnections: ['people'],
      auth: { params: { scope: 'openid' } },
    });
  });

  it('contain the given messages for a refused code', () => {
    const codeErrors = { code_expired: 'This code has expired.' };
    expect(options({ codeErrors })).toMatchObject({
      languageDictionary: { error: { passwordless: codeErrors } },
    });
  });

  it.each([
    ['en', 'Sign in'],
    ['pt-br', undefined],
  ])("have the popup's labels in English only: %s", (language, label) => {
    const { language: own, languageDictionary } = Object(options({ resources: resources(language) }));
    expect([own, languageDictionary.loginSubmitLabel]).toEqual([language, label]);
    const { login, passwordless } = languageDictionary.error;
    expect(passwordless.too_many_attempts).toBe(login?.too_many_attempts);
  });

  it.each<[what: string, draft: Partial<Draft>, prefill: object]>([
    ['nothing without a draft', {}, {}],
    [
      'each field as typed',
      { email: 'hedy@example.com', username: 'hedy', phoneNumber: '151 12345678' },
      { email: 'hedy@example.com', username: 'hedy', phoneNumber: '151 12345678' },
    ],
    ['no empty field', { username: 'hedy' }, { username: 'hedy' }],
  ])('prefill %s', (_what, draft, prefill) => {
    expect(optionsWith(draft)).toHaveProperty('prefill', prefill);
  });

  it.each([
    ['signIn', 'login'],
    ['signUp', 'signUp'],
    ['resetPassword', 'forgotPassword'],
    ['code', 'login'],
  ] as const)('start at the step %s with the screen %s', (step, screen) => {
    expect(optionsWith({ step })).toMatchObject({ initialScreen: screen });
  });

  it.each([
    ['has no database', resources('en', 'ad'), {}],
    ['offers no database', resources(), { connections: ['corp'] }],
  ])('start with the sign-in if the application %s', (_what, found, config) => {
    const draft: Draft = { ...EMPTY_DRAFT, step: 'resetPassword' };
    expect(options({ draft, resources: found }, config)).toMatchObject({ initialScreen: 'login' });
  });
});
