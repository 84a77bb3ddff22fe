import type { Draft, Step } from '../session/draft.ts';

/** Lock's fields that say who somebody is, by their `name`. A password or a code is none of them. */
const IDENTIFIERS = ['email', 'username', 'phoneNumber'];

/** Lock's events that tell that a step of the form has come up. */
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

/** The part of Lock that tells its steps. */
interface Steps {
  on(event: ReadyEvent, listener: () => void): unknown;
}

/**
 * Tells `onDraft` what identifies the person, as it is typed into the form in `container`, and which step the
 * form is at. Begins with `draft`.
 */
export function watchDraft(
  lock: Steps,
  container: HTMLElement,
  { draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void },
): void {
  let current = draft;
  const change = (part: Partial<Draft>) => {
    current = { ...current, ...part };
    onDraft(current);
  };
  for (const [event, step] of STEP_EVENTS) lock.on(event, () => change({ step }));
  container.oninput = ({ target }) => {
    if (target instanceof HTMLInputElement && IDENTIFIERS.includes(target.name)) {
      change({ identifier: target.value === '' ? null : target.value });
    }
  };
}
