/** The extension's own texts in Lock's form, in the user's language. */
export interface FormText {
  readonly codeExpired: string;
  readonly signUpRefused: string;
  readonly signUpDisabled: string;
  /** Returns the message for a refused sign-in right after a sign-up. `reason` is the tenant's text. */
  readonly signedUpRefused: (reason: string) => string;
  readonly fieldEmail: string;
  readonly fieldCountry: string;
  readonly formBack: string;
}
