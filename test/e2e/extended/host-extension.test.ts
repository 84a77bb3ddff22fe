import { afterEach, describe, expect, it } from 'vitest';
import { replaceBackground } from '../own/pages.ts';
import { BROWSERS, createWorld, signIn, type World } from '../world.ts';

/** The result of `host.state` of `own/host-background.ts`. */
const HOST = {
  badge: '7',
  title: 'Host',
  alarm: 'session',
  menu: 'options',
  rules: true,
  storage: { session: 'host' },
};

describe.each(BROWSERS)(
  'an extension with its own messages, alarms, menu, badge and rules, in %s',
  (kind) => {
    let world: World;
    afterEach(() => world.end());

    it('keeps them when a user signs in and out', async () => {
      world = await createWorld(kind, { prepare: replaceBackground, changesBrowser: true });
      await world.browser.waitForBadge('7');
      const popup = await signIn(world);
      const send = (type: string) =>
        popup.page.evaluate((name) => chrome.runtime.sendMessage({ type: name }), type);
      expect(await send('host.state')).toEqual({ ...HOST, user: 'ada@example.com' });
      expect(await send('host.callback')).toBe('by callback');
      expect(await send('sign-out')).toBe('by promise');
      await popup.click('#btn-logout');
      await popup.waitForState('signed-out');
      expect(await send('host.state')).toEqual({ ...HOST, user: null });
    });
  },
);
