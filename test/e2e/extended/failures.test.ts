import { afterEach, describe, expect, it } from 'vitest';
import type { ExtensionBrowser, Popup } from '../../support/browser.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { ada, BROWSERS, createWorld, openForm, requestsTo, submitForm, type World } from '../world.ts';

describe.each(BROWSERS)('a failed sign-in, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  /** Submits the form. Returns the message of the failure. */
  const failureOf = async (popup: Popup) => {
    await submitForm(popup, ada(world.tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    return popup.text('#failure');
  };

  it('names the origin, then the callback URL, that is missing in the Auth0 Dashboard', async () => {
    world = await createWorld(kind);
    const { tenant } = world;
    const { domain } = tenant;
    const { origin, redirectUrl: address } = world.built.addresses[kind];
    tenant.configure({ webOrigins: ['https://other.example'] });
    const popup = await openForm(world);
    expect(await failureOf(popup)).toBe(message('originNotAllowed', { domain, origin }));
    tenant.configure({ webOrigins: [origin], allowedCallbackUrls: ['https://other.example/'] });
    await popup.click('#btn-login');
    expect(await failureOf(popup)).toBe(message('callbackNotAllowed', { domain, address }));
  });

  itOnce(kind)('reports a full storage, and the user signs in when there is space', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    await fillStorage(browser);
    const popup = await openForm(world);
    expect(await failureOf(popup)).toBe(message('notSaved'));
    expect((await browser.badge()).text).toBe('');

    await browser.evaluateInExtension(() => chrome.storage.local.remove('filler'));
    await popup.click('#btn-login');
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('signed-in');
  });

  itOnce(kind, 'firefox')('sends no password if the user has removed the host permission', async () => {
    world = await createWorld(kind, { changesBrowser: true });
    const { browser, tenant } = world;
    const popup = await openForm(world);
    await popup.page.waitForSelector('#lock input[name=password]');
    await browser.evaluateInExtension(async () => {
      await chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] });
    });
    expect(await failureOf(popup)).toBe(message('hostNotPermitted', { domain: tenant.domain }));
    expect(requestsTo(tenant, '/co/authenticate')).toEqual([]);
  });
});

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
