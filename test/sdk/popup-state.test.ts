import { describe, expect, it } from 'vitest';
import { interactionRequired, LatchkeyError, tenantUnreachable } from '../../src/sdk/errors.ts';
import {
  type Effect,
  failed,
  type Notice,
  OPENING,
  type PopupBuild,
  type PopupEvent,
  type PopupState,
  signedOut,
} from '../../src/sdk/popup-model.ts';
import { step } from '../../src/sdk/popup-state.ts';
import { unitEndingSession, unitSession } from '../support/unit/session.ts';

const error = tenantUnreachable('tenant.example', null);
const noAnswer = new LatchkeyError('extension-failed', { reason: 'no-response' });
const CLOSED: Notice = { kind: 'failed', error, cookiesOf: null };
const OVER = unitSession({ expiresAt: 0, renewAt: null, end: 'ended' });
const STEP = unitSession({ expiresAt: 0, renewAt: null, end: 'step-required' });

/** One state of each kind. */
const STATES: { readonly [K in PopupState['kind']]: Extract<PopupState, { kind: K }> } = {
  opening: { kind: 'opening' },
  'signed-out': signedOut('ready'),
  submitted: { kind: 'submitted', isSaved: false, session: null },
  'in-window': { kind: 'in-window', outcome: null },
  'signed-in': { kind: 'signed-in', session: unitSession() },
  'signing-out': { kind: 'signing-out', result: null },
  failed: failed(error),
};

/** One event of each type, and those whose data decide. */
const EVENTS = {
  'status: signed in': { type: 'status', status: { kind: 'signed-in', session: unitSession() } },
  'status: signed out': { type: 'status', status: { kind: 'signed-out' } },
  'status: expired': { type: 'status', status: { kind: 'expired', session: OVER } },
  'status: expired, with one more step': { type: 'status', status: { kind: 'expired', session: STEP } },
  'status: unreadable': { type: 'status', status: { kind: 'unreadable', cause: error } },
  'settings-changed: the form fits': { type: 'settings-changed', fits: true },
  'settings-changed: another form': { type: 'settings-changed', fits: false },
  'form-ready': { type: 'form-ready' },
  'form-hosted': { type: 'form-hosted' },
  'form-without-tenant': { type: 'form-without-tenant', domain: null },
  'form-submitted': { type: 'form-submitted' },
  'form-refused': { type: 'form-refused' },
  'form-needs-window': { type: 'form-needs-window', parameters: { connection: 'acme' } },
  'form-saved': { type: 'form-saved' },
  'form-failed': { type: 'form-failed', error },
  'window-done': { type: 'window-done' },
  'window-failed': { type: 'window-failed', error, cookiesOf: null },
  'signed-out': { type: 'signed-out', failedSteps: [], domain: 'tenant.example' },
  'signed-out: not at the tenant': {
    type: 'signed-out',
    failedSteps: ['tenant-session'],
    domain: 'tenant.example',
  },
  'sign-out-failed': { type: 'sign-out-failed', error },
  'sign-out-had-failed': { type: 'sign-out-had-failed', error },
  'sign-in-status-changed': { type: 'sign-in-status-changed' },
  'sign-in-status': { type: 'sign-in-status', notice: CLOSED },
  unexpected: { type: 'unexpected', error },
  'sign-in-requested': { type: 'sign-in-requested' },
  'window-requested': { type: 'window-requested' },
  'sign-out-requested': { type: 'sign-out-requested', chooseAccount: false },
  'retry-requested': { type: 'retry-requested' },
} as const satisfies Record<string, PopupEvent>;

// A type of event without an example is a type error here.
type Example = (typeof EVENTS)[keyof typeof EVENTS]['type'];
true satisfies Exclude<PopupEvent['type'], Example> extends never ? true : never;

const FORM: PopupBuild = { isHosted: false, isConfigurable: false };

function withNotice(notice: Notice | null): string {
  return notice === null ? '' : ` + ${notice.kind}`;
}

function outline(state: PopupState): string {
  switch (state.kind) {
    case 'signed-out':
      return `${state.form} form${withNotice(state.notice)}`;
    case 'submitted':
      return state.isSaved ? 'saved' : 'submitted';
    case 'in-window':
      return state.outcome === null ? 'in window' : `window closed${withNotice(state.outcome)}`;
    case 'signing-out':
      return state.result === null ? 'signing out' : `signed out${withNotice(state.result.notice)}`;
    case 'failed':
      return `failed${state.canSignIn ? '' : ' for good'}${withNotice(state.notice)}`;
    case 'opening':
    case 'signed-in':
      return state.kind;
  }
}

/** Returns what `step` answers, as one line: `=` if nothing changes, else the next state, and what is done. */
function answer(state: PopupState, event: PopupEvent, build = FORM): string {
  const [next, effects] = step(state, event, build);
  const done = effects.map((effect: Effect) => effect.do).join(', ');
  return `${next === state ? '=' : outline(next)}${done && ` / ${done}`}`;
}

/** What the cells of the table stand for. */
const ANSWERS: Readonly<Record<string, string>> = {
  '=': '=',
  show: 'signed-in / close-form, forget-draft, mark, find-failed-sign-out, refresh-session',
  read: '= / read-status',
  reread: '= / close-form, read-status',
  note: '= / note',
  closed: '= / close-form, note',
  open: 'opening form / open-form',
  reopen: 'opening form / close-form, open-form',
  renew: 'opening form / close-form, read-status',
  over: 'opening form + session-over / remember-user, open-form',
  ended: 'ready form + session-over / remember-user, open-form',
  step: 'failed / close-form, remember-user, request-sign-in-status',
  'step again': 'failed / close-form, remember-user',
  broken: 'failed for good / close-form, note',
  fail: 'failed / close-form, note, log',
  unexpected: 'failed / close-form, log',
  'keep open': 'ready form / open-form',
  ready: 'ready form / mark, sign-in-silently, request-sign-in-status',
  hosted: 'absent form / close-form, sign-in-silently, request-sign-in-status',
  'no tenant': 'no-tenant form + no-tenant / close-form, watch-focus',
  submit: 'submitted',
  refuse: 'ready form / read-status',
  saved: 'saved / read-status',
  window: 'in window / open-window',
  done: 'window closed + sign-in-failed / read-status',
  lost: 'window closed + failed / discard-sign-in-status, read-status',
  drop: '= / discard-sign-in-status',
  ask: '= / request-sign-in-status',
  say: 'ready form + failed',
  leave: 'signing out / sign-out',
  left: 'signed out / read-status',
  'left some': 'signed out + left-behind / read-status',
  'say left': 'ready form + left-behind',
  stuck: 'failed for good / note',
  'was stuck': 'failed for good',
  retry: 'opening / close-form, read-status-anew',
};

/** Every pair of event and state. */
const TABLE = `
  event                                | opening    | signed-out | submitted  | in-window  | signed-in  | signing-out | failed
  status: signed in                    | show       | show       | submit     | show       | show       | =           | show
  status: signed out                   | open       | keep open  | =          | =          | open       | open        | open
  status: expired                      | over       | ended      | =          | =          | over       | =           | over
  status: expired, with one more step  | step       | ended      | =          | =          | step       | =           | step again
  status: unreadable                   | broken     | broken     | broken     | broken     | broken     | broken      | broken
  settings-changed: the form fits      | read       | read       | read       | read       | read       | read        | =
  settings-changed: another form       | reread     | renew      | renew      | reread     | reread     | reread      | reread
  form-ready                           | =          | ready      | =          | =          | =          | =           | =
  form-hosted                          | =          | hosted     | =          | =          | =          | =           | =
  form-without-tenant                  | =          | no tenant  | =          | =          | =          | =           | =
  form-submitted                       | =          | submit     | =          | =          | =          | =           | =
  form-refused                         | =          | =          | refuse     | =          | =          | =           | =
  form-needs-window                    | =          | window     | =          | =          | =          | =           | =
  form-saved                           | =          | read       | saved      | =          | =          | =           | =
  form-failed                          | closed     | fail       | fail       | closed     | closed     | closed      | closed
  window-done                          | =          | =          | =          | done       | =          | =           | =
  window-failed                        | =          | =          | =          | lost       | drop       | =           | =
  signed-out                           | =          | =          | =          | =          | =          | left        | =
  signed-out: not at the tenant        | =          | say left   | =          | =          | =          | left some   | =
  sign-out-failed                      | note       | note       | note       | note       | note       | stuck       | note
  sign-out-had-failed                  | =          | =          | =          | =          | was stuck  | =           | =
  sign-in-status-changed               | =          | ask        | =          | =          | =          | =           | =
  sign-in-status                       | =          | say        | =          | =          | =          | =           | =
  unexpected                           | unexpected | unexpected | unexpected | unexpected | unexpected | unexpected  | unexpected
  sign-in-requested                    | =          | =          | =          | reopen     | =          | =           | reopen
  window-requested                     | =          | window     | =          | =          | =          | =           | window
  sign-out-requested                   | =          | =          | =          | =          | leave      | =           | =
  retry-requested                      | =          | =          | =          | =          | =          | =           | retry
`;

function rowsOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

const ROWS = rowsOf(TABLE);

describe('step', () => {
  it('has a row for every event, and a column for every state', () => {
    const [[, ...states] = [], ...rows] = ROWS;
    expect(states).toEqual(Object.keys(STATES));
    expect(rows.map(([event]) => event)).toEqual(Object.keys(EVENTS));
  });

  it.each(Object.entries(EVENTS))('responds in every state: %s', (name, event) => {
    const [, ...cells] = ROWS.find(([first]) => first === name) ?? [];
    const expected = cells.map((cell) => ANSWERS[cell]);
    expect(Object.values(STATES).map((state) => answer(state, event))).toEqual(expected);
  });

  it.each(Object.entries(STATES))(
    'leaves "signing in" after the sign-in has ended, for each status: %s',
    (_name, state) => {
      const over = [step(state, EVENTS['form-saved'], FORM), step(state, EVENTS['window-done'], FORM)];
      for (const [after] of over.filter(
        ([next]) => ['submitted', 'in-window'].includes(next.kind) && next !== state,
      )) {
        for (const [name, event] of Object.entries(EVENTS).filter(([key]) => key.startsWith('status')))
          expect(['submitted', 'in-window'], name).not.toContain(step(after, event, FORM)[0].kind);
      }
    },
  );
});

/** States whose data decide. */
const MORE_STATES: Readonly<Record<string, PopupState>> = {
  saved: { kind: 'submitted', isSaved: true, session: null },
  'submitted, signed in elsewhere': { kind: 'submitted', isSaved: false, session: unitEndingSession() },
  'window done': { kind: 'in-window', outcome: { kind: 'sign-in-failed' } },
  'window closed': { kind: 'in-window', outcome: CLOSED },
  'signed out': { kind: 'signing-out', result: { notice: null } },
  'signed out here': {
    kind: 'signing-out',
    result: { notice: { kind: 'left-behind', failedSteps: ['tenant-session'], domain: 'tenant.example' } },
  },
  'form after a sign-out': { ...signedOut('opening'), isLeaving: true },
  'opening form': signedOut('opening'),
  'absent form': signedOut('absent'),
  'requested form': { ...signedOut('opening'), isRequested: true },
  'no tenant': { ...signedOut('no-tenant'), notice: { kind: 'no-tenant', domain: null } },
  unreadable: failed(error, false),
  'one more step': failed(interactionRequired('tenant.example')),
};

/** What their data change. */
const MORE_ANSWERS = `
  state                 | event                               | answer
  saved                 | status: signed out                  | opening form + sign-in-failed / close-form, open-form
  saved                 | status: expired                     | opening form + session-over / remember-user, close-form, open-form
  window done           | status: signed out                  | opening form + sign-in-failed / close-form, open-form
  window done           | status: expired                     | opening form + session-over / remember-user, close-form, open-form
  window done           | status: expired, with one more step | step
  window closed         | status: signed out                  | opening form + failed / close-form, open-form
  window closed         | status: expired                     | opening form + failed / remember-user, close-form, open-form
  window closed         | status: expired, with one more step | failed + failed / close-form, remember-user, request-sign-in-status
  window closed         | status: signed in                   | show
  submitted, signed in elsewhere | form-failed                | opening / close-form, note, log, read-status
  signed out            | status: signed out                  | open
  signed out here       | status: signed out                  | opening form + left-behind / open-form
  signed out            | status: signed in                   | show
  form after a sign-out | form-failed                         | absent form + signed-out-here / close-form, note, sign-in-silently
  opening form          | form-failed                         | failed / close-form, note, log, sign-in-silently
  opening form          | status: signed out                  | open
  absent form           | sign-in-requested                   | reopen
  absent form           | status: expired, with one more step | step
  requested form        | form-hosted                         | in window / close-form, open-window
  no tenant             | status: signed out                  | open
  no tenant             | sign-in-status                      | =
  unreadable            | sign-in-requested                   | =
  unreadable            | window-requested                    | =
  unreadable            | retry-requested                     | retry
  one more step         | sign-in-status                      | failed + failed
`;

type EventName = keyof typeof EVENTS;

it.each(rowsOf(MORE_ANSWERS).slice(1))('in the state "%s", after "%s": %s', (name, event, expected) => {
  const state = MORE_STATES[name ?? ''] ?? expect.fail(`There is no state "${name}".`);
  expect(answer(state, EVENTS[event as EventName])).toBe(ANSWERS[expected ?? ''] ?? expected);
});

describe('a build for the hosted page', () => {
  const HOSTED: PopupBuild = { isHosted: true, isConfigurable: false };

  it.each<[state: PopupState, event: EventName, expected: string]>([
    [OPENING, 'status: signed out', 'absent form / sign-in-silently, request-sign-in-status'],
    [
      OPENING,
      'status: expired, with one more step',
      'absent form + session-over / remember-user, sign-in-silently, request-sign-in-status',
    ],
    [signedOut('absent'), 'sign-in-requested', 'in window / open-window'],
    [failed(error), 'sign-in-requested', 'in window / open-window'],
    [STATES['in-window'], 'sign-in-requested', '='],
  ])('has no form: %#', (state, event, expected) => {
    expect(answer(state, EVENTS[event], HOSTED)).toBe(expected);
  });

  it('checks first whether a tenant is chosen if it is configurable', () => {
    const build = { ...HOSTED, isConfigurable: true };
    expect(answer(OPENING, EVENTS['status: signed out'], build)).toBe('opening form / open-form');
  });
});

it('reads the status again when a session without a refresh token ends', () => {
  const session = unitEndingSession();
  const [, effects] = step(OPENING, { type: 'status', status: { kind: 'signed-in', session } }, FORM);
  expect(effects).toContainEqual({ do: 'read-status-at', timestamp: session.expiresAt });
});

it('logs a failed window only if the background did not respond', () => {
  const silent: PopupEvent = { type: 'window-failed', error: noAnswer, cookiesOf: null };
  expect(answer(STATES['in-window'], silent)).toBe(
    'window closed + failed / note, discard-sign-in-status, read-status',
  );
});
