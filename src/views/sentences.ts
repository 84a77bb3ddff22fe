import { LatchkeyError } from '../errors.ts';

/** What the popup says to people, where it is not an error's own text. */
export const sessionEnded = 'Your session has ended. Sign in again to go on.';
export const windowIsOpen =
  'A sign-in window is open. Finish signing in there, or close it to sign in another way.';
export const formFailed = 'The sign-in form could not be shown. Try again.';
export const signOutFailed = 'You are still signed in: signing out failed. Try again.';

/** The storage failed, so nobody knows whether somebody is signed in. */
export function unreadable(cause: unknown): LatchkeyError {
  return new LatchkeyError(
    'storage-failed',
    'The browser could not read your session. Try again; if it stays, restart the browser.',
    { cause },
  );
}

/** The person signed out, and the form for the next sign-in could not be had. */
export function signedOutHere(error: LatchkeyError): string {
  return `You are signed out. ${error.message}`;
}

/** What a sign-out could not end at `domain`. */
export function leftBehind(what: readonly ('refresh-token' | 'tenant-session')[], domain: string): string {
  return what.includes('tenant-session')
    ? `You are signed out here, but ${domain} could not be told: you may still be signed in there. Sign out there too if others use this browser.`
    : `You are signed out here, but ${domain} could not be told to cancel this sign-in. It ends there by itself.`;
}
