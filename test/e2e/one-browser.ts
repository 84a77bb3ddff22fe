import { it } from 'vitest';
import type { BrowserKind } from '../support/browser.ts';

/** The browser of tests whose behavior can't differ between browsers: it is Lock's, the tenant's, or a page's. */
export const ONE_BROWSER: BrowserKind = 'chromium';

/** Registers nothing, neither by a call nor by `each`. */
const NOTHING: typeof it = new Proxy(it, { apply: () => {}, get: () => () => () => {} });

/** Returns `it` for tests that run in one browser: in others they don't exist, so none is skipped. */
export function itOnce(kind: BrowserKind, browser: BrowserKind = ONE_BROWSER): typeof it {
  return kind === browser ? it : NOTHING;
}
