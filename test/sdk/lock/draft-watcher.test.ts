import Immutable from 'immutable';
import { describe, expect, it, vi } from 'vitest';
import { createDraftWatcher } from '../../../src/sdk/lock/draft-watcher.ts';
import { type Draft, EMPTY_DRAFT } from '../../../src/sdk/storage/draft.ts';

/** Watches a form that starts with `draft`. Returns what the form can do, and the listener of the watcher. */
function watch(draft: Draft = EMPTY_DRAFT, signUpFields: readonly string[] = []) {
  const onDraft = vi.fn<(draft: Draft) => void>();
  const watcher = createDraftWatcher(draft, signUpFields, onDraft);
  let model: LockModel = Immutable.fromJS({});
  const update = (change: (model: LockModel) => LockModel) => {
    model = change(model);
    watcher.onChange(model, update);
  };
  return {
    onDraft,
    onScreen: watcher.onScreen,
    /** Sets the fields of Lock's state. */
    type(fields: Readonly<Record<string, string>>) {
      const field = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));
      update(() => Immutable.fromJS({ field }));
    },
    field: (name: string) => model.getIn(['field', name, 'value']),
  };
}

describe('createDraftWatcher', () => {
  it.each(['email', 'username', 'phoneNumber'])('reports the field %s as Lock sends it', (name) => {
    const { onDraft, type } = watch();
    type({ [name]: 'as typed' });
    expect(onDraft.mock.calls).toEqual([[{ ...EMPTY_DRAFT, [name]: 'as typed', identifier: name }]]);
  });

  it('reports the country of a phone number', () => {
    const { onDraft, type } = watch();
    type({ phoneNumber: '15112345678', location: '+49 DE' });
    expect(onDraft.mock.lastCall).toMatchObject([{ phoneNumber: '15112345678', country: '+49 DE' }]);
  });

  it('reports the field that was changed last', () => {
    const { onDraft, type } = watch();
    type({ email: 'hedy@example.com' });
    type({ email: 'hedy@example.com', username: 'hedy' });
    const typed = { email: 'hedy@example.com', username: 'hedy', identifier: 'username' };
    expect(onDraft).toHaveBeenLastCalledWith({ ...EMPTY_DRAFT, ...typed });
  });

  it("reports the application's sign-up fields", () => {
    const { onDraft, type } = watch(EMPTY_DRAFT, ['company']);
    type({ company: 'MGM' });
    expect(onDraft).toHaveBeenLastCalledWith({ ...EMPTY_DRAFT, signUpFields: { company: 'MGM' } });
  });

  it.each(['password', 'vcode', 'mfa_code', 'nickname', 'email_password'])(
    'never reports the field %s',
    (name) => {
      const { onDraft, type, onScreen } = watch(EMPTY_DRAFT, ['company']);
      type({ [name]: 'secret-7f3a' });
      onScreen('main.signUp');
      expect(JSON.stringify(onDraft.mock.calls)).not.toContain('secret-7f3a');
    },
  );

  it('reports an empty draft when the user clears the field', () => {
    const { onDraft, type } = watch({ ...EMPTY_DRAFT, email: 'ada@example.com' });
    type({ email: '' });
    expect(onDraft).toHaveBeenLastCalledWith(EMPTY_DRAFT);
  });

  it('reports nothing when the fields stay the same', () => {
    const { onDraft, type } = watch({ ...EMPTY_DRAFT, email: 'ada@example.com' });
    type({ email: 'ada@example.com' });
    expect(onDraft).not.toHaveBeenCalled();
  });

  it('restores the identifying fields when Lock clears all fields, as after a sign-up', () => {
    const { onDraft, type, field } = watch();
    type({ email: 'hedy@example.com', username: 'hedy', password: 'p' });
    type({});
    expect(['email', 'username', 'password'].map(field)).toEqual(['hedy@example.com', 'hedy', undefined]);
    expect(onDraft).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['main.login', 'signIn'],
    ['main.signUp', 'signUp'],
    ['forgotPassword', 'resetPassword'],
    ['socialOrEmail', 'signIn'],
    ['socialOrPhoneNumber', 'signIn'],
    ['vcode', 'code'],
  ] as const)('reports for the screen %s the step %s and keeps the fields', (screen, step) => {
    const draft: Draft = {
      ...EMPTY_DRAFT,
      email: 'ada@example.com',
      step: step === 'code' ? 'signUp' : 'code',
    };
    const { onDraft, onScreen } = watch(draft);
    onScreen(screen);
    onScreen('loading');
    expect(onDraft.mock.calls).toEqual([[{ ...draft, step }]]);
  });

  it('keeps the step and the account choice when the user types', () => {
    const draft: Draft = { ...EMPTY_DRAFT, step: 'signUp', chooseAccount: true };
    const { onDraft, type } = watch(draft);
    type({ email: 'grace@example.com' });
    expect(onDraft.mock.calls).toEqual([[{ ...draft, email: 'grace@example.com' }]]);
  });
});
