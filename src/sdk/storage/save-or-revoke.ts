import type { SignedIn } from '../session/session.ts';

/** Dependencies of `saveOrRevoke`. */
export interface SaveDeps {
  /** Resolves with `true` if the sign-in was saved, and with another value if the user has begun something else since. */
  save(signedIn: SignedIn): Promise<boolean | null>;
  /** Starts the revocation of the sign-in's refresh token. */
  revoke(signedIn: SignedIn): void;
}

/**
 * Saves a sign-in and resolves with whether it was saved. If it wasn't, or `save` rejects, revokes its refresh token. Rejects as
 * `save` does.
 */
export async function saveOrRevoke(signedIn: SignedIn, { save, revoke }: SaveDeps): Promise<boolean> {
  let isSaved = false;
  try {
    isSaved = (await save(signedIn)) === true;
    return isSaved;
  } finally {
    if (!isSaved) revoke(signedIn);
  }
}
