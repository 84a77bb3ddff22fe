/** Runs in the extension: asks the gate of `gate.ts` whether a step may be. */
import { config } from '../../src/extension/config.ts';
import type { StorageStep } from './storage-step.ts';

type Act = Omit<StorageStep, 'who' | 'when'>;

let turn: Promise<unknown> = Promise.resolve();

/**
 * Does something to the storage as the gate allows it. What is asked for first begins first, as in a browser's own
 * storage. Where the gate cannot be reached, nothing is in the way.
 */
export async function throughGate<T>(act: Act, run: () => Promise<T>): Promise<T> {
  const permission = turn.then(() => ask(act, 'before'));
  turn = permission.catch(() => {});
  await permission;
  const result = await run();
  if (act.act !== 'get') await ask(act, 'after');
  return result;
}

async function ask(act: Act, when: StorageStep['when']): Promise<void> {
  const who = location.pathname.endsWith('/popup.html') ? 'popup' : 'background';
  const query = new URLSearchParams({ ...act, who, when });
  const answer = await fetch(`${config.apiOrigins[0]}/?${query}`, { cache: 'no-store' }).then(
    (response) => response.text(),
    () => 'go',
  );
  // The browsers' own words.
  if (answer === 'full') throw new Error('Resource::kQuotaBytes quota exceeded');
  if (answer === 'reject') throw new Error('An unexpected error occurred');
}
