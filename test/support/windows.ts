import type { Browser, Page } from 'puppeteer-core';
import { poll } from './poll.ts';

/**
 * Waits for a tab or a window of its own whose address begins with `prefix`. `timeoutMs` in milliseconds. `discover`
 * finds those that the browser keeps from Puppeteer.
 */
export function waitForWindow(
  browser: Browser,
  prefix: string,
  timeoutMs: number,
  discover = async () => {},
): Promise<Page> {
  const find = async () => {
    await discover();
    const page = (await browser.pages()).find((candidate) => candidate.url().startsWith(prefix));
    page?.setDefaultTimeout(timeoutMs);
    return page;
  };
  const explain = async () => {
    const addresses = (await browser.pages()).map((page) => page.url());
    return `Waited ${timeoutMs} ms for a window at ${prefix}; there are ${addresses.join(', ') || 'none'}.`;
  };
  return poll(find, { timeoutMs, explain });
}

/** Closes every tab and window but those at `kept` and the first tab, which becomes empty, and forgets every cookie. */
export async function closePages(browser: Browser, kept?: string): Promise<void> {
  const [first, ...others] = (await browser.pages()).filter((page) => page.url() !== kept);
  // One that closes by itself meanwhile is closed as well.
  await Promise.all(others.map((page) => page.close().catch(() => {})));
  await first?.goto('about:blank');
  const context = browser.defaultBrowserContext();
  await context.deleteCookie(...(await context.cookies()));
}
