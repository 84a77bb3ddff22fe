import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStoredSession } from '../../src/session/parse.ts';
import { createSession, type Session } from '../../src/session/session.ts';
import { statusAt } from '../../src/session/status.ts';
import { NOON, unitAuthResult, unitSession, unitUser } from '../support/unit-session.ts';

/** What storage gives back: a copy, through JSON. */
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const reasonOf = (value: unknown) => {
  const found = parseStoredSession(value);
  return found.kind === 'damaged' ? found.reason : found.kind;
};

describe('what is read back', () => {
  it('is absent where nothing was kept', () => {
    expect(parseStoredSession(undefined)).toEqual({ kind: 'absent' });
  });

  it('is the session that was kept', () => {
    expect(parseStoredSession(stored(unitSession()))).toEqual({ kind: 'valid', session: unitSession() });
  });

  it('may lack what a tenant need not give', () => {
    const user = unitUser({ name: null, email: null, picture: null });
    const session = unitSession({ user, refreshToken: null, scope: '' });
    expect(parseStoredSession(stored(session))).toEqual({ kind: 'valid', session });
  });

  it('loses what a session does not have', () => {
    const session = { ...unitSession(), extra: 'x', user: { ...unitUser(), extra: 'x' } };
    expect(parseStoredSession(stored(session))).toEqual({ kind: 'valid', session: unitSession() });
  });
});

describe('a record is damaged', () => {
  it.each([[null], [true], [0], [''], ['session'], [[]], [[unitSession()]]])('when it is %j', (value) => {
    expect(reasonOf(value)).toBe('the record is not an object');
  });

  it.each([[undefined], [0], [2], ['1'], [null], [{}], [{ toString: 1 }]])(
    'when its version is %j',
    (version) => {
      expect(parseStoredSession({ ...unitSession(), version }).kind).toBe('damaged');
    },
  );

  it('when its version is unknown, which the reason says', () => {
    expect(reasonOf({ ...unitSession(), version: 2 })).toBe('version 2 is not known');
  });

  const fields: Record<Exclude<keyof Session, 'version' | 'user'>, readonly unknown[]> = {
    idToken: [undefined, null, '', 7, {}],
    accessToken: [undefined, null, '', 7, {}],
    refreshToken: [undefined, '', 7, {}],
    scope: [undefined, null, 7, ['openid']],
    createdAt: [undefined, null, '0', -1, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 2],
    expiresAt: [undefined, null, '0', -1, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 2],
  };
  const cases = Object.entries(fields).flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  );

  it.each(cases)('when %s is %s, which the reason names', (name, value) => {
    expect(reasonOf({ ...unitSession(), [name]: value })).toMatch(new RegExp(`^${name} is `));
  });

  it.each([[undefined], [null], ['Ada'], [[]]])('when its user is %j', (user) => {
    expect(reasonOf({ ...unitSession(), user })).toBe('user is not an object');
  });

  const userFields = [
    ...[undefined, null, '', 7].map((value) => ['sub', value] as const),
    ...['name', 'email', 'picture'].flatMap((name) =>
      [undefined, 7, {}, ['Ada']].map((value) => [name, value] as const),
    ),
  ];

  it.each(userFields)("when its user's %s is %j, which the reason names", (name, value) => {
    const user = { ...unitUser(), [name]: value };
    expect(reasonOf({ ...unitSession(), user })).toMatch(new RegExp(`^${name} is `));
  });

  it('and no reason repeats a token', () => {
    const reason = reasonOf({ ...unitSession({ accessToken: 'secret-access-token' }), expiresAt: null });
    expect(reason).not.toContain('secret-access-token');
  });
});

describe('whatever lies in storage', () => {
  /** A session of which any part may be any JSON, or gone. */
  const almostSession = fc
    .tuple(fc.constantFrom<unknown>(...Object.keys(unitSession()), 'user.sub', 'user.name'), fc.jsonValue())
    .map(([name, value]) => {
      const session = unitSession();
      const path = String(name);
      return path.startsWith('user.')
        ? { ...session, user: { ...session.user, [path.slice(5)]: value } }
        : { ...session, [path]: value };
    })
    .map(stored);

  it('is parsed without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), almostSession, fc.anything()), (value) => {
        expect(['absent', 'valid', 'damaged']).toContain(parseStoredSession(value).kind);
      }),
    );
  });

  it('is, if it is valid, read the same again', () => {
    fc.assert(
      fc.property(almostSession, (value) => {
        const found = parseStoredSession(value);
        fc.pre(found.kind === 'valid');
        expect(parseStoredSession(stored(found.session))).toEqual(found);
      }),
    );
  });

  it('has a status that can be shown as a date', () => {
    fc.assert(
      fc.property(almostSession, (value) => {
        const status = statusAt(parseStoredSession(value), NOON);
        if ('session' in status) new Date(status.session.expiresAt).toISOString();
      }),
    );
  });
});

describe('a session that a sign-in began', () => {
  it('is read back whole, however long the tenant lets it last', () => {
    const lifetime = fc.oneof(fc.nat(), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(lifetime, (expiresIn) => {
        const session = createSession(unitAuthResult({ expiresIn }), NOON);
        expect(parseStoredSession(stored(session))).toEqual({ kind: 'valid', session });
      }),
    );
  });
});
