import { answerOf } from '../browser/optional-api.ts';
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

/** Where the first status comes from. */
interface FirstStatusSource {
  /** Reads the record. */
  readonly read: () => Promise<unknown>;
  /** Whether `beginFirstRead` requests the same record. */
  readonly isPrefetched: boolean;
  /** Is called if the first status was of a session that does not count, or of another kind. */
  readonly correct: () => void;
}

/**
 * Returns `status` of a session store, whose first answer is that of the record alone, whichever application it belongs
 * to. The record is the one that was requested already, if nothing has changed since.
 */
export function afterFirstRead(
  status: () => Promise<SessionStatus>,
  { read, isPrefetched, correct }: FirstStatusSource,
): () => Promise<SessionStatus> {
  let isFirst = true;
  const readFirst = async (): Promise<unknown> => {
    const prefetched = shared.firstSessionRead;
    shared.firstSessionRead = undefined;
    const answer = prefetched && (await answerOf(() => prefetched.answer).catch(() => undefined));
    return !isPrefetched || answer === undefined || prefetched?.isOld ? read() : answer[KEY];
  };
  return async () => {
    if (!isFirst) return status();
    isFirst = false;
    try {
      const first = statusAt(parseStoredSession(await readFirst()), Date.now());
      if ('session' in first) {
        status().then(({ kind }) => {
          if (kind !== first.kind) correct();
        });
      }
      return first;
    } catch {
      return status();
    }
  };
}
