import { describe, expect, it } from 'vitest';
import { checkIdTokenClaims } from '../../src/auth/id-token.ts';
import { unitConfig } from '../support/unit-config.ts';
import { NOON } from '../support/unit-session.ts';

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

describe('the claims of an ID token', () => {
  it('are given back as they are', () => {
    expect(check({ name: 'Ada' })).toEqual({ ...CLAIMS, name: 'Ada' });
  });

  it.each([
    ['this client as the authorized party', { azp: 'unit-client' }, null],
    ['an organization that nobody asked for', { org_id: 'org_Other' }, null],
    ['the organization by its id', { org_id: 'org_A' }, 'org_A'],
    ['the organization by its name', { org_name: 'acme' }, 'acme'],
    ['an issue a minute ahead', { iat: SECONDS + 60 }, null],
  ])('may have %s', (_name, changes, organization) => {
    expect(() => check(changes, organization)).not.toThrow();
  });

  it.each([
    ['its end is infinite', { exp: Number.POSITIVE_INFINITY }, null, 'its times are wrong'],
    ['its issue is not whole', { iat: 1.5 }, null, 'its times are wrong'],
    ['it comes from the future', { iat: SECONDS + 61 }, null, 'issued in the future'],
    ['its subject is empty', { sub: '' }, null, 'it names nobody'],
    ['its party is another', { azp: 'other' }, null, 'for another application'],
    ['its party is empty', { azp: '' }, null, 'for another application'],
    ['its organization is another', { org_id: 'org_B' }, 'org_A', 'for another organization'],
    ['it has the id in the place of the name', { org_name: 'org_A' }, 'org_A', 'for another organization'],
    ['it has the name in the place of the id', { org_id: 'acme' }, 'acme', 'for another organization'],
    ['its organization is a list', { org_id: ['org_A'] }, 'org_A', 'for another organization'],
  ])('are refused when %s, which the text says', (_name, changes, organization, why) => {
    expect(() => check(changes, organization)).toThrow(
      expect.objectContaining({ code: 'id-token-invalid', message: expect.stringContaining(why) }),
    );
  });

  it('are refused when there are none', () => {
    expect(() => checkIdTokenClaims(undefined, unitConfig(), NOON)).toThrow(/it is missing/);
  });
});
