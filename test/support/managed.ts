/** What an organisation sets for the extension, in one profile alone: nothing of it concerns another browser of this machine. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';

/** Values by their names in `managed-schema.json`. */
export type ManagedValues = Readonly<Record<string, unknown>>;

/**
 * Sets policies for the extension by Chromium's page for testing them, which works until the browser closes. They take the
 * way of all policies from there: through the schema in the package.
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
 * Puts the values where Firefox looks for them below the home of its user, which is `home` if it is told so.
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
