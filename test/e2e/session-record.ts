/** Reads and changes the stored session of a running extension, and what is remembered of its renewal. */
import { expect } from 'vitest';
import type { Session } from '../../src/sdk/session/session.ts';
import { RENEWAL_ATTEMPTS } from '../../src/sdk/storage/items.ts';
import type { ExtensionBrowser } from '../support/browser.ts';
import { requestsTo, storedSession, storeSession, type World } from './world.ts';

/** Without a refresh token, a session ends when its access token does. */
export const WITHOUT_RENEWAL = { environment: { AUTH0_SCOPE: 'openid profile email' } };

/** Returns the stored session without its tokens, which are encrypted. */
export async function sessionOf(browser: ExtensionBrowser): Promise<Session> {
  const stored = await storedSession(browser);
  if (typeof stored !== 'object' || stored === null || !('createdAt' in stored))
    throw new Error('No session is stored.');
  return stored as Session;
}

/** Makes the stored session end in some milliseconds. Returns that time, in milliseconds since 1970. */
export async function endSessionIn(browser: ExtensionBrowser, milliseconds: number): Promise<number> {
  const end = Date.now() + milliseconds;
  await storeSession(browser, { ...(await sessionOf(browser)), expiresAt: end });
  return end;
}

/** Makes the access token one that expired a while ago, as if the computer had slept. */
export async function letTokenEnd(browser: ExtensionBrowser): Promise<void> {
  await storeSession(browser, { ...(await sessionOf(browser)), expiresAt: Date.now() - 1_000 });
}

/** Returns the number of requests for new tokens that have reached the tenant. */
export function renewals({ tenant }: World): number {
  return requestsTo(tenant, '/oauth/token').length - 1;
}

/** Returns when the background's alarm fires, in milliseconds since 1970. */
export function nextAlarm(browser: ExtensionBrowser): Promise<number | undefined> {
  return browser.evaluateInExtension(async () => (await chrome.alarms.getAll())[0]?.scheduledTime);
}

/** Lets the next renewal start at once, whatever failed before. */
export async function forgetAttempts(browser: ExtensionBrowser): Promise<void> {
  await browser.evaluateInExtension((key) => chrome.storage.session.remove(key), RENEWAL_ATTEMPTS.key);
}

/** Waits until a renewal has failed and the attempt is remembered. */
export async function attemptFailed(browser: ExtensionBrowser): Promise<void> {
  await expect
    .poll(() =>
      browser.evaluateInExtension(
        async (key) => Object.keys(await chrome.storage.session.get(key)),
        RENEWAL_ATTEMPTS.key,
      ),
    )
    .toHaveLength(1);
}
