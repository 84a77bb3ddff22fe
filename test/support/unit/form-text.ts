import type { FormText } from '../../../src/sdk/lock/lock-context.ts';
import { ENGLISH } from '../texts.ts';

/** The form's texts in English. */
export const FORM_TEXT: FormText = {
  codeExpired: ENGLISH.codeExpired,
  signUpRefused: ENGLISH.signUpRefused,
  signUpDisabled: ENGLISH.signUpDisabled,
  signedUpRefused: (reason) => ENGLISH.signedUpRefused.replace('{reason}', reason),
  fieldEmail: ENGLISH.fieldEmail,
  fieldCountry: ENGLISH.fieldCountry,
  formBack: ENGLISH.formBack,
};
