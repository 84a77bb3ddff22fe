import browser from 'webextension-polyfill';
import type { MessageName } from '../../locales/catalogue.ts';
import { translate } from '../../locales/translate.ts';
import type { SessionStatus } from '../../session/status.ts';
import { type MenuEntry, menuEntries } from './entries.ts';

/** The prefix keeps the entries apart from those of other code in the same extension. */
const PREFIX = 'latchkey.';

const TITLES = { 'sign-in': 'logIn', 'sign-out': 'logOut', options: 'options' } as const satisfies Record<
  MenuEntry,
  MessageName
>;

const ENTRIES = Object.keys(TITLES).filter(isEntry);

/**
 * Puts what a status offers into the menu of the toolbar button, and leaves the entries of other code alone. Firefox for Android
 * has no such menu. Run one at a time: two would both find it empty.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/menus
 */
export async function showMenu(status: SessionStatus): Promise<void> {
  const menus = browser.contextMenus;
  if (menus === undefined) return;
  // Chromium has the options in this menu already.
  const wanted = menuEntries(status, { hasOptions: location.protocol !== 'moz-extension:' });
  // Rejects for an entry that is not there.
  await Promise.allSettled(ENTRIES.map((entry) => menus.remove(PREFIX + entry)));
  for (const entry of wanted) {
    menus.create({ id: PREFIX + entry, title: translate(TITLES[entry]), contexts: ['action'] });
  }
}

/** Runs the action of the entry that the user chooses. Must be called synchronously at startup. */
export function onMenuClick(actions: Readonly<Record<MenuEntry, () => void>>): void {
  browser.contextMenus?.onClicked.addListener(({ menuItemId }) => {
    const entry = ENTRIES.find((known) => PREFIX + known === menuItemId);
    if (entry !== undefined) actions[entry]();
  });
}

function isEntry(id: string): id is MenuEntry {
  return Object.hasOwn(TITLES, id);
}
