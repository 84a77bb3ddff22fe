/** Windows of sign-ins, and whatever else the browser shows beside the extension. */
import type { Page } from 'puppeteer-core';
import { ada } from '../e2e/world.ts';
import { poll } from '../support/poll.ts';
import { WAIT_MS } from '../support/time-limits.ts';
import { inPage } from './in-page.ts';
import { LateError, withLimit } from './limit.ts';
import type { Yard } from './yard.ts';

/** Milliseconds for a page to answer. One that is just being loaded may never do so. */
const ANSWER_MS = 2_000;

/** All pages of the browser at this moment. */
export async function pages(yard: Yard): Promise<ReadonlySet<Page>> {
  return new Set(await yard.desk.browser().pages());
}

/**
 * Fills the form of the tenant's page in the window that was not there `before`, as soon as it is there; nothing where
 * `signal` comes first: a tenant that still knows the person asks nothing.
 */
export async function signInAtWindow(
  yard: Yard,
  before: ReadonlySet<Page>,
  signal: AbortSignal,
): Promise<void> {
  const { email, password } = ada(yard.tenant);
  await poll(
    async () => {
      if (signal.aborted) return true;
      for (const page of await newWindows(yard, before)) {
        if (await withLimit(fillAndSend(page, email, password), ANSWER_MS)) return true;
      }
      return undefined;
    },
    { timeoutMs: WAIT_MS, explain: () => 'No window with a form came.' },
  );
}

/** Windows of sign-ins that were not there `before`. */
async function newWindows(yard: Yard, before: ReadonlySet<Page>): Promise<Page[]> {
  const found: Page[] = [];
  for (const page of await pages(yard)) {
    if (before.has(page) || page.isClosed()) continue;
    const address = await addressOf(page);
    if (address !== null && !isOwn(yard, address)) found.push(page);
  }
  return found;
}

/**
 * Tells every page that shows something that is not the extension's to close, as a person does with windows left over,
 * and whether there were any.
 */
export async function closeForeignPages(yard: Yard): Promise<boolean> {
  const foreign: Page[] = [];
  for (const page of await pages(yard)) {
    const address = await addressOf(page);
    if (address !== null && address !== 'about:blank' && !isOwn(yard, address)) foreign.push(page);
  }
  for (const page of foreign) close(page);
  return (await removeOrphans(yard)) > 0 || foreign.length > 0;
}

/** Closes windows of flows by the browser's own API, and tells how many: Puppeteer knows no page of one that nobody waits for. */
function removeOrphans({ desk }: Yard): Promise<number> {
  return inPage(desk, async () => {
    const tabs = await chrome.tabs.query({ windowType: 'popup' });
    // One may close by itself meanwhile.
    await chrome.tabs.remove(tabs.flatMap(({ id }) => id ?? [])).catch(() => {});
    return tabs.length;
  });
}

/** The same, until none is there. */
export async function expectNoForeignPages(yard: Yard): Promise<void> {
  await poll(async () => ((await closeForeignPages(yard)) ? undefined : true), {
    timeoutMs: WAIT_MS,
    explain: () => 'A window does not close.',
  });
}

/** The address of a page, asked of itself: Puppeteer may not know. Empty where it does not say, `null` where it is gone. */
async function addressOf(page: Page): Promise<string | null> {
  try {
    return await withLimit(
      inPage(page, () => location.href),
      ANSWER_MS,
    );
  } catch (error) {
    return error instanceof LateError ? '' : null;
  }
}

function isOwn({ browser }: Yard, address: string): boolean {
  return address.startsWith(`${browser.extensionOrigin}/`);
}

/** Nobody waits for the answer: of a page that is just being loaded, Chromium gives none. */
function close(page: Page): void {
  page.close().catch(() => {}); // It closes by itself, too.
}

/** Tells windows that were not there `before` to close, and whether there were any. */
export async function closeNewWindows(yard: Yard, before: ReadonlySet<Page>): Promise<boolean> {
  const windows = await newWindows(yard, before);
  for (const page of windows) close(page);
  return windows.length > 0;
}

/** Waits until no window is there that was not there `before`. */
export async function expectNoNewWindows(yard: Yard, before: ReadonlySet<Page>): Promise<void> {
  await poll(async () => ((await closeNewWindows(yard, before)) ? undefined : true), {
    timeoutMs: WAIT_MS,
    explain: () => 'A window does not close.',
  });
}

/** Whether there was a form to fill. By script: how a person types is not what is tried here. */
function fillAndSend(page: Page, email: string, password: string): Promise<boolean> {
  return inPage(
    page,
    (name, secret) => {
      const field = (selector: string) => document.querySelector<HTMLInputElement>(selector);
      const [username, pass] = [field('input[name=username]'), field('input[name=password]')];
      const form = pass?.form ?? null;
      if (username === null || pass === null || form === null) return false;
      username.value = name;
      pass.value = secret;
      // In a turn of its own: the page is gone after it, and with it the answer.
      setTimeout(() => form.submit());
      return true;
    },
    email,
    password,
  );
}
