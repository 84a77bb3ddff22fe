import { areCookiesBlocked } from '../browser/blocked-cookies.ts';
import { LatchkeyError } from '../errors.ts';

/**
 * Returns why a sign-in in the form failed. If it is said to need one more step and the browser blocks cookies, the login
 * ticket's cookie was missing, and the hosted page can't work either: `cookies-blocked`. `domain` is the tenant's host.
 */
export async function nameBlockedCookies(
  error: LatchkeyError,
  domain: string,
  cookiesBlocked = areCookiesBlocked,
): Promise<LatchkeyError> {
  if (error.code !== 'interaction-required' || !(await cookiesBlocked())) return error;
  return new LatchkeyError('cookies-blocked', { domain }, { cause: error });
}
