import { afterEach, describe, expect } from 'vitest';
import { loseKey } from '../background.ts';
import { itOnce } from '../one-browser.ts';
import { attemptFailed, forgetAttempts, letTokenEnd, sessionOf } from '../session-record.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  NAME,
  openForm,
  requestsTo,
  signIn,
  storedSession,
  storeSession,
  submitForm,
  type World,
} from '../world.ts';

/** So that the form is there after the end: no silent sign-in takes its place. */
const NO_SILENT = { AUTH0_SILENT: 'off' };

describe.each(BROWSERS)('renewal, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  const begin = async (options: Parameters<typeof createWorld>[1] = {}) => {
    world = await createWorld(kind, { environment: NO_SILENT, ...options });
    await (await signIn(world)).close();
    await world.browser.waitForBadge('✓');
    return world;
  };

  once('shows a name that has changed at the tenant', async () => {
    const { browser, tenant } = await begin();
    tenant.changeUser('ada@example.com', { name: 'Ada King' });
    await letTokenEnd(browser);
    const popup = await browser.openPopup();
    await popup.waitForState('signed-in');
    await expect.poll(() => popup.text('#user-name')).toBe('Ada King');
    await expect.poll(async () => (await browser.badge()).title).toBe(`${NAME}: signed in as Ada King`);
  });

  once('goes on after the background died between the answer and saving it', async () => {
    const { browser, tenant } = await begin({ tenant: { refreshTokens: { overlapSeconds: 60 } } });
    const before = await sessionOf(browser);
    await letTokenEnd(browser);
    const hold = tenant.hold('/oauth/token', { when: 'after' });
    const popup = await browser.openPopup();
    await hold.arrived;
    await popup.close();
    await browser.stopBackground();
    hold.release();
    tenant.clearFaults();

    await browser.openPopup();
    await expect.poll(async () => (await sessionOf(browser)).createdAt).toBeGreaterThan(before.createdAt);
    await browser.waitForBadge('✓');
  });

  itOnce(kind, 'firefox')(
    'has the origin that the tenant lists, in a browser in which no popup has opened',
    async () => {
      const { browser, built, tenant } = await begin();
      tenant.addFault({ path: '/oauth/token', kind: 'status', status: 500 });
      // A clock that has gone back lets a renewal begin at once, whenever the browser has started.
      await storeSession(browser, { ...(await sessionOf(browser)), createdAt: Date.now() + 3_600_000 });
      await attemptFailed(browser);
      const before = requestsTo(tenant, '/oauth/token').length;
      await browser.restart();
      await expect.poll(() => requestsTo(tenant, '/oauth/token').length).toBeGreaterThan(before);
      expect(requestsTo(tenant, '/oauth/token').at(-1)?.origin).toBe(built.addresses[kind].origin);
    },
  );

  once('that fails leaves the session as it is, and the next one succeeds', async () => {
    const { browser, tenant } = await begin();
    const before = await sessionOf(browser);
    await letTokenEnd(browser);
    tenant.addFault({ path: '/oauth/token', kind: 'status', status: 500 });
    const popup = await browser.openPopup();
    await popup.waitForState('signed-in');
    await attemptFailed(browser);
    expect((await browser.badge()).text).toBe('✓');
    await popup.close();

    tenant.clearFaults();
    await forgetAttempts(browser);
    await browser.openPopup();
    await expect.poll(async () => (await sessionOf(browser)).createdAt).toBeGreaterThan(before.createdAt);
    expect((await sessionOf(browser)).id).toBe(before.id);
  });

  once('that is under way during a sign-out brings nothing back', async () => {
    const { browser, tenant } = await begin();
    await letTokenEnd(browser);
    const hold = tenant.hold('/oauth/token', { when: 'after' });
    const popup = await browser.openPopup();
    await popup.waitForState('signed-in');
    await hold.arrived;
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    hold.release();
    await expect.poll(() => tenant.grants()).toEqual({ refreshTokens: 0, sessions: 0 });
    expect(await storedSession(browser)).toBeNull();
    await browser.waitForBadge('');
  });

  once('says signed out where the key to the tokens is lost, and keeps everything else', async () => {
    const { browser, tenant } = await begin();
    await browser.stopBackground();
    await loseKey(browser);
    await browser.reloadExtension();
    await browser.waitForBadge('');
    const popup = await openForm(world);
    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    await browser.waitForBadge('✓');
  });
});
