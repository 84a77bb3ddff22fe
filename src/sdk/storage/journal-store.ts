import { runAlone } from '../browser/locks.ts';
import { ERROR_CODES, type ErrorCode } from '../errors.ts';
import { addToJournal, type JournalEntry, type JournalEvent, parseJournal } from '../session/journal.ts';
import type { Storage } from './port.ts';

/** The key of the journal, and the lock of whoever writes to it: pages and background both do. */
export const JOURNAL_KEY = 'latchkey.journal';

/** Keeps what happened, for the diagnostics page. It gets in nobody's way: nothing here rejects. */
export interface JournalStore {
  /** Writes down that something has happened at this moment. Resolves when it is kept, or cannot be. */
  note(event: JournalEvent<ErrorCode>): Promise<void>;
  /** What happened, the latest last; `null` where the storage fails. */
  read(): Promise<readonly JournalEntry<ErrorCode>[] | null>;
}

/** Keeps the journal in `storage`. `now` gives the time in milliseconds. */
export function createJournalStore(storage: Storage, now: () => number = Date.now): JournalStore {
  const read = async () => parseJournal(await storage.get(JOURNAL_KEY), ERROR_CODES);
  return {
    async note(event) {
      const at = now();
      try {
        await runAlone(JOURNAL_KEY, async () => {
          await storage.set(JOURNAL_KEY, addToJournal(await read(), event, at));
        });
      } catch {
        // The page tells of an event less. Whoever has trouble with the storage tells it where it matters.
      }
    },
    async read() {
      try {
        return await read();
      } catch {
        // The page says so.
        return null;
      }
    },
  };
}
