// @vitest-environment happy-dom
import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { watchDraft } from '../../src/lock/draft-watcher.ts';
import { READY_EVENTS } from '../../src/lock/modules/screen-props.ts';
import { type Draft, EMPTY_DRAFT } from '../../src/session/draft.ts';

let lock: EventEmitter;
let container: HTMLElement;

beforeEach(() => {
  lock = new EventEmitter();
  container = document.createElement('div');
  document.body.replaceChildren(container);
});

/** Watches the form, which begins with `draft`. */
function watch(draft: Draft = EMPTY_DRAFT) {
  const onDraft = vi.fn<(draft: Draft) => void>();
  watchDraft(lock, container, { draft, onDraft });
  return onDraft;
}

/** Types `value` into a field of the form as a person does. */
function type(name: string, value: string, kind = 'text'): void {
  const field = document.createElement('input');
  field.type = kind;
  field.name = name;
  container.replaceChildren(field);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

describe('what is typed into the form', () => {
  it.each(['email', 'username', 'phoneNumber'])(
    'is in the draft where it says who somebody is: %s',
    (name) => {
      const onDraft = watch();
      type(name, 'ada@example.com');
      expect(onDraft.mock.calls).toEqual([[{ ...EMPTY_DRAFT, identifier: 'ada@example.com' }]]);
    },
  );

  it.each([
    ['a password', 'password', 'password'],
    ['a password that is shown', 'password', 'text'],
    ['a code', 'vcode', 'text'],
    ["a second factor's code", 'mfa_code', 'text'],
    ['a field without a name', '', 'text'],
    ['a field of the application', 'nickname', 'text'],
    ['a name that only contains one', 'email_password', 'text'],
  ])('is never in the draft where it is %s', (_name, name, kind) => {
    const onDraft = watch();
    type(name, 'secret-7f3a', kind);
    lock.emit('signup ready');
    expect(JSON.stringify(onDraft.mock.calls)).not.toContain('secret-7f3a');
  });

  it('is nobody where it was taken away again', () => {
    const onDraft = watch({ ...EMPTY_DRAFT, identifier: 'ada@example.com' });
    type('email', '');
    expect(onDraft).toHaveBeenLastCalledWith(EMPTY_DRAFT);
  });
});

describe('the step of the form', () => {
  it.each([
    ['signin ready', 'signIn'],
    ['signup ready', 'signUp'],
    ['forgot_password ready', 'resetPassword'],
    ['socialOrEmail ready', 'signIn'],
    ['socialOrPhoneNumber ready', 'signIn'],
    ['vcode ready', 'code'],
  ])('is in the draft as Lock tells it: %s', (event, step) => {
    const onDraft = watch({ ...EMPTY_DRAFT, step: 'resetPassword' });
    lock.emit(event);
    expect(onDraft.mock.calls).toEqual([[{ ...EMPTY_DRAFT, step }]]);
  });

  it('is known for each screen of which Lock tells', () => {
    watch();
    expect(lock.eventNames().sort()).toEqual([...READY_EVENTS.values()].sort());
  });
});

describe('a draft that the form began with', () => {
  const begun: Draft = { identifier: 'ada@example.com', step: 'signIn', chooseAccount: true };

  it('keeps who it was when the step changes', () => {
    const onDraft = watch(begun);
    lock.emit('vcode ready');
    expect(onDraft.mock.calls).toEqual([[{ ...begun, step: 'code' }]]);
  });

  it('keeps the step, and the wish for another account, when something is typed', () => {
    const onDraft = watch({ ...begun, step: 'signUp' });
    type('email', 'grace@example.com');
    expect(onDraft.mock.calls).toEqual([[{ ...begun, step: 'signUp', identifier: 'grace@example.com' }]]);
  });
});

describe('a form that takes the place of another', () => {
  it('is the one that is heard', () => {
    const first = watch();
    const second = watch();
    type('email', 'ada@example.com');
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledTimes(1);
  });
});
