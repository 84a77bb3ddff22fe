import { describe, expect, it } from 'vitest';
import {
  checkAccessTokenHash,
  checkIdTokenClaims,
  checkIdTokenForm,
  checkSamePerson,
} from '../../../src/sdk/tenant/id-token.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { signingInput } from '../../support/unit/provider.ts';
import { NOON } from '../../support/unit/session.ts';

const SECONDS = NOON / 1000;
const CLAIMS = {
  iss: 'https://tenant.example/',
  sub: 'auth0|1',
  aud: 'unit-client',
  iat: SECONDS,
  exp: SECONDS + 60,
};

const check = (changes: object, organization: string | null = null) =>
  checkIdTokenClaims({ ...CLAIMS, ...changes }, unitConfig({ organization }), NOON);

/** The error whose cause, which is for developers, says `why`. */
const refused = (why: string) =>
  expect.objectContaining({
    code: 'id-token-invalid',
    cause: expect.objectContaining({ message: expect.stringContaining(why) }),
  });

describe('the claims of an ID token', () => {
  it('are returned unchanged', () => {
    expect(check({ name: 'Ada' })).toEqual({ ...CLAIMS, name: 'Ada' });
  });

  it.each([
    ['its end is infinite', { exp: Number.POSITIVE_INFINITY }, null, 'its times are wrong'],
    ['its end is later than any date', { exp: 8_640_000_000_001 }, null, 'its times are wrong'],
    ['its issue is before 1970', { iat: -1 }, null, 'its times are wrong'],
    ['it has the id in the place of the name', { org_name: 'org_A' }, 'org_A', 'for another organization'],
    ['it has the name in the place of the id', { org_id: 'acme' }, 'acme', 'org_id and no org_name'],
    ['its organization is a list', { org_id: ['org_A'] }, 'org_A', 'for another organization'],
  ])('are rejected if %s, with that cause', (_name, changes, organization, why) => {
    expect(() => check(changes, organization)).toThrow(refused(why));
  });

  it('lead to the clock error only if the clock can be the reason', () => {
    expect(() => check({ iat: SECONDS + 61 }, null)).toThrow('(clock)');
    expect(() => check({ sub: '' }, null)).toThrow('(refused)');
  });

  it('are rejected if there are none', () => {
    expect(() => checkIdTokenClaims(undefined, unitConfig(), NOON)).toThrow(refused('it is missing'));
  });
});

describe('the form of an ID token', () => {
  it('has three parts of base64url', () => {
    expect(() => checkIdTokenForm('e30.eyJuYW1lIjoiQWRhIPCfjLsifQ.-_8')).not.toThrow();
  });

  it.each([
    ['a part is missing', 'e30.e30'],
    ['it is in plain base64', 'e30.e30.+/8'],
    ['there is a line break after it', 'e30.e30.AA\n'],
    ['its header is not UTF-8', '_w.e30.AA'],
    ['its claims have a length that base64 cannot have', 'e30.AAAAA.AA'],
  ])('is invalid if %s', (_name, idToken) => {
    expect(() => checkIdTokenForm(idToken)).toThrow(refused('not written'));
  });
});

describe('the hash of the access token', () => {
  // OpenID Connect Core, appendix A.3.
  const ACCESS_TOKEN = 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y';
  const AT_HASH = '77QmUPtjPfzWtF2AnpK9RQ';

  it.each([
    ['is that of the standard', { at_hash: AT_HASH }],
    ['need not be there', {}],
  ])('%s', async (_name, changes) => {
    await expect(checkAccessTokenHash({ ...CLAIMS, ...changes }, ACCESS_TOKEN)).resolves.toBeUndefined();
  });

  it.each([
    ['is of another access token', { at_hash: AT_HASH }, 'other'],
    ['is empty', { at_hash: '' }, ACCESS_TOKEN],
    ['is longer', { at_hash: `${AT_HASH}A` }, ACCESS_TOKEN],
  ])('is rejected if it %s', async (_name, changes, accessToken) => {
    await expect(checkAccessTokenHash({ ...CLAIMS, ...changes }, accessToken)).rejects.toThrow(
      refused('belongs to another access token'),
    );
  });
});

describe('an ID token of a renewal', () => {
  const SIGN_IN = { auth_time: SECONDS - 60, nonce: 'asked' };

  /** A former ID token that says this of the sign-in. */
  const previous = (claims: object) => ({
    sub: 'auth0|1',
    idToken: `${signingInput({ header: { alg: 'RS256' }, payload: { sub: 'auth0|1', ...claims } })}.AA`,
  });

  const checkRenewed = (changes: object, before = previous(SIGN_IN)) =>
    checkSamePerson({ ...CLAIMS, ...changes }, before);

  it.each([
    ['has no time of the sign-in', {}, previous(SIGN_IN)],
    ['has the same time', SIGN_IN, previous(SIGN_IN)],
    ['has a time that the previous one did not have', { auth_time: SECONDS }, previous({})],
    ['comes after one that cannot be read', {}, { sub: 'auth0|1', idToken: 'id-token' }],
    ['comes after one with letters of all kinds', SIGN_IN, previous({ ...SIGN_IN, name: 'Åsa 🌻' })],
  ])('is accepted if it %s', (_name, changes, before) => {
    expect(() => checkRenewed(changes, before)).not.toThrow();
  });

  it.each([
    ['it names another user', { sub: 'auth0|2' }, previous(SIGN_IN), 'for another user'],
    ['it is of a later sign-in', { auth_time: SECONDS }, previous(SIGN_IN), 'to another sign-in'],
    ['it answers another request', { nonce: 'other' }, previous(SIGN_IN), 'answers another request'],
    [
      'it has a nonce that the previous one did not have',
      { nonce: 'asked' },
      previous({}),
      'answers another',
    ],
    [
      'it has a nonce if the previous one cannot be read',
      { nonce: 'asked' },
      { sub: 'auth0|1', idToken: 'id-token' },
      'answers another request',
    ],
  ])('is rejected if %s, with that cause', (_name, changes, before, why) => {
    expect(() => checkRenewed(changes, before)).toThrow(refused(why));
  });
});
