/** The background script of an extension with its own messages, alarms, menu, badge, rules and storage. */
import browser from 'webextension-polyfill';
import { config } from '../../../src/extension/config.ts';
import { startBackground } from '../../../src/sdk/background.ts';

const typeOf = (message: unknown) => Object(message).type;

/** Accepts a listener that replies by a callback to some messages only, which the library's types don't allow. */
const onMessage: {
  addListener(listen: (message: unknown, sender: unknown, reply: (text: string) => void) => unknown): void;
} = browser.runtime.onMessage as never;

onMessage.addListener((message, _sender, reply) => {
  if (typeOf(message) !== 'host.callback') return undefined;
  setTimeout(() => reply('by callback'), 0);
  return true;
});
browser.runtime.onMessage.addListener((message: unknown) =>
  typeOf(message) === 'sign-out' ? Promise.resolve('by promise') : undefined,
);

const client = startBackground(config, { badge: false });

/** Everything of the host that the SDK could change. */
const readState = async () => ({
  badge: await browser.action.getBadgeText({}),
  title: await browser.action.getTitle({}),
  alarm: (await browser.alarms.get('session'))?.name,
  // Rejects if there is no such entry.
  menu: await browser.contextMenus.update('options', {}).then(() => 'options'),
  rules: (await browser.declarativeNetRequest.getSessionRules()).map(({ id }) => id).includes(1),
  storage: await browser.storage.local.get('session'),
  user: (await client.getUser())?.email ?? null,
});
browser.runtime.onMessage.addListener((message: unknown) =>
  typeOf(message) === 'host.state' ? readState() : undefined,
);

browser.runtime.onInstalled.addListener(async () => {
  const rule = { id: 1, condition: { urlFilter: '||blocked.example/' }, action: { type: 'block' as const } };
  await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [1], addRules: [rule] });
  browser.contextMenus.create({ id: 'options', title: 'Host', contexts: ['action'] });
  await browser.storage.local.set({ session: 'host' });
  await browser.action.setTitle({ title: 'Host' });
  browser.alarms.create('session', { delayInMinutes: 60 });
  // Last: the test waits for it.
  await browser.action.setBadgeText({ text: '7' });
});
