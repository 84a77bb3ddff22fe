import { type Draft, hasIdentifier, loginHint } from '../storage/draft.ts';

/** The parts of the draft that a popup has before the form's code is loaded. */
export interface KnownDraft {
  /** The draft of this popup, or `null` until it is read. */
  readonly own: Draft | null;
  /** Email address of the user whose session has ended, or `null`. */
  readonly email: string | null;
  /** Reads the stored draft. Never rejects. */
  readonly read: () => Promise<Draft>;
}

/** Returns the draft that the form starts with. Never rejects. */
export async function completeDraft({ own, email, read }: KnownDraft): Promise<Draft> {
  const draft = own ?? (await read());
  // Lock's form has one field or the other.
  return email === null || hasIdentifier(draft) ? draft : { ...draft, email, username: email };
}

/** Returns the `/authorize` parameters that start the hosted page with the form's user, step and account choice. */
export function windowHints(
  draft: Draft,
  { connection }: Readonly<Record<string, string>>,
): Record<string, string> {
  const { step, chooseAccount } = draft;
  const hint = loginHint(draft);
  return {
    // The connection might know the user by another identifier.
    ...(hint === null || connection !== undefined ? {} : { login_hint: hint }),
    ...(step === 'signUp' && connection === undefined ? { screen_hint: 'signup' } : {}),
    ...(chooseAccount ? { prompt: connection === undefined ? 'login' : 'select_account' } : {}),
  };
}
