import { describe, expect, it } from 'vitest';
import { replaceBackground } from '../own/pages.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, signIn } from '../world.ts';

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
    it('keeps them when a user signs in and out', async () => {
      const world = await startWorld(kind, { prepare: replaceBackground, changesBrowser: true });
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
