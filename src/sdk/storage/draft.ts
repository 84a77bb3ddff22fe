/** Steps of the form. When the popup opens, the form shows the stored one. */
export const STEPS = ['signIn', 'signUp', 'resetPassword', 'code'] as const;
export type Step = (typeof STEPS)[number];

/** Names of Lock's fields that can identify the user. */
export const IDENTIFIERS = ['email', 'username', 'phoneNumber'] as const;
type Identifier = (typeof IDENTIFIERS)[number];

/** Values of the form's fields as the user typed them. Never contains a password or a one-time code. */
export interface DraftFields extends Readonly<Record<Identifier, string | null>> {
  /** Country of `phoneNumber` in Lock's format, with the dialing code first: `+49 DE`. */
  readonly country: string | null;
  /** Values of `additionalSignUpFields`, by name. */
  readonly signUpFields: Readonly<Record<string, string>>;
}

/** State of the form when the popup closed. */
export interface Draft extends DraftFields {
  /** The identifying field that the user changed last. */
  readonly identifier: Identifier;
  readonly step: Step;
  /** Whether the next sign-in must let the user choose the account: the user clicked "Use another account". */
  readonly chooseAccount: boolean;
}

/** Draft of an empty form. */
export const EMPTY_DRAFT: Draft = {
  email: null,
  username: null,
  phoneNumber: null,
  country: null,
  signUpFields: {},
  identifier: 'email',
  step: 'signIn',
  chooseAccount: false,
};

/** Parses a stored draft. Never throws. Parts that are missing or damaged get their value in `EMPTY_DRAFT`. */
export function parseDraft(stored: unknown): Draft {
  const record: Record<string, unknown> = { ...Object(stored) };
  const text = (name: keyof Draft) => (typeof record[name] === 'string' ? record[name] : null);
  const { signUpFields } = record;
  const fields = typeof signUpFields === 'object' && !Array.isArray(signUpFields) ? { ...signUpFields } : {};
  return {
    email: text('email'),
    username: text('username'),
    phoneNumber: text('phoneNumber'),
    country: text('country'),
    signUpFields: Object.fromEntries(Object.entries<unknown>(fields).filter(isTextEntry)),
    identifier: IDENTIFIERS.find((known) => known === record.identifier) ?? 'email',
    step: STEPS.find((known) => known === record.step) ?? 'signIn',
    chooseAccount: record.chooseAccount === true,
  };
}

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

/** Returns whether any field identifies a user. */
export function hasIdentifier(draft: Draft): boolean {
  return IDENTIFIERS.some((name) => draft[name] !== null);
}

/**
 * Returns the `login_hint` for the sign-in page: the identifying field that the user changed last, or the email address at
 * sign-up and password reset. A phone number includes its dialing code. Returns `null` if there is none.
 */
export function loginHint(draft: Draft): string | null {
  const { identifier, step, email, username } = draft;
  if (step === 'signUp' || step === 'resetPassword') return email;
  if (identifier === 'phoneNumber') return internationalNumber(draft);
  return draft[identifier] ?? email ?? username;
}

function internationalNumber({ phoneNumber, country }: Draft): string | null {
  if (phoneNumber === null) return null;
  const dialingCode = country?.replace(/[A-Z]+$/, '') ?? '';
  return `${dialingCode}${phoneNumber}`.replace(/[\s-]+/g, '');
}
