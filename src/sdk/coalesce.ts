/** What an updater works with. */
export interface UpdaterTools<T> {
  /** Reads what is to be shown. */
  read(): Promise<T>;
  /** Shows it, or does what follows from it. */
  show(value: T): Promise<void> | void;
}

/**
 * Makes the function that brings what is shown up to date. One reading and showing runs at a time; asked
 * while it runs, it runs once more afterwards. So what is shown last always comes from a reading that began
 * after the last change: a slow old one never covers a newer one. The promise resolves when all is shown, and rejects
 * where the last reading or showing did.
 */
export function createUpdater<T>({ read, show }: UpdaterTools<T>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const readAndShow = async () => {
    again = false;
    try {
      await show(await read());
    } catch (error) {
      // Asked again meanwhile, the next showing takes this one's place.
      if (!again) throw error;
    }
  };
  const run = async () => {
    try {
      do await readAndShow();
      while (again);
    } finally {
      // In the same turn as the last look at `again`, so that no ask comes between.
      running = undefined;
    }
  };
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
