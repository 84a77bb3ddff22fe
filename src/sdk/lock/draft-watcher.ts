import { type Draft, type DraftFields, IDENTIFIERS, type Step } from '../storage/draft.ts';

/** The form's step after each Lock event. After a sign-up it is `signIn`, whether Lock's own sign-in attempt succeeds or not. */
const STEP_EVENTS: ReadonlyMap<StepEvent, Step> = new Map([
  ['signup success', 'signIn'],
  ['signin ready', 'signIn'],
  ['signup ready', 'signUp'],
  ['forgot_password ready', 'resetPassword'],
  ['socialOrEmail ready', 'signIn'],
  ['socialOrPhoneNumber ready', 'signIn'],
  ['vcode ready', 'code'],
]);

type StepEvent =
  | 'signup success'
  | 'signin ready'
  | 'signup ready'
  | 'forgot_password ready'
  | 'socialOrEmail ready'
  | 'socialOrPhoneNumber ready'
  | 'vcode ready';

type ObservedModel = Pick<LockModel, 'getIn'>;

/** The part of `Auth0Lock` that `watchDraft` uses. */
interface ObservedLock {
  on(event: StepEvent, listener: () => void): unknown;
  onChange(listener: (model: ObservedModel) => void): void;
  update(change: (model: LockModel) => LockModel): void;
}

/**
 * Calls `onDraft` with the draft each time the user changes the form: its step, and the fields as Lock will send them.
 * `draft` is the initial state. Reads only the identifying fields and those named in `signUpFields`, never a password or code.
 */
export function watchDraft(
  lock: ObservedLock,
  {
    draft,
    signUpFields,
    onDraft,
  }: { draft: Draft; signUpFields: readonly string[]; onDraft: (draft: Draft) => void },
): void {
  let current = draft;
  const change = (part: Partial<Draft>) => {
    const next = { ...current, ...part };
    // Lock also reports changes of fields that a draft does not contain.
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    onDraft(current);
  };
  for (const [event, step] of STEP_EVENTS) lock.on(event, () => change({ step }));
  const known = new Map<string, unknown>();
  lock.onChange((model) => {
    const cleared = IDENTIFIERS.filter((name) => {
      const field = model.getIn(['field', name]);
      if (field !== undefined) known.set(name, field);
      return field === undefined && known.has(name);
    });
    if (cleared.length > 0) {
      // Lock clears all fields if the sign-in after a sign-up fails. Restoring them calls this listener again.
      lock.update((cleaned) =>
        cleared.reduce((next, name) => next.setIn(['field', name], known.get(name)), cleaned),
      );
      return;
    }
    const fields = fieldsIn(model, signUpFields);
    const identifier = IDENTIFIERS.find((name) => fields[name] !== current[name]) ?? current.identifier;
    change({ ...fields, identifier });
  });
}

function fieldsIn(model: ObservedModel, signUpFields: readonly string[]): DraftFields {
  const textOf = (name: string) => {
    const value = model.getIn(['field', name, 'value']);
    return typeof value === 'string' ? value : '';
  };
  const typedIn = (name: string) => textOf(name) || null;
  return {
    email: typedIn('email'),
    username: typedIn('username'),
    phoneNumber: typedIn('phoneNumber'),
    country: typedIn('location'),
    signUpFields: Object.fromEntries(signUpFields.map((name) => [name, textOf(name)])),
  };
}
