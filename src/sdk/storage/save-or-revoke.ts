import type { SignedIn } from '../session/session.ts';

/** Dependencies of `saveOrRevoke`. */
export interface SaveDeps {
  /** Resolves with `true` if the sign-in was saved, with anything else if the user has done something else since. */
  save(signedIn: SignedIn): Promise<boolean | null>;
  /** Has the refresh token of a sign-in revoked. */
  revoke(signedIn: SignedIn): void;
}

/**
 * Resolves with whether a sign-in was saved. What was not saved, or could not be, is revoked. Rejects as `save` does.
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
