import { type Draft, EMPTY_DRAFT, parseDraft } from '../session/draft.ts';
import type { Storage } from './port.ts';

/** The key of what was begun in the form. */
export const DRAFT_KEY = 'latchkey.draft';

/** Keeps the draft while the browser runs. None of it matters enough to be an error. */
export interface DraftStore {
  read(): Promise<Draft>;
  write(draft: Draft): void;
  remove(): void;
}

/**
 * Keeps the draft in `storage`, which should not outlive the browser. Each write is handed over at once, and
 * the browser keeps their order: one that waited for another would die with the popup.
 */
export function createDraftStore(storage: Storage): DraftStore {
  const tell = (error: unknown) => console.error('The form could not be remembered.', error);
  return {
    async read() {
      try {
        return parseDraft(await storage.get(DRAFT_KEY));
      } catch {
        // The form begins empty, as it would without a draft.
        return EMPTY_DRAFT;
      }
    },
    write: (draft) => void storage.set(DRAFT_KEY, draft).catch(tell),
    remove: () => void storage.remove(DRAFT_KEY).catch(tell),
  };
}
