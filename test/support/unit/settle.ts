import { vi } from 'vitest';

/** Lets everything happen that waits for no test: some turns of the event loop, and all promises in them. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Waits until `assertion` holds: for what takes time outside this thread, such as encrypting. */
export async function eventually(assertion: () => unknown): Promise<void> {
  await vi.waitFor(assertion, { timeout: 100_000 });
}
