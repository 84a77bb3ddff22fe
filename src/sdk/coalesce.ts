/** Dependencies of `createCoalescedRefresh`. */
export interface UpdaterTools<T> {
  /** Reads what to show. */
  read(): Promise<T>;
  /** Shows it, or acts on it. */
  show(value: T): Promise<void> | void;
}

/**
 * Returns a function that reads and shows, once at a time. Calls during a run cause one more run after it. So the last
 * value shown was always read after the last call: a slow old read never replaces a newer one. The promise resolves when
 * the last run has ended, and rejects if that run failed.
 */
export function createCoalescedRefresh<T>({ read, show }: UpdaterTools<T>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const readAndShow = async () => {
    again = false;
    try {
      await show(await read());
    } catch (error) {
      // Called again since: the next run replaces this one.
      if (!again) throw error;
    }
  };
  const run = async () => {
    try {
      do await readAndShow();
      while (again);
    } finally {
      // Synchronously after the last check of `again`, so that no call comes between.
      running = undefined;
    }
  };
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
