/** Sign-in windows and other pages that don't belong to the extension. */
import type { Page } from 'puppeteer-core';
import { ada } from '../e2e/world.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import type { FaultWorld } from './fault-world.ts';

/** Milliseconds for a page to respond. A page that is loading might never respond. */
const RESPONSE_MS = 2_000;

/** Returns all pages of the browser. */
export async function pages({ observer }: FaultWorld): Promise<ReadonlySet<Page>> {
  return new Set(await observer.browser().pages());
}

/**
 * Submits the tenant's form in a window that wasn't open `before`, as soon as there is one. Ends without it when `signal`
 * is aborted: a tenant that has a session shows no form.
 */
export async function signInAtWindow(
  world: FaultWorld,
  before: ReadonlySet<Page>,
  signal: AbortSignal,
): Promise<void> {
  const { email, password } = ada(world.tenant);
  const attempt = async () => {
    if (signal.aborted) return true;
    for (const page of await foreignPages(world, before)) {
      if (await withLimit(fillAndSend(page, email, password))) return true;
    }
    return undefined;
  };
  await poll(attempt, { timeoutMs: WAIT_MS, explain: () => 'No window with a form opened.' });
}

/** Closes windows that weren't open `before`, as a user does. Returns whether there were any. */
export async function closeNewWindows(world: FaultWorld, before: ReadonlySet<Page>): Promise<boolean> {
  const windows = await foreignPages(world, before);
  for (const page of windows) page.close().catch(() => {}); // It might be closing already.
  return windows.length > 0;
}

/** Closes every window and tab that doesn't belong to the extension. Returns whether there were any. */
export async function closeForeignPages(world: FaultWorld): Promise<boolean> {
  const isClosing = await closeNewWindows(world, new Set());
  // Puppeteer has no page for the window of an abandoned flow.
  const orphans = await world.observer.evaluate(async () => {
    const tabs = await chrome.tabs.query({ windowType: 'popup' });
    await chrome.tabs.remove(tabs.flatMap(({ id }) => id ?? [])).catch(() => {}); // It might have closed.
    return tabs.length;
  });
  return isClosing || orphans > 0;
}

/** Calls `close` until it finds nothing to close. */
export async function noWindowIsLeft(close: () => Promise<boolean>): Promise<void> {
  await poll(async () => ((await close()) ? undefined : true), {
    timeoutMs: WAIT_MS,
    explain: () => 'A window stays open.',
  });
}

async function foreignPages(world: FaultWorld, before: ReadonlySet<Page>): Promise<Page[]> {
  const found: Page[] = [];
  for (const page of await pages(world)) {
    if (before.has(page) || page.isClosed()) continue;
    const address = await addressOf(page);
    const isOwn = address?.startsWith(`${world.browser.extensionOrigin}/`) === true;
    // The browser itself opens a blank tab at startup.
    const isBlankTab = address === 'about:blank' && before.size === 0;
    if (address !== null && !isBlankTab && !isOwn) found.push(page);
  }
  return found;
}

/** Returns the address that the page itself reports, `''` if it doesn't respond, `null` if it is closed. */
async function addressOf(page: Page): Promise<string | null> {
  try {
    return (await withLimit(page.evaluate(() => location.href))) ?? '';
  } catch {
    return null;
  }
}

/** Resolves like `work`, or with `null` if it takes too long. */
function withLimit<T>(work: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), RESPONSE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Returns whether the page has a form to fill. */
function fillAndSend(page: Page, email: string, password: string): Promise<boolean> {
  return page.evaluate(
    (name, secret) => {
      const username = document.querySelector<HTMLInputElement>('input[name=username]');
      const pass = document.querySelector<HTMLInputElement>('input[name=password]');
      const form = pass?.form ?? null;
      if (username === null || pass === null || form === null) return false;
      username.value = name;
      pass.value = secret;
      // Later: the answer would be lost with the page.
      setTimeout(() => form.submit());
      return true;
    },
    email,
    password,
  );
}
