import { afterEach, describe, expect, it } from 'vitest';
import { QUARANTINED_SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  NAME,
  openForm,
  signIn,
  stored,
  storedSession,
  storeSession,
  submitForm,
  type World,
} from '../world.ts';

describe.each(BROWSERS)('the session, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('is there when the browser starts again', async () => {
    world = await createWorld(kind);
    const { browser } = world;
    await signIn(world);
    await browser.restart();
    await expect
      .poll(() => browser.badge())
      .toEqual({ text: '✓', title: `${NAME}: signed in as Ada Lovelace` });
    const popup = await browser.openPopup();
    expect(await popup.waitForState('signed-in', 'signed-out', 'error')).toBe('signed-in');
  });

  it('counts a damaged record as signed out, and quarantines it at the next sign-in', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const damaged = { version: 4, user: 'damaged', tokens: ['?'] };
    await storeSession(browser, damaged);
    const popup = await openForm(world);
    expect((await browser.badge()).text).toBe('');
    expect(await storedSession(browser)).toEqual(damaged);

    await submitForm(popup, ada(tenant));
    await popup.waitForState('signed-in');
    expect(await stored(browser, QUARANTINED_SESSION_KEY)).toEqual(damaged);
    expect(popup.pageErrors).toEqual([]);
  });
});
