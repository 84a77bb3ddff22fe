import { vi } from 'vitest';

/** Runs all pending work: some turns of the event loop, and all promises in them. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Waits until `assertion` passes: for work outside this thread, such as encryption. */
export async function eventually(assertion: () => unknown): Promise<void> {
  await vi.waitFor(assertion, { timeout: 100_000 });
}
