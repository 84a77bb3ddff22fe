import { type Draft, hasIdentifier, loginHint } from '../storage/draft.ts';

/** What a popup knows of the draft before the form's code is loaded. */
export interface KnownDraft {
  /** The draft of this popup, or `null` until it is read. */
  readonly own: Draft | null;
  /** Email address of the user whose session is over, or `null`. */
  readonly email: string | null;
  /** Reads the stored draft. Never rejects. */
  readonly read: () => Promise<Draft>;
}

/** Returns what the form begins with. Never rejects. */
export async function completeDraft({ own, email, read }: KnownDraft): Promise<Draft> {
  const draft = own ?? (await read());
  // Both, because Lock's form asks for one or the other.
  return email === null || hasIdentifier(draft) ? draft : { ...draft, email, username: email };
}

/** Returns the parameters of `/authorize` with which the hosted page begins where the form was: the user, and the step. */
export function windowHints(
  draft: Draft,
  { connection }: Readonly<Record<string, string>>,
): Record<string, string> {
  const { step, chooseAccount } = draft;
  const hint = loginHint(draft);
  return {
    // The user might have another identifier at a connection.
    ...(hint === null || connection !== undefined ? {} : { login_hint: hint }),
    ...(step === 'signUp' && connection === undefined ? { screen_hint: 'signup' } : {}),
    ...(chooseAccount ? { prompt: connection === undefined ? 'login' : 'select_account' } : {}),
  };
}
