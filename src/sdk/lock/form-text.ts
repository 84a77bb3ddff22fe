/** This extension's own text in Lock's form, in the user's language. */
export interface FormText {
  readonly codeExpired: string;
  readonly signUpRefused: string;
  readonly signUpDisabled: string;
  /** Returns why the user cannot sign in right after the sign-up. */
  readonly signedUpRefused: (reason: string) => string;
  readonly fieldEmail: string;
  readonly fieldCountry: string;
  readonly formBack: string;
}
