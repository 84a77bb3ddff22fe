import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/sdk/index.ts';
import { addExamplePage } from '../own/pages.ts';
import { signInAt } from '../pages.ts';
import { expireToken } from '../session-record.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, requestsTo, signIn } from '../world.ts';

declare global {
  /** A global of `own/example-page.ts`. */
  var latchkey: Client;
}

describe.each(BROWSERS)('the client in a page of the extension, in %s', (kind) => {
  const openExample = async () => {
    const world = await startWorld(kind, {
      environment: { AUTH0_SILENT: 'off' },
      withApi: true,
      prepare: addExamplePage,
    });
    const page = await world.browser.openExtensionPage('example.html');
    if (world.apis === null) throw new Error('This world has no API.');
    return { world, page, ...world.apis };
  };

  it('renews an expired token and sends it to the listed API only, also after redirects', async () => {
    const { world, page, own, foreign } = await openExample();
    await (await signIn(world)).close();
    await expireToken(world.browser);
    expect(await call(page, `${own.origin}/notes`)).toEqual({ status: 200, body: { notes: [] } });
    expect(requestsTo(world.tenant, '/oauth/token')).toHaveLength(2);
    expect(own.requests.at(-1)).toMatchObject({ path: '/notes', tokenAccepted: true });

    const redirect = (to: string) => `${own.origin}/redirect?to=${encodeURIComponent(to)}`;
    expect(await call(page, `${foreign.origin}/echo-headers`)).toBe('api-origin-not-listed');
    expect(await call(page, redirect(`${foreign.origin}/echo-headers`))).toBe('TypeError');
    expect(foreign.requests).toEqual([]);
    const body = { authorization: true, scheme: 'Bearer' };
    expect(await call(page, redirect(`${own.origin}/echo-headers`))).toEqual({ status: 200, body });
  });

  it('signs in in a window and out, and calls the listener after each', async () => {
    const { world, page } = await openExample();
    await shows(page, 'none');
    const signedIn = page.evaluate(() => latchkey.signIn({ loginHint: 'ada@example.com' }));
    await signInAt(await world.browser.waitForWindow(`${world.tenant.origin}/`), world.tenant);
    expect(await signedIn).toMatchObject({ name: 'Ada Lovelace', email: 'ada@example.com' });
    await shows(page, 'Ada Lovelace');
    await world.browser.waitForBadge('✓');
    await page.evaluate(() => latchkey.signOut());
    await shows(page, 'none');
    expect(await page.evaluate(() => latchkey.getAccessToken().catch((error) => error.code))).toBe(
      'signed-out',
    );
    await world.browser.waitForBadge('');
  });
});

async function shows(page: Page, name: string): Promise<void> {
  await expect.poll(() => page.$eval('#user', ({ textContent }) => textContent)).toBe(name);
}

/** Returns status and body, or the code of our error, or the name of the browser's. */
function call(page: Page, url: string): Promise<unknown> {
  return page.evaluate(
    (address) =>
      latchkey.fetch(address).then(
        async (response) => ({ status: response.status, body: await response.json() }),
        (error) => error.code ?? error.name,
      ),
    url,
  );
}
