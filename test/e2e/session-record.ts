/** Reads and changes the stored session of a running extension. */
import type { Session } from '../../src/sdk/session/session.ts';
import type { ExtensionBrowser } from '../support/browser.ts';
import { storedSession, storeSession } from './world.ts';

/** Returns the stored session without its tokens, which are encrypted. */
export async function sessionOf(browser: ExtensionBrowser): Promise<Session> {
  const stored = await storedSession(browser);
  if (typeof stored !== 'object' || stored === null || !('createdAt' in stored))
    throw new Error('No session is stored.');
  return stored as Session;
}

/** Makes the access token one that expired a second ago. `changes` are other properties of the session. */
export async function expireToken(browser: ExtensionBrowser, changes: Partial<Session> = {}): Promise<void> {
  await storeSession(browser, { ...(await sessionOf(browser)), expiresAt: Date.now() - 1_000, ...changes });
}
