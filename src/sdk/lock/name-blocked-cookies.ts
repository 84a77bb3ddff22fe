import { areCookiesBlocked } from '../browser/blocked-cookies.ts';
import { LatchkeyError } from '../errors.ts';

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
