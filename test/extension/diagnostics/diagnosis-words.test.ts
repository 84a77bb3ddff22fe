import { expect, describe as group, it } from 'vitest';
import type { ConnectionFact, Diagnosis } from '../../../src/extension/diagnostics/diagnosis.ts';
import { browserInWords, describe, type Fact } from '../../../src/extension/diagnostics/diagnosis-words.ts';
import type { SessionEnd } from '../../../src/sdk/session/session-end.ts';
import { unitAnswer, unitBuild, unitDiagnosis, unitEntry } from '../../support/unit/diagnosis.ts';
import { ENGLISH } from '../../support/unit/i18n.ts';
import { NOON } from '../../support/unit/session.ts';

const LOST = unitEntry({ kind: 'sign-in-failed', code: 'tenant-unreachable' });

/** The fact of this name. */
function find(facts: readonly Fact[], name: string): Fact {
  const found = facts.find((fact) => fact.name === name);
  if (found === undefined) throw new Error(`There is no ${name} among ${facts.map((fact) => fact.name)}.`);
  return found;
}

const stateOf = (changes: Partial<Diagnosis>, name: string) =>
  find(describe(unitDiagnosis(changes), ENGLISH).state, name);

group('the state', () => {
  it.each<[Diagnosis['state'], string, Fact['tone']]>([
    [{ kind: 'signed-out' }, 'Signed out', undefined],
    [{ kind: 'unreadable' }, 'The browser could not read the session', 'trouble'],
    [{ kind: 'expired', since: NOON, end: null }, 'The session has ended', 'trouble'],
    [{ kind: 'expired', since: 0, end: 'ended' }, 'The session has ended', 'trouble'],
    [{ kind: 'expired', since: 0, end: 'sign-in-required' }, 'The tenant requires a new sign-in', 'trouble'],
    [
      { kind: 'expired', since: 0, end: 'step-required' },
      'The tenant requires one more sign-in step, such as a second factor',
      'trouble',
    ],
    [{ kind: 'signed-in', until: NOON, scope: 'openid', renewal: null }, 'Signed in', 'good'],
  ])('is told: $kind', (state, words, tone) => {
    const status = stateOf({ state }, 'Status');
    expect(status.words).toBe(words);
    expect(status.tone).toBe(tone);
    expect(status.advice === undefined).toBe(tone !== 'trouble');
  });

  it('of a session that is renewed has its next renewal, and no end', () => {
    expect(stateOf({}, 'Until').words).toBe('You log out, or the tenant ends it');
    expect(stateOf({}, 'Access token ends').moment).toBe(NOON + 3_600_000);
    expect(stateOf({}, 'Next renewal')).toEqual({ name: 'Next renewal', moment: NOON + 1_800_000 });
  });

  it.each([
    [1, 'Failed attempts: 1'],
    [7, 'Failed attempts: 7'],
  ])('of a session that could not be renewed tells how often: %i', (failures, words) => {
    const renewal = { at: NOON + 1, failures };
    const state = { kind: 'signed-in', until: NOON, scope: 'openid', renewal } as const;
    expect(stateOf({ state }, 'Next renewal')).toMatchObject({ words, moment: NOON + 1, tone: 'trouble' });
  });

  it('of a session that has ended has its end if its token ended, not if the tenant refused it', () => {
    const namesOf = (end: SessionEnd | null) =>
      describe(unitDiagnosis({ state: { kind: 'expired', since: NOON, end } }), ENGLISH).state.map(
        ({ name }) => name,
      );
    expect(namesOf(null)).toContain('Ended');
    expect(namesOf('ended')).not.toContain('Ended');
  });

  const UNRENEWED = { kind: 'signed-in', until: NOON + 1, scope: 'openid', renewal: null } as const;
  const FIELDS = ['Refresh Token Rotation', 'grant Refresh Token', 'Allow Offline Access', 'offline_access'];

  it('of a session that is not renewed has its end, and why', () => {
    expect(stateOf({ state: UNRENEWED }, 'Until').moment).toBe(NOON + 1);
    expect(stateOf({ state: UNRENEWED }, 'Next renewal').words).toContain('no refresh token');
  });

  it.each([
    ['was not asked for', 'openid profile', undefined],
    ['was asked for', 'openid offline_access', 'trouble'],
  ])('of a session whose refresh token %s names every field that it needs', (_name, scope, tone) => {
    const fact = stateOf({ state: UNRENEWED, build: unitBuild({ scope }) }, 'Next renewal');
    expect(FIELDS.filter((field) => !fact.advice?.includes(field))).toEqual([]);
    expect(fact.tone).toBe(tone);
  });

  it('has the last trouble, with its code and its moment', () => {
    const events = [unitEntry({ kind: 'session-ended', end: 'ended' }), LOST, unitEntry({ kind: 'renewed' })];
    expect(stateOf({ events, state: { kind: 'signed-out' } }, 'Last trouble')).toEqual({
      name: 'Last trouble',
      words: 'Signing in failed: the tenant could not be reached',
      code: 'tenant-unreachable',
      moment: LOST.at,
      tone: 'trouble',
    });
  });

  it.each([[[]], [null]])('has no trouble where none is remembered: %j', (events) => {
    expect(stateOf({ events }, 'Last trouble').words).toBe('None that is remembered');
  });
});

group('the events', () => {
  it('are told with the latest first', () => {
    const events = [unitEntry({ kind: 'signed-in', road: 'form' }), LOST];
    expect(describe(unitDiagnosis({ events }), ENGLISH).events?.map(({ words }) => words)).toEqual([
      'Signing in failed: the tenant could not be reached',
      'Signed in by the form',
    ]);
    expect(events.at(-1)).toBe(LOST);
  });

  it('that could not be read are not the same as none', () => {
    expect(describe(unitDiagnosis({ events: null }), ENGLISH).events).toBeNull();
    expect(describe(unitDiagnosis({ events: [] }), ENGLISH).events).toEqual([]);
  });
});

group('the configuration', () => {
  const configurationOf = (changes: Parameters<typeof unitBuild>[0], name: string) =>
    find(describe(unitDiagnosis({ build: unitBuild(changes) }), ENGLISH).configuration, name);

  it.each([
    ['Browser', { words: 'Firefox 153 on Linux' }],
    ['Domain', { code: 'tenant.example' }],
    ['Client id', { code: 'unit-client' }],
    ['Scope', { code: 'openid profile email offline_access' }],
    ['Audience', { words: 'None' }],
    ['API origins', { words: 'None' }],
    ['Connections', { words: "All of the application's" }],
    ['Organization', { words: 'None' }],
    ['Log in', { code: 'embedded' }],
    ['Log out', { code: 'tenant' }],
    ['Silent sign-in', { words: 'On: where the browser has a session with the tenant' }],
    ['Storage', { code: 'local' }],
    ['Redirect address', { code: 'https://hash.extensions.example/' }],
    ['Origin', { code: 'https://hash.extensions.example' }],
  ])('has %s', (name, fact) => {
    expect(configurationOf({}, name)).toMatchObject(fact);
  });

  it.each([
    ['Audience', { audience: 'https://api.example' }, 'https://api.example'],
    [
      'API origins',
      { apiOrigins: ['https://a.example', 'https://b.example'] },
      'https://a.example https://b.example',
    ],
    ['Connections', { connections: ['acme', 'google-oauth2'] }, 'acme google-oauth2'],
    ['Organization', { organization: 'org_1' }, 'org_1'],
  ])('has %s as it is set', (name, changes, code) => {
    expect(configurationOf(changes, name)).toEqual({ name, code });
  });

  it('says why the hosted page is used with an organization', () => {
    const fact = configurationOf({ organization: 'org_1', login: 'hosted' }, 'Log in');
    expect(fact).toMatchObject({ code: 'hosted', note: 'Because an organization is set' });
  });

  it('says where silent sign-in is off', () => {
    expect(configurationOf({ silent: false }, 'Silent sign-in').words).toBe('Off');
  });
});

group('a permission', () => {
  const told = (kind: 'api' | 'host', isGranted: boolean) =>
    find(
      describe(unitDiagnosis({ permissions: [{ kind, name: 'it', isGranted }] }), ENGLISH).permissions,
      'it',
    );

  it('that is granted is told', () => {
    expect(told('api', true)).toEqual({ name: 'it', words: 'Granted', tone: 'good' });
  });

  it.each([
    ['host', "Allow it in the browser's settings"],
    ['api', 'Install the extension again'],
  ] as const)('that is not is told, with what to do: %s', (kind, advice) => {
    expect(told(kind, false)).toMatchObject({ words: 'Not granted', tone: 'trouble' });
    expect(told(kind, false).advice).toContain(advice);
  });
});

group('the connection', () => {
  const factOf = (connection: ConnectionFact | null, name: string, changes: Partial<Diagnosis> = {}) =>
    find(describe(unitDiagnosis({ ...changes, connection }), ENGLISH).connection, name);

  it.each([
    [{}, 'Status 200, in 42 ms', undefined],
    [{ isKeySet: false }, "Status 200, in 42 ms, but not the tenant's own", 'proxy'],
    [{ status: 404, isKeySet: false }, 'Status 404, in 42 ms', 'check AUTH0_DOMAIN'],
    [{ status: 503, isKeySet: false }, 'Status 503, in 42 ms', 'in a minute'],
  ])('that answers is told, with what to do where it is the wrong answer: %j', (changes, words, advice) => {
    const answer = factOf(unitAnswer(changes), 'Answer');
    expect(answer.words).toBe(words);
    expect(answer.tone).toBe(advice === undefined ? 'good' : 'trouble');
    if (advice === undefined) expect(answer.advice).toBeUndefined();
    else expect(answer.advice).toContain(advice);
  });

  it.each([
    [false, 'None: it could not be reached (12 ms)'],
    [true, 'None within 10 seconds'],
  ])('that is away is told: late %j', (isLate, words) => {
    const connection = { kind: 'unreachable', isLate, took: isLate ? 10_003 : 12.3 } as const;
    const answer = factOf(connection, 'Answer');
    expect(answer).toMatchObject({ words, tone: 'trouble' });
    expect(answer.advice).toContain('Check your connection');
  });

  it('that is away because the extension may not reach it says so', () => {
    const connection = { kind: 'unreachable', isLate: false, took: 1 } as const;
    const permissions = [{ kind: 'host', name: 'https://tenant.example/*', isGranted: false } as const];
    expect(factOf(connection, 'Answer', { permissions }).advice).toContain('see Permissions');
  });
});

group('the clock', () => {
  const clockOf = (clockAhead: number | null) => {
    const connection = unitAnswer({ clockAhead });
    return find(describe(unitDiagnosis({ connection }), ENGLISH).connection, 'Clock');
  };

  it.each([
    [180_000, "This computer's clock is 3 minutes ahead of the tenant's"],
    [-180_000, "This computer's clock is 3 minutes behind the tenant's"],
  ])('that is off by %d ms is told, with what to do', (ahead, words) => {
    expect(clockOf(ahead)).toMatchObject({ words, tone: 'trouble' });
    expect(clockOf(ahead).advice).toContain("Have the system set this computer's clock by itself");
  });

  it.each([
    [60_000, "This computer's clock is 60 seconds ahead of the tenant's"],
    [-30_000, "This computer's clock is 30 seconds behind the tenant's"],
    [0, "This computer's clock agrees with the tenant's"],
  ])('that is right enough, off by %d ms, needs nothing done', (ahead, words) => {
    expect(clockOf(ahead)).toEqual({ name: 'Clock', words, tone: 'good' });
  });

  it('is told to be unknown where it is', () => {
    expect(clockOf(null)).toEqual({ name: 'Clock', words: 'The answer tells no time to compare with' });
  });
});

group('a browser', () => {
  const CHROME =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';

  it.each([
    [`${CHROME} Safari/537.36`, 'Chrome/Chromium 156 on Windows'],
    [`${CHROME} Safari/537.36 Edg/156.0.0.0`, 'Edge 156 on Windows'],
    [`${CHROME.replace('Chrome', 'HeadlessChrome')} Safari/537.36`, 'Chrome/Chromium 156 on Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0',
      'Firefox 153 on macOS',
    ],
    ['Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', 'Firefox 153 on Android'],
    ['Lynx/2.9', 'Unknown'],
  ])('that says %s is %s', (userAgent, words) => {
    expect(browserInWords(userAgent, ENGLISH.translate)).toBe(words);
  });
});

group('in a build for no tenant, where none is chosen', () => {
  const build = unitBuild({ domain: '', tenant: '', clientId: '' });
  const { configuration, connection } = describe(
    unitDiagnosis({ build, connection: { kind: 'no-tenant' } }),
    ENGLISH,
  );

  it('that is the trouble with the connection', () => {
    expect(connection).toEqual([
      { name: 'Answer', tone: 'trouble', words: expect.stringContaining('Nobody has chosen yet') },
    ]);
  });

  it.each(['Domain', 'Client id'])('there is no %s', (name) => {
    expect(find(configuration, name)).toEqual({ name, words: 'None' });
  });
});
