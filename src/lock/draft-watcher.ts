import { type Draft, type DraftFields, IDENTIFIERS, type Step } from '../session/draft.ts';

/** Lock's events for a step of the form that is shown. */
const STEP_EVENTS: ReadonlyMap<ReadyEvent, Step> = new Map([
  ['signin ready', 'signIn'],
  ['signup ready', 'signUp'],
  ['forgot_password ready', 'resetPassword'],
  ['socialOrEmail ready', 'signIn'],
  ['socialOrPhoneNumber ready', 'signIn'],
  ['vcode ready', 'code'],
]);

type ReadyEvent =
  | 'signin ready'
  | 'signup ready'
  | 'forgot_password ready'
  | 'socialOrEmail ready'
  | 'socialOrPhoneNumber ready'
  | 'vcode ready';

/** The part of Lock that reports its steps and its state. */
interface ObservedLock {
  on(event: ReadyEvent, listener: () => void): unknown;
  onChange(listener: (model: Pick<LockModel, 'getIn'>) => void): void;
}

/**
 * Calls `onDraft` with each change of the form: the step, and the fields as Lock will send them. Starts from `draft`.
 * Only identifying fields and those named in `signUpFields` are read, so never a password or a code.
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
    // Lock also reports changes of fields that are no part of a draft.
    if (JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    onDraft(current);
  };
  for (const [event, step] of STEP_EVENTS) lock.on(event, () => change({ step }));
  lock.onChange((model) => {
    const fields = fieldsIn(model, signUpFields);
    const identifier = IDENTIFIERS.find((name) => fields[name] !== current[name]) ?? current.identifier;
    change({ ...fields, identifier });
  });
}

function fieldsIn(model: Pick<LockModel, 'getIn'>, signUpFields: readonly string[]): DraftFields {
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
