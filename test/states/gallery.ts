/**
 * `npm run gallery`: pictures of every state in both schemes and both browsers, and of some as people with other screens
 * and settings have them, in `dist/gallery/` with a page that shows them beside each other. Fails where axe-core finds
 * something in any of them. Names of browsers or states
 * after `--` choose among them: `npm run gallery -- firefox signed-in`.
 */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { BROWSERS, type World } from '../e2e/world.ts';
import type { BrowserKind, ColorScheme } from '../support/browser.ts';
import { violationsIn } from './axe.ts';
import { type Column, galleryPage } from './gallery-page.ts';
import { photograph } from './photograph.ts';
import { reachState, visitStates } from './stage.ts';
import type { State } from './state.ts';
import { SAMPLE, STATES } from './states.ts';

const OUT_DIR = path.join(ROOT, 'dist/gallery');

const SCHEMES: readonly ColorScheme[] = ['light', 'dark'];

/** What axe-core found on the way. */
const violations: string[] = [];

async function main(chosen: readonly string[]): Promise<void> {
  const browsers = BROWSERS.filter((kind) => !chosen.some(isBrowser) || chosen.includes(kind));
  const names = chosen.filter((word) => !isBrowser(word));
  const states = STATES.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length === 0) await rm(OUT_DIR, { recursive: true, force: true });
  for (const kind of browsers) {
    await visitStates(kind, states, async (state, page, world) => {
      await inBothSchemes(state, page, world);
      if (SAMPLE.includes(state)) await inOtherSettings(state, page, world);
    });
    const sample = states.filter((state) => SAMPLE.includes(state));
    await visitStates(kind, sample, (state, page) => take(kind, state, 'arabic', page), { language: 'ar' });
  }
  await writeFile(path.join(OUT_DIR, 'index.html'), galleryPage(STATES, BROWSERS));
  console.log(path.join(path.relative(ROOT, OUT_DIR), 'index.html'));
  for (const line of violations) console.error(line);
  if (violations.length > 0) process.exitCode = 1;
}

async function inBothSchemes(state: State, page: Page, { browser }: World): Promise<void> {
  for (const scheme of SCHEMES) {
    await browser.setMedia(page, { scheme });
    await take(browser.kind, state, scheme, page);
    const found = await violationsIn(page);
    violations.push(...found.map((line) => `${state.name}, ${browser.kind}, ${scheme}: ${line}`));
  }
}

/** With forced colours; then the same state again in a tab: 320 pixels wide, at twice the size, and on a desk's screen. */
async function inOtherSettings(state: State, page: Page, world: World): Promise<void> {
  const { browser } = world;
  await browser.setMedia(page, { scheme: 'dark', forcedColors: true });
  await take(browser.kind, state, 'forced-colors', page);
  const again = await reachState({ ...world, browser: inTabs(browser) }, state);
  await again.setViewport({ width: 320, height: 480 });
  await take(browser.kind, state, 'narrow', again);
  await again.setViewport({ width: 400, height: 300, deviceScaleFactor: 2 });
  await take(browser.kind, state, 'zoomed', again);
  await again.setViewport({ width: 1000, height: 700 });
  await take(browser.kind, state, 'tab', again);
}

/** The same browser, where the popup is a tab. */
function inTabs(browser: World['browser']): World['browser'] {
  return new Proxy(browser, {
    get(target, name) {
      const value = Reflect.get(target, name === 'openPopup' ? 'openPopupInTab' : name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function take(kind: BrowserKind, state: State, column: Column, page: Page): Promise<void> {
  const file = `${state.name}-${kind}-${column}.png`;
  await photograph(page, path.join(OUT_DIR, file));
  console.log(file);
}

function isBrowser(word: string): word is BrowserKind {
  return word === 'chromium' || word === 'firefox';
}

await main(process.argv.slice(2));
