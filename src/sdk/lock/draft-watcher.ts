import { type Draft, type DraftFields, IDENTIFIERS, type Step } from '../storage/draft.ts';

/** The form's step for each of Lock's screens. */
const STEPS: ReadonlyMap<string, Step> = new Map([
  ['main.login', 'signIn'],
  ['main.signUp', 'signUp'],
  ['forgotPassword', 'resetPassword'],
  ['socialOrEmail', 'signIn'],
  ['socialOrPhoneNumber', 'signIn'],
  ['vcode', 'code'],
]);

type ObservedModel = Pick<LockModel, 'getIn'>;

/**
 * Returns a watcher that calls `onDraft` with the draft each time the user changes the form: its step, and the fields as Lock will
 * send them. `draft` is the initial state. Reads only the identifying fields and those named in `signUpFields`, never a password
 * or code.
 */
export function createDraftWatcher(
  draft: Draft,
  signUpFields: readonly string[],
  onDraft: (draft: Draft) => void,
) {
  let current = draft;
  const known = new Map<string, unknown>();
  const change = (part: Partial<Draft>) => {
    const next = { ...current, ...part };
    // Lock also reports changes of fields that a draft does not contain.
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    onDraft(current);
  };
  return {
    onScreen(name: string): void {
      const step = STEPS.get(name);
      if (step !== undefined) change({ step });
    },
    /** `update` changes Lock's state. */
    onChange(model: ObservedModel, update: (change: (model: LockModel) => LockModel) => void): void {
      const cleared = IDENTIFIERS.filter((name) => {
        const field = model.getIn(['field', name]);
        if (field !== undefined) known.set(name, field);
        return field === undefined && known.has(name);
      });
      if (cleared.length > 0) {
        // Lock clears all fields if the sign-in after a sign-up fails. Restoring them calls this listener again.
        update((next) => cleared.reduce((m, name) => m.setIn(['field', name], known.get(name)), next));
        return;
      }
      const fields = fieldsIn(model, signUpFields);
      const identifier = IDENTIFIERS.find((name) => fields[name] !== current[name]) ?? current.identifier;
      change({ ...fields, identifier });
    },
  };
}

function fieldsIn(model: ObservedModel, signUpFields: readonly string[]): DraftFields {
  const textOf = (name: string) => {
    const value = model.getIn(['field', name, 'value']);
    return typeof value === 'string' ? value : '';
  };
  return {
    email: textOf('email') || null,
    username: textOf('username') || null,
    phoneNumber: textOf('phoneNumber') || null,
    country: textOf('location') || null,
    signUpFields: Object.fromEntries(signUpFields.map((name) => [name, textOf(name)])),
  };
}
