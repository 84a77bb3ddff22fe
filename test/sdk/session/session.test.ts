import { describe, expect, it } from 'vitest';
import { renewAt } from '../../../src/sdk/session/renewal.ts';
import {
  createSession,
  endSession,
  type Renewed,
  renewSession,
  type SignedIn,
  type TenantRefusal,
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

/** What a tenant with rotation brings, with `changes`. */
function unitRenewed(changes: Partial<Renewed> = {}): Renewed {
  return {
    accessToken: 'next-access-token',
    refreshToken: 'next-refresh-token',
    identity: { idToken: 'next-id-token', claims: { ...unitUser() } },
    expiresIn: 600,
    scope: 'openid',
    ...changes,
  };
}

/** `unitSignedIn` or another, renewed an hour after noon. */
const renewed = (changes: Partial<Renewed> = {}, previous: SignedIn = unitSignedIn()) =>
  renewSession(previous, unitRenewed(changes), { now: NOON + HOUR, random: () => 0.5 });

describe('a sign-in', () => {
  it('is stored with its parameters, which a renewal keeps', () => {
    const request = { audience: 'https://api.example/', scope: 'openid notes', organization: 'org_1' };
    const signedIn = createSession(unitAuthResult(), unitConfig(request), NOON);
    const stored = { audience: request.audience, requestedScope: request.scope, organization: 'org_1' };
    expect(signedIn.session).toMatchObject(stored);
    expect(renewed({}, signedIn).session).toMatchObject(stored);
  });

  it('creates a session whose renewal is planned before its access token expires', () => {
    const { session } = createSession(unitAuthResult(), unitConfig(), NOON, () => 0.5);
    const timestamp = renewAt({ createdAt: NOON, expiresAt: NOON + HOUR }, () => 0.5);
    expect(session).toEqual(unitSession({ id: session.id, renewAt: timestamp }));
  });

  it('stores its tokens apart from what every page can read', () => {
    const { session, tokens } = createSession(
      unitAuthResult({ accessToken: 'secret-a' }),
      unitConfig(),
      NOON,
    );
    expect(tokens).toEqual(unitTokens({ accessToken: 'secret-a' }));
    expect(JSON.stringify(session)).not.toContain('secret-');
  });

  it('without a refresh token creates a session that is never renewed', () => {
    const { session, tokens } = createSession(unitAuthResult({ refreshToken: null }), unitConfig(), NOON);
    expect(session.renewAt).toBeNull();
    expect(tokens.refreshToken).toBeNull();
  });

  it('ends no later than the maximum timestamp', () => {
    const { session } = createSession(unitAuthResult({ expiresIn: 1e300 }), unitConfig(), NOON);
    expect(session.expiresAt).toBe(MAX_TIMESTAMP);
  });

  it('keeps only the claims that are shown', () => {
    const claims = { ...unitUser(), nonce: 'n', email_verified: true, updated_at: 'yesterday' };
    expect(userOf(claims)).toEqual(unitUser());
  });
});

describe('the user', () => {
  it.each([[undefined], ['\u3164']])(
    'is named by the nickname if the name has no visible characters: %j',
    (name) => {
      expect(userOf({ sub: 'auth0|1', name, nickname: 'ada' }).name).toBe('ada');
    },
  );

  it.each(['name', 'email', 'picture'] as const)(
    'has no %s if the claim is empty or not a string',
    (claim) => {
      expect(userOf({ sub: 'auth0|1', [claim]: '' })[claim]).toBeNull();
      expect(userOf({ sub: 'auth0|1', [claim]: ' \u200B' })[claim]).toBeNull();
      expect(userOf({ sub: 'auth0|1', [claim]: 7 })[claim]).toBeNull();
      expect(userOf({ sub: 'auth0|1' })[claim]).toBeNull();
    },
  );
});

describe('renewSession', () => {
  const life = { createdAt: NOON + HOUR, expiresAt: NOON + HOUR + 600_000 };
  const TOKENS = {
    idToken: 'next-id-token',
    accessToken: 'next-access-token',
    refreshToken: 'next-refresh-token',
  };
  const claims = { ...unitUser(), name: 'Ada King' };

  it.each<[string, Partial<Renewed>, object, object]>([
    ['brings other tokens', {}, {}, TOKENS],
    [
      'brings another lifetime, with the next renewal in it',
      {},
      { ...life, renewAt: renewAt(life, () => 0.5) },
      {},
    ],
    [
      'brings the claims as they are now',
      { identity: { idToken: 'i', claims } },
      { user: unitUser({ name: 'Ada King' }) },
      {},
    ],
    ['brings the scopes as they are now', {}, { scope: 'openid' }, {}],
    [
      'keeps the refresh token without rotation',
      { refreshToken: null },
      {},
      { refreshToken: 'refresh-token' },
    ],
    ['keeps the user without an ID token', { identity: null }, { user: unitUser() }, { idToken: 'id-token' }],
    ['keeps the scopes if the tenant names none', { scope: null }, { scope: unitSession().scope }, {}],
    ['keeps the lifetime if the tenant names none', { expiresIn: null }, { expiresAt: NOON + 2 * HOUR }, {}],
  ])('%s', (_name, changes, session, tokens) => {
    expect(renewed(changes)).toMatchObject({ session, tokens });
  });
});

describe('a session that the tenant has ended', () => {
  const ended = (end: TenantRefusal = 'ended') => endSession(unitSignedIn(), end);

  it.each([
    ['while its token would still be valid', NOON + 60_000],
    ['a year later', NOON + 365 * 24 * HOUR],
    ['with a clock that is set back by a year', NOON - 365 * 24 * HOUR],
  ])('is expired %s', (_name, now) => {
    const { session } = ended();
    expect(statusAt({ kind: 'valid', session }, now)).toEqual({ kind: 'expired', session });
  });

  it.each(['ended', 'sign-in-required', 'step-required'] as const)(
    'is never renewed again, and keeps the reason: %s',
    (end) => {
      expect(ended(end).session).toMatchObject({ renewAt: null, end });
    },
  );

  it('has no refresh token if the tenant has ended it', () => {
    expect(ended('ended').tokens.refreshToken).toBeNull();
  });

  it.each(['sign-in-required', 'step-required'] as const)(
    'keeps its refresh token for a sign-out to revoke if it is %s',
    (end) => {
      expect(ended(end).tokens).toEqual(unitSignedIn().tokens);
    },
  );
});
