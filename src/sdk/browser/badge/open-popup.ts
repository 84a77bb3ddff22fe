import browser from 'webextension-polyfill';

/**
 * Opens the popup as a click on the toolbar button does. Rejects where the browser cannot: Chromium before 127, or
 * without a window; Firefox where nobody has just clicked.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/action/openPopup
 */
export async function openPopup(): Promise<void> {
  await browser.action.openPopup();
}
