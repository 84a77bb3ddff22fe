/** Lets everything happen that waits for no test: some turns of the event loop, and all promises in them. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
