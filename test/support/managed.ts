/** Enterprise policies for the extension, in one profile alone. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';

/** Values by their names in `managed-schema.json`. */
export type ManagedValues = Readonly<Record<string, unknown>>;

/**
 * Sets policies for the extension until the browser closes, by Chromium's page for testing policies. They are checked
 * against the schema in the package, as all policies are.
 */
export async function setChromiumPolicies(
  browser: Browser,
  extensionId: string,
  values: ManagedValues,
): Promise<void> {
  const page = await browser.newPage();
  await page.goto('chrome://policy/test');
  const policies = Object.entries(values).map(([name, value]) => ({
    ...{ level: 1, scope: 0, source: 2, namespace: extensionId },
    ...{ name, value },
  }));
  const text = JSON.stringify(JSON.stringify(policies));
  await page.evaluate(
    `import('chrome://resources/js/cr.js').then((cr) => cr.sendWithPromise('setLocalTestPolicies', ${text}, ''))`,
  );
  await page.close();
}

/**
 * Writes the values below `home`, which is Firefox's home folder if its environment says so.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests#managed_storage_manifests
 */
export async function writeFirefoxManifest(
  home: string,
  extensionId: string,
  values: ManagedValues,
): Promise<void> {
  const folder = join(home, '.mozilla', 'managed-storage');
  await mkdir(folder, { recursive: true });
  const manifest = { name: extensionId, description: 'For a test', type: 'storage', data: values };
  await writeFile(join(folder, `${extensionId}.json`), JSON.stringify(manifest));
}
