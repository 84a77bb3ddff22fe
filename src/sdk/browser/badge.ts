import browser from 'webextension-polyfill';
import type { BadgeAppearance } from './badge-appearance.ts';
import { attempt } from './optional-api.ts';

/** Shows an appearance on the toolbar button. Logs the parts that the browser doesn't support. Never rejects. */
export async function paintBadge({ text, title, color, icon }: BadgeAppearance): Promise<void> {
  await Promise.all([
    attempt(() => browser.action.setBadgeText({ text })),
    attempt(() => browser.action.setTitle({ title })),
    attempt(() => browser.action.setBadgeBackgroundColor({ color })),
    attempt(() => browser.action.setBadgeTextColor({ color: '#ffffff' })),
    ...(icon === null ? [] : [attempt(() => browser.action.setIcon({ path: icon }))]),
  ]);
}

/**
 * Opens the popup, as a click on the toolbar button does. Rejects in Chromium before version 127 or without a browser window, and
 * in Firefox without a user gesture.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/action/openPopup
 */
export async function openPopup(): Promise<void> {
  await browser.action.openPopup();
}
