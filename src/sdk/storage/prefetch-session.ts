import { withTimeLimit } from '../browser/optional-api.ts';
import { parseStoredSession } from '../session/parse.ts';
import { type SessionStatus, statusAt } from '../session/status.ts';
import { SESSION_KEY } from './items.ts';

/** The session record, requested by a small script while the browser still loads the popup's script. */
interface Prefetch {
  readonly answer: Promise<Readonly<Record<string, unknown>>>;
  /** Whether the storage area has changed since the request. */
  isOld: boolean;
}

/** The part of `chrome` that is used. Both browsers return promises from `chrome.storage`, so no polyfill is needed. */
interface Chrome {
  readonly storage?: {
    readonly local: {
      get(key: string): Prefetch['answer'];
      readonly onChanged: { addListener(listener: () => void): void };
    };
  };
}

/** Global variable that the popup's two scripts share, and the browser's API. */
const shared = globalThis as unknown as { latchkeyPrefetch?: Prefetch | undefined; chrome?: Chrome };

/** Requests the session record while the browser loads the popup's script. In Firefox, this saves about 15 ms. */
export function prefetchSession(): void {
  const area = shared.chrome?.storage?.local;
  if (area === undefined) return;
  const prefetch: Prefetch = { answer: area.get(SESSION_KEY), isOld: false };
  area.onChanged.addListener(() => {
    prefetch.isOld = true;
  });
  // If it fails, the storage is read again, and reports the failure.
  prefetch.answer.catch(() => {});
  shared.latchkeyPrefetch = prefetch;
}

/** Dependencies of `afterPrefetch`. */
interface FirstStatusSource {
  /** Reads the record. */
  readonly read: () => Promise<unknown>;
  /** Whether `prefetchSession` requests the same record. */
  readonly isPrefetched: boolean;
  /** Called if the first status was wrong: the session belongs to another application, or its status is another one. */
  readonly correct: () => void;
}

/**
 * Wraps `status` of a session store. The first result comes from the record alone, prefetched if nothing has changed since,
 * whichever application the session belongs to.
 */
export function afterPrefetch(
  status: () => Promise<SessionStatus>,
  { read, isPrefetched, correct }: FirstStatusSource,
): () => Promise<SessionStatus> {
  let isFirst = true;
  const readFirst = async (): Promise<unknown> => {
    const prefetched = shared.latchkeyPrefetch;
    shared.latchkeyPrefetch = undefined;
    const answer = prefetched && (await withTimeLimit(() => prefetched.answer).catch(() => undefined));
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
