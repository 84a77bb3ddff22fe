import type { SignedIn } from '../session/session.ts';

/**
 * Storage key of the session, in the configured area. Also the name of the Web Lock that a context holds to change the session.
 */
export const SESSION_KEY = 'latchkey.session';

/** Storage key of a quarantined record: its tokens couldn't be decrypted, or it couldn't be parsed when a session replaced it. */
export const QUARANTINED_SESSION_KEY = 'latchkey.session.quarantined';

/** Storage key of the sign-out mark, in `local`. While it is set, there is no silent sign-in. The next sign-in removes it. */
export const SIGNED_OUT_KEY = 'latchkey.signed-out';

/** Storage key of a temporary value that tests whether the session could be saved. */
export const WRITE_TEST_KEY = 'latchkey.write-test';

/** The property of the stored record that `encrypted-storage.ts` encrypts. */
export const SECRET_PROPERTY = 'tokens';

/**
 * Properties of the stored record that aren't bound to its tokens: when to renew them, and whether they ended. If any other
 * property changes, the tokens can't be decrypted.
 */
export const UNBOUND_PROPERTIES = ['createdAt', 'expiresAt', 'renewAt', 'end'] as const;

/** Returns the record to store for a sign-in. */
export function toRecord({ session, tokens }: SignedIn): object {
  return { ...session, [SECRET_PROPERTY]: tokens };
}
