import { EventEmitter } from 'node:events';
import Immutable from 'immutable';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { watchDraft } from '../../../src/sdk/lock/draft-watcher.ts';
import { READY_EVENTS } from '../../../src/sdk/lock/overrides/screen-props.ts';
import { type Draft, EMPTY_DRAFT } from '../../../src/sdk/storage/draft.ts';

type Listener = (model: LockModel) => void;

/** Lock's events and state, without Lock. */
function fakeLock() {
  let state: LockModel = Immutable.fromJS({ field: {} });
  let report: Listener = () => {};
  return Object.assign(new EventEmitter(), {
    onChange(listener: Listener) {
      report = listener;
    },
    update(change: (model: LockModel) => LockModel) {
      state = change(state);
      report(state);
    },
    state: () => state,
  });
}

let lock: ReturnType<typeof fakeLock>;

beforeEach(() => {
  lock = fakeLock();
});

/** Watches a form that starts from `draft`. */
function watch(draft: Draft = EMPTY_DRAFT, signUpFields: readonly string[] = []) {
  const onDraft = vi.fn<(draft: Draft) => void>();
  watchDraft(lock, { draft, signUpFields, onDraft });
  return onDraft;
}

/** Makes these the fields of Lock's state. */
function change(fields: Record<string, string>): void {
  const field = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));
  lock.update(() => Immutable.fromJS({ field }));
}

describe('the fields of the form', () => {
  it.each([
    ['email', 'email'],
    ['username', 'username'],
    ['phoneNumber', 'phoneNumber'],
  ])('are in the draft as Lock will send them: %s', (name, key) => {
    const onDraft = watch();
    change({ [name]: 'as typed' });
    expect(onDraft.mock.calls).toEqual([[{ ...EMPTY_DRAFT, [key]: 'as typed', identifier: key }]]);
  });

  it('include the country of a phone number', () => {
    const onDraft = watch();
    change({ phoneNumber: '15112345678', location: '+49 DE' });
    expect(onDraft).toHaveBeenLastCalledWith(
      expect.objectContaining({ phoneNumber: '15112345678', country: '+49 DE' }),
    );
  });

  it('have separate values, and the one changed last', () => {
    const onDraft = watch();
    change({ email: 'hedy@example.com' });
    change({ email: 'hedy@example.com', username: 'hedy' });
    const typed = { email: 'hedy@example.com', username: 'hedy', identifier: 'username' };
    expect(onDraft).toHaveBeenLastCalledWith({ ...EMPTY_DRAFT, ...typed });
  });

  it('include the fields that the application adds to the sign-up', () => {
    const onDraft = watch(EMPTY_DRAFT, ['company']);
    change({ company: 'MGM' });
    expect(onDraft).toHaveBeenLastCalledWith({ ...EMPTY_DRAFT, signUpFields: { company: 'MGM' } });
  });

  it.each(['password', 'vcode', 'mfa_code', 'nickname', 'email_password'])(
    'never include any other: %s',
    (name) => {
      const onDraft = watch(EMPTY_DRAFT, ['company']);
      change({ [name]: 'secret-7f3a' });
      lock.emit('signup ready');
      expect(JSON.stringify(onDraft.mock.calls)).not.toContain('secret-7f3a');
    },
  );

  it('are empty again when they are cleared', () => {
    const onDraft = watch({ ...EMPTY_DRAFT, email: 'ada@example.com' });
    change({ email: '' });
    expect(onDraft).toHaveBeenLastCalledWith(EMPTY_DRAFT);
  });

  it('are not reported if they stay the same', () => {
    const onDraft = watch({ ...EMPTY_DRAFT, email: 'ada@example.com' });
    change({ email: 'ada@example.com' });
    expect(onDraft).not.toHaveBeenCalled();
  });
});

it('keep the identifying fields after Lock clears all fields, as it does after a sign-up', () => {
  const onDraft = watch();
  change({ email: 'hedy@example.com', username: 'hedy', password: 'p' });
  change({});
  expect(lock.state().getIn(['field', 'email', 'value'])).toBe('hedy@example.com');
  expect(lock.state().getIn(['field', 'username', 'value'])).toBe('hedy');
  expect(lock.state().getIn(['field', 'password'])).toBeUndefined();
  expect(onDraft).toHaveBeenCalledTimes(1);
});

describe('the step of the form', () => {
  it.each([
    ['signup success', 'signIn'],
    ['signin ready', 'signIn'],
    ['signup ready', 'signUp'],
    ['forgot_password ready', 'resetPassword'],
    ['socialOrEmail ready', 'signIn'],
    ['socialOrPhoneNumber ready', 'signIn'],
    ['vcode ready', 'code'],
  ])('is in the draft as Lock reports it: %s', (event, step) => {
    const onDraft = watch({ ...EMPTY_DRAFT, step: step === 'code' ? 'signUp' : 'code' });
    lock.emit(event);
    expect(onDraft.mock.calls).toEqual([[{ ...EMPTY_DRAFT, step }]]);
  });

  it('is known for each screen that Lock reports', () => {
    watch();
    expect(lock.eventNames()).toEqual(expect.arrayContaining([...READY_EVENTS.values()]));
  });
});

describe('a draft that was restored', () => {
  const begun: Draft = { ...EMPTY_DRAFT, email: 'ada@example.com', chooseAccount: true };

  it('keeps its fields when the step changes', () => {
    const onDraft = watch(begun);
    lock.emit('vcode ready');
    expect(onDraft.mock.calls).toEqual([[{ ...begun, step: 'code' }]]);
  });

  it('keeps the step, and the request for another account, when the user types', () => {
    const onDraft = watch({ ...begun, step: 'signUp' });
    change({ email: 'grace@example.com' });
    expect(onDraft.mock.calls).toEqual([[{ ...begun, step: 'signUp', email: 'grace@example.com' }]]);
  });
});
