/** What the extension keeps, read from the desk: nothing is woken by it. */
import type { Page } from 'puppeteer-core';
import { badgeAppearance } from '../../src/sdk/browser/badge.ts';
import type { Request } from '../../src/sdk/browser/messages.ts';
import { parseStoredSession } from '../../src/sdk/session/parse.ts';
import { type SessionStatus, statusAt } from '../../src/sdk/session/status.ts';
import { RENEWAL_ATTEMPTS_KEY } from '../../src/sdk/storage/renewal-attempts.ts';
import { SESSION_KEY } from '../../src/sdk/storage/session-store.ts';
import { inPage } from './in-page.ts';
import type { Yard } from './yard.ts';

/** Both areas, whole. */
export interface Kept {
  readonly local: Readonly<Record<string, unknown>>;
  readonly session: Readonly<Record<string, unknown>>;
}

export async function readKept(yard: Yard): Promise<Kept> {
  return inPage(yard.desk, async () => ({
    local: await chrome.storage.local.get(null),
    session: await chrome.storage.session.get(null),
  }));
}

/** Who is signed in, by what is kept. */
export function statusOf({ local }: Kept): SessionStatus {
  return statusAt(parseStoredSession(local[SESSION_KEY]), Date.now());
}

/** What the badge must say, by what is kept. */
export function trueBadge(kept: Kept): string {
  return badgeAppearance(statusOf(kept), { extension: '', icons: { signedIn: {}, signedOut: {} } }).text;
}

/** What the badge says. */
export async function badgeText(yard: Yard): Promise<string> {
  return inPage(yard.desk, () => chrome.action.getBadgeText({}));
}

/** Takes the keys away from the area on disk. */
export async function forget(yard: Yard, ...keys: readonly string[]): Promise<void> {
  const act = async (names: readonly string[]) => {
    for (const name of names) await chrome.storage.local.remove(name);
  };
  await inPage(yard.desk, act, keys);
}

/** Empties both areas. The key of the tokens stays. */
export async function forgetAll(yard: Yard): Promise<void> {
  await inPage(yard.desk, async () => {
    await chrome.storage.local.clear();
    await chrome.storage.session.clear();
  });
}

/** Lets the access token be one that has ended, and failed attempts to renew it be forgotten. */
export async function letTokenEnd(yard: Yard): Promise<void> {
  const act = async (sessionKey: string, attemptsKey: string) => {
    // As the extension itself does: whoever changes what is kept holds the lock of this name.
    await navigator.locks.request(sessionKey, async () => {
      const kept = (await chrome.storage.local.get(sessionKey))[sessionKey];
      if (typeof kept !== 'object' || kept === null) return;
      await chrome.storage.session.remove(attemptsKey);
      await chrome.storage.local.set({ [sessionKey]: { ...kept, expiresAt: Date.now() - 1_000 } });
    });
  };
  await inPage(yard.desk, act, SESSION_KEY, RENEWAL_ATTEMPTS_KEY);
}

/** What the background answers: the type of the reply, and the code of a failure; `none` where it does not answer. */
export async function ask(yard: Yard, request: Request): Promise<string> {
  return askFrom(yard.desk, request);
}

/** The same, asked by another page of the extension. */
export function askFrom(page: Page, request: Request): Promise<string> {
  const act = async (message: Request) => {
    const reply: unknown = await chrome.runtime.sendMessage(message).catch(() => null);
    const { type, code }: Record<string, unknown> = { ...Object(reply) };
    return typeof code === 'string' ? code : typeof type === 'string' ? type : 'none';
  };
  return inPage(page, act, { ...request, type: `latchkey.${request.type}` } as unknown as Request);
}
