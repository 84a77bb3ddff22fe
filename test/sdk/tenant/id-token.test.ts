import { describe, expect, it } from 'vitest';
import { checkOrganization, checkRenewedClaims } from '../../../src/sdk/tenant/id-token.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { signingInput } from '../../support/unit/provider.ts';
import { NOON } from '../../support/unit/session.ts';

// `hostile-tokens.test.ts` tests `checkTokens`.

const SECONDS = NOON / 1000;
const CLAIMS = {
  iss: 'https://tenant.example/',
  sub: 'auth0|1',
  aud: 'unit-client',
  iat: SECONDS,
  exp: SECONDS,
};

/** The error whose cause, which is for developers, contains `why`. */
const refused = (why: string) =>
  expect.objectContaining({
    code: 'id-token-invalid',
    cause: expect.objectContaining({ message: expect.stringContaining(why) }),
  });

describe('checkOrganization', () => {
  it.each([
    ['it has the ID instead of the name', { org_name: 'org_A' }, 'org_A', 'for another organization'],
    ['it has the name instead of the ID', { org_id: 'acme' }, 'acme', 'org_id and no org_name'],
    ['its organization is a list', { org_id: ['org_A'] }, 'org_A', 'for another organization'],
  ])('refuses an ID token if %s', (_name, claims, organization, why) => {
    expect(() => checkOrganization({ ...CLAIMS, ...claims }, unitConfig({ organization }))).toThrow(
      refused(why),
    );
  });
});

describe('checkRenewedClaims', () => {
  const SIGN_IN = { auth_time: SECONDS - 60, nonce: 'sign-in', org_id: 'org_A' };

  /** A previous ID token with these claims. */
  const previous = (claims: object) => ({
    sub: 'auth0|1',
    idToken: `${signingInput({ header: { alg: 'RS256' }, payload: { sub: 'auth0|1', ...claims } })}.AA`,
  });
  const UNREADABLE = { sub: 'auth0|1', idToken: 'id-token' };

  it.each([
    ['has only the organization', { org_id: 'org_A' }, previous(SIGN_IN)],
    ['has the same claims', SIGN_IN, previous({ ...SIGN_IN, name: 'Åsa 🌻' })],
    ['has the time of the sign-in and the previous one had not', { auth_time: SECONDS }, previous({})],
    [
      'has another name of the organization',
      { ...SIGN_IN, org_name: 'b' },
      previous({ ...SIGN_IN, org_name: 'a' }),
    ],
    ['replaces an unreadable one, with the same user', SIGN_IN, UNREADABLE],
  ])('accepts an ID token that %s', (_name, changes, before) => {
    expect(() => checkRenewedClaims({ ...CLAIMS, ...changes }, before)).not.toThrow();
  });

  it.each([
    ['has another user', { sub: 'auth0|2' }, UNREADABLE, 'for another user'],
    ['is from a later sign-in', { ...SIGN_IN, auth_time: SECONDS }, previous(SIGN_IN), 'to another sign-in'],
    ['has another nonce', { ...SIGN_IN, nonce: 'other' }, previous(SIGN_IN), 'nonce of another request'],
    [
      'has a nonce and the previous one had none',
      { nonce: 'other' },
      previous({}),
      'nonce of another request',
    ],
    ['has another organization', { ...SIGN_IN, org_id: 'org_B' }, previous(SIGN_IN), 'another organization'],
    ['has no organization any more', {}, previous(SIGN_IN), 'another organization'],
    [
      'has an organization and the previous one had none',
      { org_id: 'org_A' },
      previous({}),
      'another organization',
    ],
  ])('refuses an ID token that %s', (_name, changes, before, why) => {
    expect(() => checkRenewedClaims({ ...CLAIMS, ...changes }, before)).toThrow(refused(why));
  });
});
