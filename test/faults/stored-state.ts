/** What the extension has stored and what its badge shows, read without waking the background. */
import type { Page } from 'puppeteer-core';
import { badgeAppearance } from '../../src/sdk/browser/badge-appearance.ts';
import type { Request } from '../../src/sdk/browser/messages.ts';
import { parseStoredSession } from '../../src/sdk/session/parse.ts';
import { type SessionStatus, statusAt } from '../../src/sdk/session/status.ts';
import { RENEWAL_ATTEMPTS } from '../../src/sdk/storage/items.ts';
import { SESSION_KEY } from '../../src/sdk/storage/session-record.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { FaultWorld } from './fault-world.ts';

/** Both storage areas. */
export interface Stored {
  readonly local: Readonly<Record<string, unknown>>;
  readonly session: Readonly<Record<string, unknown>>;
}

export function readStored({ observer }: FaultWorld): Promise<Stored> {
  return observer.evaluate(async () => ({
    local: await chrome.storage.local.get(null),
    session: await chrome.storage.session.get(null),
  }));
}

/** Returns the status of the stored session. */
export async function storedStatus(world: FaultWorld): Promise<SessionStatus> {
  const { local } = await readStored(world);
  return statusAt(parseStoredSession(local[SESSION_KEY]), Date.now());
}

export function badgeText({ observer }: FaultWorld): Promise<string> {
  return observer.evaluate(() => chrome.action.getBadgeText({}));
}

const APPEARANCE = { extension: '', icons: { signedIn: {}, signedOut: {} } };

/** Waits until the badge shows the status of the stored session. */
export async function badgeIsRight(world: FaultWorld): Promise<void> {
  const expected = async () => badgeAppearance(await storedStatus(world), APPEARANCE).text;
  await poll(async () => ((await badgeText(world)) === (await expected()) ? true : undefined), {
    timeoutMs: WAIT_MS,
    explain: async () => `The badge is "${await badgeText(world)}" instead of "${await expected()}".`,
  });
}

/** Empties both storage areas. The encryption key stays. */
export async function clearStorage({ observer }: FaultWorld): Promise<void> {
  await observer.evaluate(async () => {
    await chrome.storage.local.clear();
    await chrome.storage.session.clear();
  });
}

/** Makes the access token an expired one, and removes the record of failed renewals. */
export async function expireToken({ observer }: FaultWorld): Promise<void> {
  await observer.evaluate(
    // Holds the lock that the extension holds when it changes the session.
    (sessionKey, attemptsKey) =>
      navigator.locks.request(sessionKey, async () => {
        const session = (await chrome.storage.local.get(sessionKey))[sessionKey];
        if (typeof session !== 'object' || session === null) return;
        await chrome.storage.session.remove(attemptsKey);
        await chrome.storage.local.set({ [sessionKey]: { ...session, expiresAt: Date.now() - 1_000 } });
      }),
    SESSION_KEY,
    RENEWAL_ATTEMPTS.key,
  );
}

/** Sends a message to the background. Returns the type of the reply, the code of an error, or `none`. */
export function ask(page: Page, request: Request): Promise<string> {
  return page.evaluate(
    async (message) => {
      const reply: unknown = await chrome.runtime.sendMessage(message).catch(() => null);
      const { type, code }: Record<string, unknown> = { ...Object(reply) };
      return typeof code === 'string' ? code : typeof type === 'string' ? type : 'none';
    },
    { ...request, type: `latchkey.${request.type}` },
  );
}
