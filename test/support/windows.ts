import type { Browser, Page } from 'puppeteer-core';
import { poll } from './poll.ts';

/** Waits for a tab or a window of its own whose address begins with `prefix`. `timeoutMs` in milliseconds. */
export function waitForWindow(browser: Browser, prefix: string, timeoutMs: number): Promise<Page> {
  const find = async () => {
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
