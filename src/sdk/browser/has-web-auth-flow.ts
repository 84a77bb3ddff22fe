import browser from 'webextension-polyfill';

/** Whether the browser can run a flow by itself. Safari and Firefox for Android cannot. */
export function hasWebAuthFlow(): boolean {
  return typeof browser.identity?.launchWebAuthFlow === 'function';
}
