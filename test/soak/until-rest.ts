import type { Page } from 'puppeteer-core';
import type { Popup } from '../support/browser.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { Operation } from './operations.ts';
import { describe, restOf } from './rest.ts';
import { closeNewWindows } from './windows.ts';
import type { Yard } from './yard.ts';

/**
 * Waits until the popup rests while the trouble goes on. A person closes a window that was not there `before` and shows
 * nothing they can use.
 */
export async function untilRest(
  yard: Yard,
  { inWindow }: Operation,
  popup: Popup,
  before: ReadonlySet<Page>,
): Promise<void> {
  const isAtRest = async () => {
    if ((await restOf(popup)) !== null) return true;
    if (inWindow) await closeNewWindows(yard, new Set([...before, popup.page]));
    return undefined;
  };
  await poll(isAtRest, {
    timeoutMs: WAIT_MS,
    explain: async () => `The popup is stuck: ${await describe(popup)}.`,
  });
}
