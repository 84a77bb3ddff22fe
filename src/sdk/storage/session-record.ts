import type { SignedIn } from '../session/session.ts';

/** The key of the session, in the area of the configuration, and the lock of each context that changes it. */
export const SESSION_KEY = 'latchkey.session';

/** The key of a record whose tokens could not be opened, or that could not be parsed when a session replaced it. */
export const QUARANTINED_SESSION_KEY = 'latchkey.session.quarantined';

/** The key of the mark of a sign-out, in `local`: no silent sign-in until the user signs in again. */
export const SIGNED_OUT_KEY = 'latchkey.signed-out';

/** The key of a value that is written to test whether the session could be saved. */
export const WRITE_TEST_KEY = 'latchkey.write-test';

/** The property of the stored record that `encryption.ts` encrypts. */
export const SECRET_PROPERTY = 'tokens';

/**
 * The properties of the stored record that are not bound to its tokens: when to renew them, and whether they ended. With
 * any other property changed, the tokens do not open.
 */
export const UNBOUND_PROPERTIES = ['createdAt', 'expiresAt', 'renewAt', 'end'] as const;

/** Returns the record of a sign-in. */
export function toRecord({ session, tokens }: SignedIn): object {
  return { ...session, [SECRET_PROPERTY]: tokens };
}
