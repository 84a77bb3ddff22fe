import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStoredSession, parseStoredTokens } from '../../../src/sdk/session/parse.ts';
import type { Session, Tokens } from '../../../src/sdk/session/session.ts';
import { SESSION_ENDS } from '../../../src/sdk/session/session.ts';
import { unitRecord, unitSession, unitSignedIn, unitTokens, unitUser } from '../../support/unit/session.ts';

/** What storage gives back: a copy, through JSON. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const wrongIn = (value: unknown) => {
  const found = parseStoredSession(value);
  return found.kind === 'damaged' ? found.wrong : found.kind;
};

describe('parse', () => {
  it('returns absent if nothing is stored', () => {
    expect(parseStoredSession(undefined)).toEqual({ kind: 'absent' });
  });

  it('returns the stored session', () => {
    expect(parseStoredSession(stored(unitRecord()))).toEqual({ kind: 'valid', session: unitSession() });
  });

  it('accepts a session without optional fields', () => {
    const user = unitUser({ name: null, email: null, picture: null });
    const session = unitSession({ user, renewAt: null, scope: '' });
    const record = unitRecord({ session, tokens: unitTokens({ refreshToken: null }) });
    expect(parseStoredSession(stored(record))).toEqual({ kind: 'valid', session });
  });

  it('drops unknown fields, tokens first', () => {
    const record = { ...unitRecord(), extra: 'x', user: { ...unitUser(), extra: 'x' } };
    expect(parseStoredSession(stored(record))).toEqual({ kind: 'valid', session: unitSession() });
  });

  it('returns the session if its tokens are encrypted', () => {
    const record = { ...unitRecord(), tokens: { iv: 'AAAA', data: 'AAAA' } };
    expect(parseStoredSession(stored(record))).toEqual({ kind: 'valid', session: unitSession() });
  });
});

describe('parse returns damaged', () => {
  it.each([[null], [true], [0], [''], ['session'], [[]], [[unitRecord()]]])('for %j', (value) => {
    expect(wrongIn(value)).toBe('record');
  });

  it.each([[undefined], [3], [5], ['4'], [null], [{ toString: 1 }]])('for the version %j', (version) => {
    expect(wrongIn({ ...unitRecord(), version })).toBe('version');
  });

  const moments = [undefined, null, '0', -1, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 2];
  const fields: Record<Exclude<keyof Session, 'version' | 'user'> | 'tokens', readonly unknown[]> = {
    domain: [undefined, null, '', 7, {}],
    clientId: [undefined, null, '', 7, {}],
    id: [undefined, null, '', 7, {}],
    audience: [undefined, '', 7, {}],
    requestedScope: [undefined, null, '', 7, ['openid']],
    organization: [undefined, '', 7, {}],
    scope: [undefined, null, 7, ['openid']],
    createdAt: moments,
    expiresAt: moments,
    renewAt: moments.filter((timestamp) => timestamp !== null),
    // The last is one that no session has that is renewed.
    end: [undefined, '', 'revoked', true, 7, {}, ['ended'], 'ended'],
    tokens: [undefined, null, '', 7, []],
  };
  const cases = Object.entries(fields).flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  );

  it.each(cases)('if %s is %s, with its name', (name, value) => {
    expect(wrongIn({ ...unitRecord(), [name]: value })).toBe(name);
  });

  it.each([[undefined], [null], ['Ada'], [[]]])('for the user %j', (user) => {
    expect(wrongIn({ ...unitRecord(), user })).toBe('user');
  });

  const userFields = [
    ...[undefined, null, '', 7].map((value) => ['sub', value] as const),
    ...['name', 'email', 'picture'].flatMap((name) =>
      [undefined, 7, {}, ['Ada']].map((value) => [name, value] as const),
    ),
  ];

  it.each(userFields)("if the user's %s is %j, with its name", (name, value) => {
    const user = { ...unitUser(), [name]: value };
    expect(wrongIn({ ...unitRecord(), user })).toBe(name);
  });

  it('without a token in the reason', () => {
    const record = unitRecord(unitSignedIn({}, { accessToken: 'secret-access-token' }));
    expect(wrongIn({ ...record, expiresAt: null })).not.toContain('secret-access-token');
  });
});

describe('the end of a session', () => {
  it.each(SESSION_ENDS)('survives a round trip: %s', (end) => {
    const session = unitSession({ renewAt: null, end });
    expect(parseStoredSession(stored(unitRecord({ session, tokens: unitTokens() })))).toEqual({
      kind: 'valid',
      session,
    });
  });
});

describe('the tokens', () => {
  it('survive a round trip', () => {
    expect(parseStoredTokens(stored(unitRecord()))).toEqual(unitTokens());
  });

  const damages: Record<keyof Tokens, readonly unknown[]> = {
    idToken: [undefined, null, '', 7, {}],
    accessToken: [undefined, null, '', 7, {}],
    refreshToken: [undefined, '', 7, {}],
  };
  const cases = Object.entries(damages).flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  );

  it.each(cases)('are null if %s is %j', (name, value) => {
    expect(parseStoredTokens({ ...unitRecord(), tokens: { ...unitTokens(), [name]: value } })).toBeNull();
  });

  it.each([[undefined], [null], ['tokens'], [{}], [[]], [{ tokens: null }], [{ tokens: { iv: 'AAAA' } }]])(
    'are null if the record is %j',
    (value) => {
      expect(parseStoredTokens(value)).toBeNull();
    },
  );
});

describe('any stored value', () => {
  /** A record of which any part may be any JSON, or gone. */
  const almostRecord = fc
    .tuple(fc.constantFrom<unknown>(...Object.keys(unitRecord()), 'user.sub', 'user.name'), fc.jsonValue())
    .map(([name, value]) => {
      const record = unitRecord();
      const path = String(name);
      return path.startsWith('user.')
        ? { ...record, user: { ...unitUser(), [path.slice(5)]: value } }
        : { ...record, [path]: value };
    })
    .map(stored);

  it('is parsed without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), almostRecord, fc.anything()), (value) => {
        expect(['absent', 'valid', 'damaged']).toContain(parseStoredSession(value).kind);
        expect([null, 'object']).toContain(parseStoredTokens(value) === null ? null : 'object');
      }),
    );
  });
});
