import browser from 'webextension-polyfill';
import type { StatusTextName, StatusTranslate } from '../locales/catalogue.ts';
import type { SessionStatus } from '../session/status.ts';

/** Distinguishes the entries from those of other code in the same extension. */
const PREFIX = 'latchkey.';

const TITLES = { 'sign-in': 'signIn', 'sign-out': 'signOut', options: 'options' } as const satisfies Readonly<
  Record<string, StatusTextName>
>;

/** An entry of the toolbar button's menu. */
export type MenuEntry = keyof typeof TITLES;

const ENTRIES = Object.keys(TITLES) as readonly MenuEntry[];

const SESSION_ENTRIES: Readonly<Record<SessionStatus['kind'], readonly MenuEntry[]>> = {
  'signed-in': ['sign-out'],
  'signed-out': ['sign-in'],
  expired: ['sign-in'],
  unreadable: [],
};

/**
 * Shows the entries for a status in the menu of the toolbar button. Does not change entries of other code. Does nothing in
 * Firefox for Android, which has no such menu. Calls must not overlap, because both would find the menu empty.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/menus
 */
export async function showMenu({ kind }: SessionStatus, translate: StatusTranslate): Promise<void> {
  const menus = browser.contextMenus;
  if (menus === undefined) return;
  // `remove` rejects if the entry does not exist.
  await Promise.allSettled(ENTRIES.map((entry) => menus.remove(PREFIX + entry)));
  // Chromium's menu already has the options, and the host extension might have no options page.
  const lacksOptions = location.protocol === 'moz-extension:' && browser.runtime.getManifest().options_ui;
  const entries = [...SESSION_ENTRIES[kind], ...(lacksOptions ? (['options'] as const) : [])];
  for (const entry of entries) {
    menus.create({ id: PREFIX + entry, title: translate(TITLES[entry]), contexts: ['action'] });
  }
}

/** Runs the action of the entry that the user clicks. Must be called synchronously at startup. */
export function onMenuClick(actions: Readonly<Record<MenuEntry, () => void>>): void {
  browser.contextMenus?.onClicked.addListener(({ menuItemId }) => {
    const entry = ENTRIES.find((known) => PREFIX + known === menuItemId);
    if (entry !== undefined) actions[entry]();
  });
}
