import type { Session, SignedIn } from '../session/session.ts';
import { revokeOrphanedToken } from './revoke.ts';

/** Dependencies of `saveOrRevoke`. */
export interface SaveTools {
  /** Resolves with `true` if the sign-in was saved, with anything else if the user has done something else since. */
  save(): Promise<boolean | null>;
  readonly session: { stored(): Promise<Session | null> };
}

/**
 * Resolves with whether what a sign-in yielded was saved. What was not saved, or could not be, is revoked at the tenant.
 * Rejects as `save` does.
 */
export async function saveOrRevoke(signedIn: SignedIn, { save, session }: SaveTools): Promise<boolean> {
  let isSaved = false;
  try {
    isSaved = (await save()) === true;
    return isSaved;
  } finally {
    // Not awaited: the user waits for nothing that is not theirs.
    if (!isSaved) void revokeOrphanedToken(signedIn, session);
  }
}
