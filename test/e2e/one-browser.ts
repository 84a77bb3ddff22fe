import { it } from 'vitest';
import type { BrowserKind } from '../support/browser.ts';

/** The browser of tests whose behavior can't differ between browsers. */
export const ONE_BROWSER: BrowserKind = 'chromium';

/** Registers no test, neither by a call nor by `each`. */
const noTest: typeof it = new Proxy(it, { apply: () => {}, get: () => () => () => {} });

/** Returns `it` for a test of one browser. In other browsers the test doesn't exist, so it isn't skipped. */
export function itOnce(kind: BrowserKind, browser: BrowserKind = ONE_BROWSER): typeof it {
  return kind === browser ? it : noTest;
}
