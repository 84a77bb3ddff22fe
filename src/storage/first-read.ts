import type { StorageArea } from '../config.ts';
import { parseStoredSession } from '../session/parse.ts';
import { type SessionStatus, statusAt } from '../session/status.ts';

/** `SESSION_KEY` of `session-store.ts`, which would come with it into the small script. */
const KEY = 'latchkey.session';

/** The session's record, asked for by a small script while the browser still reads that of the popup. */
interface FirstRead {
  readonly answer: Promise<Readonly<Record<string, unknown>>>;
  /** Whether something in the area has changed since. */
  isOld: boolean;
}

interface Area {
  get(key: string): FirstRead['answer'];
  readonly onChanged: { addListener(listener: () => void): void };
}

interface Chrome {
  readonly storage?: { readonly local: Area };
}

/** What two scripts of one page share. */
const shared = globalThis as { firstSessionRead?: FirstRead | undefined };

/** The browser's own part has promises in both browsers: no polyfill is needed. */
function localArea(): Area | undefined {
  return (globalThis as unknown as { readonly chrome?: Chrome }).chrome?.storage?.local;
}

/**
 * Asks for the record of a session that is kept on disk. The answer takes as long as reading the popup's script: about
 * 7 ms in Firefox.
 */
export function beginFirstRead(): void {
  const area = localArea();
  if (area === undefined) return;
  const read: FirstRead = { answer: area.get(KEY), isOld: false };
  area.onChanged.addListener(() => {
    read.isOld = true;
  });
  // Where it fails the storage is asked again, and that is told.
  read.answer.catch(() => {});
  shared.firstSessionRead = read;
}

/**
 * `status` of a session store whose first answer is what was asked for already, if that could be had and nothing has
 * changed since. A session that is kept in memory alone is asked for as ever.
 */
export function afterFirstRead(
  status: () => Promise<SessionStatus>,
  built: { readonly storage: StorageArea },
): () => Promise<SessionStatus> {
  return async () => {
    const read = shared.firstSessionRead;
    shared.firstSessionRead = undefined;
    const answer = await read?.answer.catch(() => undefined);
    if (built.storage !== 'local' || answer === undefined || read?.isOld) return status();
    return statusAt(parseStoredSession(answer[KEY]), Date.now());
  };
}
