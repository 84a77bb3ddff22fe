import { LatchkeyError } from '../../sdk/errors.ts';
import { translate } from '../../sdk/locales/translate.ts';

export { formatLeftBehind as leftBehind } from '../../sdk/errors.ts';

/** The storage failed, so nobody knows whether somebody is signed in. */
export function unreadable(cause: unknown): LatchkeyError {
  return new LatchkeyError('storage-failed', translate('storageUnreadable'), { cause });
}

/** The person signed out, and the form for the next sign-in could not be had. */
export function signedOutHere({ message }: LatchkeyError): string {
  return translate('signedOutHere', { reason: message });
}
