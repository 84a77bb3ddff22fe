import browser from 'webextension-polyfill';
import { translate } from '../i18n/translate.ts';
import type { MessageName } from '../locales/catalogue.ts';
import type { SessionStatus } from '../session/status.ts';
import { type MenuEntry, menuEntries } from './entries.ts';

const TITLES = { 'sign-in': 'logIn', 'sign-out': 'logOut', options: 'options' } as const satisfies Record<
  MenuEntry,
  MessageName
>;

/**
 * Puts what a status offers into the menu of the toolbar button. One at a time: two would both find it empty.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/menus
 */
export async function showMenu(status: SessionStatus): Promise<void> {
  // Chromium has the options in this menu already.
  const entries = menuEntries(status, { hasOptions: location.protocol !== 'moz-extension:' });
  await browser.contextMenus.removeAll();
  for (const id of entries) {
    browser.contextMenus.create({ id, title: translate(TITLES[id]), contexts: ['action'] });
  }
}

/** Does what a person chooses in the menu. Call it in the background's first turn. */
export function onMenuClick(actions: Readonly<Record<MenuEntry, () => void>>): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId }) => {
    if (isEntry(menuItemId)) actions[menuItemId]();
  });
}

function isEntry(id: string | number): id is MenuEntry {
  return Object.hasOwn(TITLES, id);
}
