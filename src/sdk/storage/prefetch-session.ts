import { answerOf } from '../browser/optional-api.ts';
import { parseStoredSession } from '../session/parse.ts';
import { type SessionStatus, statusAt } from '../session/status.ts';
import { SESSION_KEY } from './session-record.ts';

/** The session's record, requested by a small script while the browser still reads the popup's. */
interface Prefetch {
  readonly answer: Promise<Readonly<Record<string, unknown>>>;
  /** Whether something in the area has changed since. */
  isOld: boolean;
}

interface Area {
  get(key: string): Prefetch['answer'];
  readonly onChanged: { addListener(listener: () => void): void };
}

interface Chrome {
  readonly storage?: { readonly local: Area };
}

/** What the two scripts of the popup share. */
const shared = globalThis as { latchkeyPrefetch?: Prefetch | undefined };

/** The browser's own API returns promises in both browsers: no polyfill is needed. */
function localArea(): Area | undefined {
  return (globalThis as unknown as { readonly chrome?: Chrome }).chrome?.storage?.local;
}

/**
 * Requests the record of a session that is stored on disk. It takes as long as reading the popup's script, which saves Firefox
 * about 15 ms from the click to the name.
 */
export function prefetchSession(): void {
  const area = localArea();
  if (area === undefined) return;
  const prefetch: Prefetch = { answer: area.get(SESSION_KEY), isOld: false };
  area.onChanged.addListener(() => {
    prefetch.isOld = true;
  });
  // If it fails, the storage is read again, and that failure is shown.
  prefetch.answer.catch(() => {});
  shared.latchkeyPrefetch = prefetch;
}

/** Where the first status comes from. */
interface FirstStatusSource {
  /** Reads the record. */
  readonly read: () => Promise<unknown>;
  /** Whether `prefetchSession` requests the same record. */
  readonly isPrefetched: boolean;
  /** Is called if the first status was of a session that does not count, or of another kind. */
  readonly correct: () => void;
}

/**
 * Returns `status` of a session store, whose first answer is that of the record alone, whichever application it belongs
 * to. The record is the one that was requested already, if nothing has changed since.
 */
export function afterPrefetch(
  status: () => Promise<SessionStatus>,
  { read, isPrefetched, correct }: FirstStatusSource,
): () => Promise<SessionStatus> {
  let isFirst = true;
  const readFirst = async (): Promise<unknown> => {
    const prefetched = shared.latchkeyPrefetch;
    shared.latchkeyPrefetch = undefined;
    const answer = prefetched && (await answerOf(() => prefetched.answer).catch(() => undefined));
    return !isPrefetched || answer === undefined || prefetched?.isOld ? read() : answer[SESSION_KEY];
  };
  return async () => {
    if (!isFirst) return status();
    isFirst = false;
    try {
      const first = statusAt(parseStoredSession(await readFirst()), Date.now());
      if ('session' in first) {
        void status().then(({ kind }) => {
          if (kind !== first.kind) correct();
        });
      }
      return first;
    } catch {
      return status();
    }
  };
}
