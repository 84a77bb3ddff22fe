import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { itOnce } from '../one-browser.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, signIn } from '../world.ts';

/** The client ID that the policies of these tests name. */
const MANAGED = 'managed-application';

describe.each(BROWSERS)('policies that the browser returns late, in %s', (kind) => {
  it('do not delay the user if the browser never responds', async () => {
    const world = await startWorld(kind, { prepare: withPolicies('new Promise(() => {})') });
    const popup = await signIn(world);
    await world.browser.waitForBadge('✓');
    const reply = await popup.page.evaluate(() =>
      chrome.runtime.sendMessage({ type: 'latchkey.access-token' }),
    );
    expect(reply).toMatchObject({ type: 'answer' });
    await popup.click('#btn-logout');
    expect(await popup.waitForState('signed-out', 'error')).toBe('signed-out');
    await world.browser.waitForBadge('');
  });

  itOnce(kind)('apply to an open popup and to the background if they are empty at first', async () => {
    const get = `Promise.resolve(Date.now() < began + 3_000 ? {} : { clientId: '${MANAGED}' })`;
    const world = await startWorld(kind, {
      prepare: withPolicies(get),
      environment: { AUTH0_SILENT: 'off' },
    });
    const { browser, tenant } = world;
    tenant.configure({ clientId: MANAGED });
    await (await signIn(world)).close();
    await browser.waitForBadge('✓');
    await browser.evaluateInExtension(async () => {
      await chrome.alarms.clearAll();
      await chrome.action.setBadgeText({ text: 'old' });
    });
    await browser.reloadExtension();
    await browser.waitForBadge('✓');
    const alarms = () => browser.evaluateInExtension(async () => (await chrome.alarms.getAll()).length);
    await expect.poll(alarms).toBe(1);
  });
});

/** Replaces the browser's policies in each context of the extension. Each context receives a change after 3 s. */
function withPolicies(get: string) {
  const code = `
    const began = Date.now();
    for (const api of [globalThis.chrome, globalThis.browser]) {
      if (api?.storage?.managed === undefined) continue;
      const define = (name, value) =>
        Object.defineProperty(api.storage.managed, name, { value, configurable: true, writable: true });
      define('get', (callback) => ${get}.then((values) => callback?.(values) ?? values));
      define('onChanged', { addListener: (listener) => setTimeout(listener, 3_000, {}), removeListener: () => {} });
    }`;
  return async (extensionDir: string): Promise<void> => {
    const change = async (name: string, edit: (text: string) => string) => {
      const file = path.join(extensionDir, name);
      await writeFile(file, edit(await readFile(file, 'utf8')));
    };
    await writeFile(path.join(extensionDir, 'policies.js'), code);
    await change('background.js', (text) => `{${code}}\n${text}`);
    await change('popup.html', (text) => text.replace('<head>', '<head><script src="policies.js"></script>'));
  };
}
