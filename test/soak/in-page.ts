import type { Page } from 'puppeteer-core';
import { callText } from '../support/call-text.ts';

/**
 * Runs `fn` in the page. It must stand alone: it travels as text, its arguments and its result as JSON. (Puppeteer's own
 * `evaluate` sends the function as the runner of TypeScript has made it, with a helper in it that no page has.)
 */
export async function inPage<T, A extends readonly unknown[]>(
  page: Page,
  fn: (...args: A) => T | Promise<T>,
  ...args: A
): Promise<T> {
  return (await page.evaluate(callText(fn, args))) as T;
}
