import type { LatchkeyError } from '../../sdk/errors.ts';
import { formatError } from '../../sdk/locales/error-messages.ts';
import { translate } from '../../sdk/locales/translate.ts';

/** Returns the words for a user who signed out, if the form for the next sign-in could not be loaded. */
export function signedOutHere(error: LatchkeyError): string {
  return translate('signedOutHere', { reason: formatError(error) });
}
