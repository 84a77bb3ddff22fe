import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStoredSession, parseStoredTokens } from '../../../src/sdk/session/parse.ts';
import { SESSION_ENDS, type Session, type Tokens, type User } from '../../../src/sdk/session/session.ts';
import { unitRecord, unitSession, unitTokens, unitUser } from '../../support/unit/session.ts';

/** Returns the value as storage returns it: a copy through JSON. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Each pair of a name and one of its values. */
const pairsOf = (values: Record<string, readonly unknown[]>) =>
  Object.entries(values).flatMap(([name, list]) => list.map((value) => [name, value] as const));

const NO_TEXT = [undefined, null, '', 7, {}];
const NO_TEXT_OR_NULL = [undefined, '', 7, {}];

describe('parseStoredSession', () => {
  it('returns absent if nothing is stored', () => {
    expect(parseStoredSession(undefined)).toEqual({ kind: 'absent' });
  });

  it.each<[string, object, Session?]>([
    ['with its tokens', {}],
    ['with encrypted tokens', { tokens: { iv: 'AAAA', data: 'AAAA' } }],
    ['without unknown properties', { extra: 'x', user: { ...unitUser(), extra: 'x' } }],
    ...SESSION_ENDS.map((end): [string, object, Session] => [
      `with the end ${end}`,
      { renewAt: null, end },
      unitSession({ renewAt: null, end }),
    ]),
  ])('returns a stored session %s', (_name, changes, session = unitSession()) => {
    expect(parseStoredSession(stored({ ...unitRecord(), ...changes }))).toEqual({ kind: 'valid', session });
  });

  it('returns a session without the optional claims, scopes and refresh token', () => {
    const user = unitUser({ name: null, email: null, picture: null });
    const session = unitSession({ user, renewAt: null, scope: '' });
    const record = unitRecord({ session, tokens: unitTokens({ refreshToken: null }) });
    expect(parseStoredSession(stored(record))).toEqual({ kind: 'valid', session });
  });

  it.each([null, true, '', [], [unitRecord()]])('returns damaged for %j', (value) => {
    expect(parseStoredSession(value)).toEqual({ kind: 'damaged' });
  });

  const NO_TIMESTAMP = [undefined, '0', -1, Number.NaN, 8.64e15 + 2];
  const INVALID: Record<keyof Session | 'tokens', readonly unknown[]> = {
    version: [undefined, 3, 5, '4', { toString: 1 }],
    domain: NO_TEXT,
    clientId: NO_TEXT,
    id: NO_TEXT,
    audience: NO_TEXT_OR_NULL,
    requestedScope: NO_TEXT,
    organization: NO_TEXT_OR_NULL,
    scope: [undefined, null, 7, ['openid']],
    createdAt: [null, ...NO_TIMESTAMP],
    expiresAt: [null, ...NO_TIMESTAMP],
    renewAt: NO_TIMESTAMP,
    // The record has a `renewAt`, which an ended session has not.
    end: [undefined, 'revoked', ['ended'], 'ended'],
    tokens: [undefined, null, '', 7, []],
    user: [undefined, null, 'Ada', []],
  };

  it.each(pairsOf(INVALID))('returns damaged if %s is %s', (name, value) => {
    expect(parseStoredSession({ ...unitRecord(), [name]: value })).toEqual({ kind: 'damaged' });
  });

  const NO_CLAIM = [undefined, 7, ['Ada']];
  const INVALID_USER: Record<keyof User, readonly unknown[]> = {
    sub: NO_TEXT,
    name: NO_CLAIM,
    email: NO_CLAIM,
    picture: NO_CLAIM,
  };

  it.each(pairsOf(INVALID_USER))("returns damaged if the user's %s is %j", (name, value) => {
    const user = { ...unitUser(), [name]: value };
    expect(parseStoredSession({ ...unitRecord(), user })).toEqual({ kind: 'damaged' });
  });
});

describe('parseStoredTokens', () => {
  it('returns the stored tokens', () => {
    expect(parseStoredTokens(stored(unitRecord()))).toEqual(unitTokens());
  });

  const INVALID: Record<keyof Tokens, readonly unknown[]> = {
    idToken: NO_TEXT,
    accessToken: NO_TEXT,
    refreshToken: NO_TEXT_OR_NULL,
  };

  it.each(pairsOf(INVALID))('returns null if %s is %j', (name, value) => {
    expect(parseStoredTokens({ ...unitRecord(), tokens: { ...unitTokens(), [name]: value } })).toBeNull();
  });

  it.each([[undefined], [null], ['tokens'], [[]], [{ tokens: null }], [{ tokens: { iv: 'AAAA' } }]])(
    'returns null for %j',
    (value) => {
      expect(parseStoredTokens(value)).toBeNull();
    },
  );
});

it('neither parser throws for any value', () => {
  /** A record with one property of any JSON value. */
  const damaged = fc
    .tuple(fc.constantFrom(...Object.keys(unitRecord())), fc.jsonValue())
    .map(([name, value]) => ({ ...unitRecord(), [name]: value }));
  fc.assert(
    fc.property(fc.oneof(damaged, fc.anything()), (value) => {
      parseStoredSession(value);
      parseStoredTokens(value);
    }),
  );
});
