import { describe, expect, it } from 'vitest';
import { renewAt } from '../../../src/sdk/session/renewal.ts';
import {
  createSession,
  endSession,
  type Renewed,
  renewSession,
  type SignedIn,
} from '../../../src/sdk/session/session.ts';
import { statusAt } from '../../../src/sdk/session/status.ts';
import { MAX_TIMESTAMP } from '../../../src/sdk/session/timestamp.ts';
import { unitConfig } from '../../support/unit/config.ts';
import {
  NOON,
  unitAuthResult,
  unitSession,
  unitSignedIn,
  unitTokens,
  unitUser,
} from '../../support/unit/session.ts';

const HOUR = 3_600_000;

const userOf = (idTokenPayload: Record<string, unknown>) =>
  createSession(unitAuthResult({ idTokenPayload }), unitConfig(), NOON).session.user;

/** Renews `previous` an hour after noon, at a tenant that rotates refresh tokens. */
const renewed = (changes: Partial<Renewed> = {}, previous: SignedIn = unitSignedIn()) => {
  const response: Renewed = {
    accessToken: 'next-access-token',
    refreshToken: 'next-refresh-token',
    identity: { idToken: 'next-id-token', claims: { ...unitUser({ name: 'Ada King' }) } },
    expiresIn: 600,
    scope: 'openid',
    ...changes,
  };
  return renewSession(previous, response, { now: NOON + HOUR, random: () => 0.5 });
};

describe('createSession', () => {
  it('returns a session without secrets, and the tokens', () => {
    const { session, tokens } = createSession(unitAuthResult(), unitConfig(), NOON, () => 0.5);
    const planned = renewAt({ createdAt: NOON, expiresAt: NOON + HOUR }, () => 0.5);
    expect(session).toEqual(unitSession({ id: session.id, renewAt: planned }));
    expect(tokens).toEqual(unitTokens());
  });

  it('stores what was requested, which a renewal keeps', () => {
    const request = { audience: 'https://api.example/', scope: 'openid notes', organization: 'org_1' };
    const signedIn = createSession(unitAuthResult(), unitConfig(request), NOON);
    const stored = { audience: request.audience, requestedScope: request.scope, organization: 'org_1' };
    expect(signedIn.session).toMatchObject(stored);
    expect(renewed({}, signedIn).session).toMatchObject(stored);
  });

  it('plans no renewal without a refresh token', () => {
    const { session, tokens } = createSession(unitAuthResult({ refreshToken: null }), unitConfig(), NOON);
    expect(session.renewAt).toBeNull();
    expect(tokens.refreshToken).toBeNull();
  });

  it('limits the expiry to the latest timestamp', () => {
    const { session } = createSession(unitAuthResult({ expiresIn: 1e300 }), unitConfig(), NOON);
    expect(session.expiresAt).toBe(MAX_TIMESTAMP);
  });

  it('stores only the claims that are shown', () => {
    const claims = { ...unitUser(), nonce: 'n', email_verified: true, updated_at: 'yesterday' };
    expect(userOf(claims)).toEqual(unitUser());
  });

  it.each([[undefined], ['\u3164']])('uses the nickname if the name is %j', (name) => {
    expect(userOf({ sub: 'auth0|1', name, nickname: 'ada' }).name).toBe('ada');
  });

  it.each([[''], [' \u200B'], [7], [undefined]])('treats the claim %j as absent', (claim) => {
    const { name, email, picture } = userOf({ sub: 'auth0|1', name: claim, email: claim, picture: claim });
    expect([name, email, picture]).toEqual([null, null, null]);
  });
});

describe('renewSession', () => {
  const life = { createdAt: NOON + HOUR, expiresAt: NOON + HOUR + 600_000 };

  it('replaces the tokens, the lifetime, the claims and the scopes', () => {
    expect(renewed()).toEqual({
      session: unitSession({
        ...life,
        user: unitUser({ name: 'Ada King' }),
        scope: 'openid',
        renewAt: renewAt(life, () => 0.5),
      }),
      tokens: {
        idToken: 'next-id-token',
        accessToken: 'next-access-token',
        refreshToken: 'next-refresh-token',
      },
    });
  });

  it.each<[string, Partial<Renewed>, object]>([
    ['the refresh token', { refreshToken: null }, { tokens: { refreshToken: 'refresh-token' } }],
    ['the user', { identity: null }, { session: { user: unitUser() }, tokens: { idToken: 'id-token' } }],
    ['the scopes', { scope: null }, { session: { scope: unitSession().scope } }],
    ['the lifetime', { expiresIn: null }, { session: { expiresAt: NOON + 2 * HOUR } }],
  ])('keeps %s if the tenant sends none', (_name, changes, expected) => {
    expect(renewed(changes)).toMatchObject(expected);
  });
});

describe('endSession', () => {
  const TOKENS = unitTokens();

  it.each([
    ['ended', { ...TOKENS, refreshToken: null }],
    ['sign-in-required', TOKENS],
    ['step-required', TOKENS],
  ] as const)('returns an expired session with the end %s, whatever the clock shows', (end, tokens) => {
    const ended = endSession(unitSignedIn(), end);
    expect(ended).toEqual({ session: unitSession({ expiresAt: 0, renewAt: null, end }), tokens });
    for (const now of [0, NOON])
      expect(statusAt({ kind: 'valid', session: ended.session }, now).kind).toBe('expired');
  });
});
