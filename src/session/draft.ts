/** The steps of the form that the popup comes back to. */
export const STEPS = ['signIn', 'signUp', 'resetPassword', 'code'] as const;
export type Step = (typeof STEPS)[number];

/** What was begun in the form when the popup closed. Never a password, never a code. */
export interface Draft {
  /** E-mail address, user name or phone number as it was typed, or `null`. */
  readonly identifier: string | null;
  readonly step: Step;
  /** Whether the next sign-in must ask which account it is: somebody chose "Use another account". */
  readonly chooseAccount: boolean;
}

/** The form as it is when nothing was begun. */
export const EMPTY_DRAFT: Draft = { identifier: null, step: 'signIn', chooseAccount: false };

/** Reads back what was stored. Never throws: a draft that is damaged is an empty one. */
export function parseDraft(stored: unknown): Draft {
  const { identifier, step, chooseAccount }: Record<string, unknown> = { ...Object(stored) };
  return {
    identifier: typeof identifier === 'string' ? identifier : null,
    step: STEPS.find((known) => known === step) ?? 'signIn',
    chooseAccount: chooseAccount === true,
  };
}
