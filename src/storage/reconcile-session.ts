import { runAlone } from '../locks.ts';
import { parseStoredSession, parseStoredTokens, type StoredSession } from '../session/parse.ts';
import { type Application, belongsTo } from '../session/session.ts';
import type { Storage } from './port.ts';
import { QUARANTINED_SESSION_KEY, SESSION_KEY, SESSION_LOCK, SIGNED_OUT_KEY } from './session-store.ts';

/** The key of a session of an application that does not count at the moment. */
export const ELSEWHERE_KEY = 'latchkey.session.elsewhere';

/** Why a session was put aside: the key to its tokens is lost, or it is of another application. */
type PutAside = 'session-locked' | 'session-elsewhere';

/** What became of the session: it was put aside, or what was put aside earlier is back. */
export type ReconcileResult = PutAside | 'session-back';

/**
 * Sees that the session that is kept in `storage` can be used, and is one of `application`; tells what became of it, or
 * `null` where all is as it was. Nobody is signed in where it was put aside.
 *
 * A session of another tenant or client id is put aside as it is, and none of its tokens is sent anywhere. It is not
 * thrown away: what an organisation has set can be misread for a moment, as while a browser starts. It comes back when
 * its application counts again, and goes for good when somebody signs in or out meanwhile.
 *
 * `secrets` as in `createSessionStore`. Rejects if the storage, or the key's, cannot be read.
 */
export function reconcileSession(
  application: Application,
  { storage, secrets }: { storage: Storage; secrets: Storage },
): Promise<ReconcileResult | null> {
  const read = async (key: string) => parseStoredSession(await storage.get(key));
  const move = async (from: string, to: string) => {
    await storage.set(to, await storage.get(from));
    await storage.remove(from);
  };
  const putAside = async (found: StoredSession): Promise<PutAside | null> => {
    if (found.kind !== 'valid') return null;
    if (!belongsTo(found.session, application)) {
      await move(SESSION_KEY, ELSEWHERE_KEY);
      return 'session-elsewhere';
    }
    if (parseStoredTokens(await secrets.get(SESSION_KEY)) !== null) return null;
    await move(SESSION_KEY, QUARANTINED_SESSION_KEY);
    return 'session-locked';
  };
  return runAlone(SESSION_LOCK, async () => {
    const kept = await read(SESSION_KEY);
    const why = await putAside(kept);
    const elsewhere = await read(ELSEWHERE_KEY);
    if (why !== null || elsewhere.kind !== 'valid') return why;
    if (kept.kind !== 'absent' || (await storage.get(SIGNED_OUT_KEY)) !== undefined) {
      await storage.remove(ELSEWHERE_KEY);
      return null;
    }
    if (!belongsTo(elsewhere.session, application)) return null;
    await move(ELSEWHERE_KEY, SESSION_KEY);
    return 'session-back';
  });
}
