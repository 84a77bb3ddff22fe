import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ALLOWLIST } from '../../../src/tooling/package/check/allowlist.ts';
import { runLint } from '../../../src/tooling/package/check/lint.ts';
import { patternViolations } from '../../../src/tooling/package/check/patterns.ts';
import { formatViolation } from '../../../src/tooling/package/check/violation.ts';
import type { BrowserKind, ExtensionBrowser } from '../../support/browser.ts';
import { ada } from '../world.ts';
import { buildConsumer, type Consumer, closeBrowser, type Tool } from './consumer.ts';

/** Tests an extension with the SDK, and its package. */
export function describeConsumer(tool: Tool, kinds: readonly BrowserKind[]): void {
  let consumer: Consumer;
  beforeAll(async () => {
    consumer = await buildConsumer(tool);
  });
  afterAll(() => consumer.end());

  describe.each(kinds)(`${tool.folder} in %s`, (kind) => {
    let browser: ExtensionBrowser;
    afterEach(async () => {
      if (browser !== undefined) await closeBrowser(consumer, browser);
    });

    it('signs in, calls the API from the popup and for a content script, and signs out', async () => {
      browser = await consumer.open(kind);
      const popup = await browser.openPopup();
      await popup.waitForState('signed-out');
      const { email, password } = ada(consumer.tenant);
      await popup.fill('input[name=email]', email);
      await popup.fill('input[name=password]', password);
      expect(await popup.page.$$('input[name=password]')).toHaveLength(1);
      await popup.click('.auth0-lock-submit');
      expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
      expect(await popup.text('#user-name')).toBe('Ada Lovelace');
      await browser.waitForBadge('✓');

      await popup.click('#btn-notes');
      expect(await popup.text('#notes:not(:empty)')).toBe('200 {"notes":[]}');
      expect(consumer.api.requests.at(-1)).toMatchObject({ path: '/notes', tokenAccepted: true });
      const page = await browser.openPage(`${consumer.tenant.origin}/.well-known/openid-configuration`);
      expect(await notesIn(page)).toBe('200 {"notes":[]}');
      await page.close();

      const again = popup.closed ? await browser.openPopup() : popup;
      await again.click('#btn-logout');
      await again.waitForState('signed-out');
      await browser.waitForBadge('');
      expect([...popup.consoleMessages, ...again.pageErrors]).toEqual([]);
    });
  });

  describe.each(kinds)(`the package of ${tool.folder} for %s`, (kind) => {
    it('passes web-ext lint without errors', async () => {
      expect(await lintErrors(consumer.outDir(kind))).toEqual(FIREFOX_REQUIRES[kind]);
    });

    it('loads no remote code and makes none from text', async () => {
      expect(await remoteCode(consumer.outDir(kind))).toEqual([]);
    });
  });
}

/** Errors of the linter, which is for Firefox, in a package for Chromium. */
const FIREFOX_REQUIRES: Readonly<Record<BrowserKind, readonly string[]>> = {
  chromium: ['BACKGROUND_SERVICE_WORKER_NOFALLBACK', 'ADDON_ID_REQUIRED'],
  firefox: [],
};

/** Returns the codes of the errors that `web-ext lint` finds. */
async function lintErrors(folder: string): Promise<string[]> {
  const { errors } = await runLint(folder);
  return errors.map(({ code }) => code);
}

/** Returns what the content script has written into a page. */
async function notesIn(page: Page): Promise<string> {
  const found = await page.waitForFunction(() => document.documentElement.dataset.notes);
  return String(await found.jsonValue());
}

/** The names of Lock's modules in the bundle of the SDK. */
const MODULE_NAME = /^(?:node_modules\/|lock-helpers:)/;

/** Returns remote scripts and code from text in a package. */
async function remoteCode(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const scripts = names.filter((name) => name.endsWith('.js'));
  const found = await Promise.all(
    scripts.map(async (name) =>
      patternViolations(name, await readFile(path.join(folder, name), 'utf8'), (file) =>
        names.includes(file),
      ),
    ),
  );
  const allowed = ALLOWLIST.flatMap((allowance) => allowance.found);
  return found
    .flat()
    .filter(({ rule }) => rule === 'remote-script' || rule === 'code-from-text')
    .filter(({ found: text }) => !MODULE_NAME.test(text) && !allowed.includes(text))
    .map(formatViolation);
}
