/** Requests to the background script, and the events that it has logged. */
import type { Page } from 'puppeteer-core';
import { JOURNAL } from '../../src/sdk/storage/items.ts';
import type { ExtensionBrowser } from '../support/browser.ts';

/** Sends a request without a payload from a page of the extension. Returns the response. */
export function sendRequest(page: Page, type: string): Promise<unknown> {
  return page.evaluate((name) => chrome.runtime.sendMessage({ type: `latchkey.${name}` }), type);
}

/** Returns the kinds of the logged events, oldest first. */
export async function loggedEvents(browser: ExtensionBrowser): Promise<unknown[]> {
  const entries = await browser.evaluateInExtension(
    async (key) => (await chrome.storage.local.get(key))[key] ?? [],
    JOURNAL.key,
  );
  return Array.isArray(entries) ? entries.map(({ event }) => event.kind) : [];
}
