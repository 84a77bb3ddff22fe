import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { itOnce } from '../one-browser.ts';
import { expireToken } from '../session-record.ts';
import { startWorld } from '../start-world.ts';
import { ada, BROWSERS, requestsTo, signIn } from '../world.ts';

const NO_SILENT = { environment: { AUTH0_SILENT: 'off' } };

describe.each(BROWSERS)('the user can continue, in %s', (kind) => {
  it('after the background stopped while a sign-out waited for the tenant', async () => {
    const world = await startWorld(kind, NO_SILENT);
    const { browser, tenant } = world;
    const popup = await signIn(world);
    await browser.waitForBadge('✓');
    const hold = tenant.hold('/oauth/revoke', { times: 1 });
    await popup.click('#btn-logout');
    await hold.arrived;
    await browser.stopBackground();
    hold.release();
    await popup.close();
    await (await signIn(world)).close();
    await browser.waitForBadge('✓');
  });

  it('after an update of the extension while the user is signed in', async () => {
    const world = await startWorld(kind, { ...NO_SILENT, prepare: async () => {} });
    const { browser, extensionDir } = world;
    await (await signIn(world)).close();
    const manifest = path.join(extensionDir, 'manifest.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, JSON.stringify({ ...JSON.parse(text), version: '99.0.0' }));
    await browser.reloadExtension();
    await browser.waitForBadge('✓');
    expect(await browser.evaluateInExtension(() => chrome.runtime.getManifest().version)).toBe('99.0.0');
    await expireToken(browser);
    const popup = await browser.openPopup();
    await popup.waitForState('signed-in');
    await expect.poll(() => requestsTo(world.tenant, '/oauth/token').length).toBe(2);
  });

  itOnce(kind)('after many sign-ins and sign-outs, which leave nothing behind', async () => {
    const world = await startWorld(kind, NO_SILENT);
    const popup = await world.browser.openPopupInTab();
    const cycle = async () => {
      await signInByScript(popup, ada(world.tenant));
      await popup.waitForState('signed-in');
      await world.browser.waitForBadge('✓');
      await popup.page.evaluate(() => document.querySelector<HTMLElement>('#btn-logout')?.click());
      await popup.waitForState('signed-out');
      await world.browser.waitForBadge('');
    };
    for (let warmUp = 0; warmUp < 3; warmUp += 1) await cycle();
    const before = await count(popup);
    for (let counted = 0; counted < 3; counted += 1) await cycle();
    await expect.poll(() => count(popup)).toEqual(before);
  });
});

/** Waits without a handle, which would keep the removed form alive. */
async function waitForButton(page: Page): Promise<void> {
  const isVisible = () => document.querySelector('#lock button[type=submit]')?.checkVisibility() === true;
  await page.waitForFunction(isVisible, { polling: 20 });
}

async function signInByScript(
  { page }: Popup,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await waitForButton(page);
  await page.evaluate(
    (values) => {
      // React overrides the property of each element to observe it.
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      for (const [name, value] of Object.entries(values)) {
        const field = document.querySelector(`#lock input[name=${name}]`);
        setter?.call(field, value);
        field?.dispatchEvent(new Event('input', { bubbles: true }));
      }
      document.querySelector<HTMLElement>('#lock button[type=submit]')?.click();
    },
    { email, password },
  );
}

/** Returns counts by name. Chromium only: Firefox doesn't count a page's listeners. */
async function count({ page }: Popup): Promise<Record<string, number>> {
  await waitForButton(page);
  const debuggerSession = await page.createCDPSession();
  await debuggerSession.send('HeapProfiler.collectGarbage');
  await debuggerSession.send('Performance.enable');
  const { metrics } = await debuggerSession.send('Performance.getMetrics');
  await debuggerSession.detach();
  const stored = await page.evaluate(async () => ({
    alarms: (await chrome.alarms.getAll()).length,
    'stored items': Object.keys({
      ...(await chrome.storage.local.get(null)),
      ...(await chrome.storage.session.get(null)),
    }).length,
    databases: (await indexedDB.databases()).length,
  }));
  return {
    ...stored,
    listeners: metrics.find(({ name }) => name === 'JSEventListeners')?.value ?? Number.NaN,
    'tabs and windows': (await page.browser().pages()).length,
  };
}
