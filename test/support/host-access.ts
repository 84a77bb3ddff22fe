import type { ExtensionBrowser } from './browser.ts';

/** Removes the extension's access to the tenant's host, as the user can in the browser's settings. */
export async function removeHostAccess(browser: ExtensionBrowser): Promise<void> {
  switch (browser.kind) {
    case 'firefox':
      await browser.evaluateInExtension(async () => {
        await chrome.permissions.remove({ origins: ['http://127.0.0.1/*'] });
      });
      return;
    case 'chromium': {
      const settings = await browser.openPage('chrome://extensions');
      const id = new URL(browser.extensionOrigin).host;
      await settings.evaluate(async (extensionId) => {
        const { developerPrivate } = Object(globalThis).chrome;
        await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_CLICK' });
      }, id);
      await settings.close();
    }
  }
}
