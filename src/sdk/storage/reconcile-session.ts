import { runAlone } from '../browser/locks.ts';
import { parseStoredSession, parseStoredTokens } from '../session/parse.ts';
import { type Application, belongsTo } from '../session/session.ts';
import type { Storage } from './port.ts';
import { QUARANTINED_SESSION_KEY, SESSION_KEY, SESSION_LOCK } from './session-store.ts';

/**
 * Quarantines the stored session of the active application if its tokens cannot be opened: the key is lost, or another
 * context changed or wrote the record. Returns whether it did: the user is signed out then, and nothing was sent.
 *
 * A session of another application stays stored: it counts as signed out, and applies again if its application becomes
 * active again. `secrets` as in `createSessionStore`. Rejects if the storage, or the key's, cannot be read.
 */
export function reconcileSession(
  active: Application,
  { storage, secrets }: { readonly storage: Storage; readonly secrets: Storage },
): Promise<boolean> {
  return runAlone(SESSION_LOCK, async () => {
    const stored = await storage.get(SESSION_KEY);
    const found = parseStoredSession(stored);
    if (found.kind !== 'valid' || !belongsTo(found.session, active)) return false;
    if (parseStoredTokens(await secrets.get(SESSION_KEY)) !== null) return false;
    // Written without the lock in between, as by a later version: the next look decides about it.
    if (JSON.stringify(await storage.get(SESSION_KEY)) !== JSON.stringify(stored)) return false;
    await storage.set(QUARANTINED_SESSION_KEY, stored);
    await storage.remove(SESSION_KEY);
    return true;
  });
}
