/**
 * Returns a function that reads and shows the value, in one run at a time. Calls during a run cause one more run after it.
 * Therefore the value shown last was read after the last call, and a slow old read never replaces a newer value. The promise
 * resolves when the last run has ended, and rejects if that run failed.
 */
export function createCoalescedRefresh<T>({
  read,
  show,
}: {
  read(): Promise<T>;
  show(value: T): Promise<void> | void;
}): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const readAndShow = async () => {
    again = false;
    try {
      await show(await read());
    } catch (error) {
      // Another run follows, so this failure is ignored.
      if (!again) throw error;
    }
  };
  const run = async () => {
    try {
      do await readAndShow();
      while (again);
    } finally {
      // Runs synchronously after the last check of `again`, so that no call is missed.
      running = undefined;
    }
  };
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
