import { describe, expect, it } from 'vitest';
import type { ExtensionBrowser, Popup } from '../../support/browser.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { startWorld } from '../start-world.ts';
import { ada, BROWSERS, openForm, requestsTo, submitForm } from '../world.ts';

describe.each(BROWSERS)('a failed sign-in, in %s', (kind) => {
  it('names the origin, then the callback URL, that is missing in the Auth0 Dashboard', async () => {
    const world = await startWorld(kind);
    const { tenant } = world;
    const { domain } = tenant;
    const { origin, redirectUrl: address } = world.built.addresses[kind];
    tenant.configure({ webOrigins: ['https://other.example'] });
    const popup = await openForm(world);
    expect(await failureOf(popup, tenant)).toBe(message('originNotAllowed', { domain, origin }));
    tenant.configure({ webOrigins: [origin], allowedCallbackUrls: ['https://other.example/'] });
    await popup.click('#btn-login');
    expect(await failureOf(popup, tenant)).toBe(message('callbackNotAllowed', { domain, address }));
  });

  itOnce(kind)('shows that no sign-in method is available if the application has no connection', async () => {
    const { browser } = await startWorld(kind, { tenant: { connections: [] } });
    const popup = await browser.openPopup();
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toBe(message('noConnection'));
  });

  itOnce(kind)('reports a full storage, and the user signs in when there is space', async () => {
    const world = await startWorld(kind);
    const { browser, tenant } = world;
    await fillStorage(browser);
    const popup = await openForm(world);
    expect(await failureOf(popup, tenant)).toBe(message('notSaved'));
    expect((await browser.badge()).text).toBe('');

    await browser.evaluateInExtension(() => chrome.storage.local.remove('filler'));
    await popup.click('#btn-login');
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('signed-in');
  });

  itOnce(kind, 'firefox')('sends no password if the user has removed the host permission', async () => {
    const world = await startWorld(kind, { changesBrowser: true });
    const { browser, tenant } = world;
    const popup = await openForm(world);
    await popup.page.waitForSelector('#lock input[name=password]');
    await browser.evaluateInExtension(async () => {
      await chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] });
    });
    expect(await failureOf(popup, tenant)).toBe(message('hostNotPermitted', { domain: tenant.domain }));
    expect(requestsTo(tenant, '/co/authenticate')).toEqual([]);
  });
});

/** Submits the form. Returns the message of the failure. */
async function failureOf(popup: Popup, tenant: Tenant): Promise<string> {
  await submitForm(popup, ada(tenant));
  expect(await popup.waitForState('error', 'signed-in')).toBe('error');
  return popup.text('#failure');
}

/** Fills the storage until not even a session fits into it. Firefox has no limit that a test can reach. */
async function fillStorage(browser: ExtensionBrowser): Promise<void> {
  const isFull = await browser.evaluateInExtension(async () => {
    const fits = (key: string, size: number) =>
      chrome.storage.local.set({ [key]: 'x'.repeat(size) }).then(
        () => true,
        () => false,
      );
    let size = 10_485_000;
    while (!(await fits('filler', size))) size -= 100;
    return !(await fits('more', 1_000));
  });
  if (!isFull) throw new Error('The storage has space left.');
}
