import { LatchkeyError } from '../errors.ts';

/** The part of `Document` that shows whether cookies are blocked. */
type CookieDocument = Pick<Document, 'hasStorageAccess'>;

/**
 * Returns whether the browser's settings block the cookies of all sites. They might still allow single sites. Returns `false` if
 * that is unknown, for example in a service worker. Never rejects.
 * https://developer.mozilla.org/docs/Web/API/Document/hasStorageAccess
 */
export async function areCookiesBlocked(
  document: CookieDocument | undefined = globalThis.document,
): Promise<boolean> {
  try {
    return (await document?.hasStorageAccess()) === false;
  } catch {
    return false;
  }
}

/**
 * Returns the error of a failed sign-in in the form. Replaces `interaction-required` with `cookies-blocked` if the browser
 * blocks cookies: the login ticket's cookie was missing, and the hosted page can't work either. `domain` is the tenant's host.
 */
export async function nameBlockedCookies(
  error: LatchkeyError,
  domain: string,
  cookiesBlocked = areCookiesBlocked,
): Promise<LatchkeyError> {
  if (error.code !== 'interaction-required' || !(await cookiesBlocked())) return error;
  return new LatchkeyError('cookies-blocked', { domain }, { cause: error });
}
