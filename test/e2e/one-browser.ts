import type { BrowserKind } from '../support/browser.ts';

/** The browser of tests whose behavior can't differ between browsers: it is Lock's, the tenant's, or a page's. */
export const ONE_BROWSER: BrowserKind = 'chromium';
