/**
 * `npm run gallery`: pictures of every state in both schemes and both browsers, and of some with other screens and settings, in
 * `dist/gallery/` with a page that shows them next to each other. Fails if axe-core reports a violation. Names of browsers or
 * states after `--` select some: `npm run gallery -- firefox signed-in`. `npm run gallery -- messages` takes pictures of every
 * message and every state in Chromium instead, in the languages that follow or in English, German and Arabic.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { BROWSERS, type World } from '../e2e/world.ts';
import type { BrowserKind, ColorScheme } from '../support/browser.ts';
import { waitForAnimations } from '../support/popup.ts';
import { TEXTS } from '../support/texts.ts';
import { violationsIn } from './axe.ts';
import { type Column, galleryPage, messagesPage } from './gallery-page.ts';
import { createMessageWorld, type Language, visitMessages } from './messages.ts';
import { reachState, visitStates } from './stage.ts';
import type { State } from './state.ts';
import { SAMPLE, STATES } from './states.ts';

const OUT_DIR = path.join(ROOT, 'dist/gallery');

const SCHEMES: readonly ColorScheme[] = ['light', 'dark'];

/** The violations that axe-core has reported. */
const violations: string[] = [];

async function main(chosen: readonly string[]): Promise<void> {
  if (chosen[0] === 'messages')
    await takeMessages(chosen.length > 1 ? chosen.slice(1).filter(isLanguage) : ['en', 'de', 'ar']);
  else await takeStates(chosen);
  for (const line of violations) console.error(line);
  if (violations.length > 0) process.exitCode = 1;
}

async function takeStates(chosen: readonly string[]): Promise<void> {
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
}

/** Takes pictures of every message and every state in these languages. Each scheme has a page of its own. */
async function takeMessages(languages: readonly Language[]): Promise<void> {
  for (const language of languages) {
    const places = new Set<string>();
    const takeIn = async (scheme: ColorScheme, place: string, page: Page) => {
      places.add(place);
      const folder = path.join(OUT_DIR, 'messages', `${language}-${scheme}`);
      await mkdir(folder, { recursive: true });
      // Chromium would take a picture of a right-to-left page beyond its viewport from the wrong position.
      const picture = await page.screenshot({ fullPage: true, captureBeyondViewport: false });
      await writeFile(path.join(folder, `${place}.png`), picture);
    };
    const world = await createMessageWorld();
    for (const scheme of SCHEMES)
      await visitMessages(world, { language, scheme, width: 340 }, (place, page) =>
        takeIn(scheme, place, page),
      );
    await world.end();
    const takeState = async ({ name }: State, page: Page, { browser }: World) => {
      for (const scheme of SCHEMES) {
        await browser.setMedia(page, { scheme });
        await waitForAnimations(page);
        await takeIn(scheme, `state-${name}`, page);
      }
    };
    await visitStates('chromium', STATES, takeState, { language });
    for (const scheme of SCHEMES) {
      const folder = `${language}-${scheme}`;
      await writeFile(path.join(OUT_DIR, 'messages', `${folder}.html`), messagesPage(folder, [...places]));
      console.log(`dist/gallery/messages/${folder}.html`);
    }
  }
}

async function inBothSchemes(state: State, page: Page, { browser }: World): Promise<void> {
  for (const scheme of SCHEMES) {
    await browser.setMedia(page, { scheme });
    await take(browser.kind, state, scheme, page);
    const found = await violationsIn(page);
    violations.push(...found.map((line) => `${state.name}, ${browser.kind}, ${scheme}: ${line}`));
  }
}

/** Takes a state with forced colors, then in a tab: 320 pixels wide, at double size, and in a usual window. */
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

/** Returns the browser, except that `openPopup` opens a tab. */
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
  await mkdir(OUT_DIR, { recursive: true });
  await waitForAnimations(page);
  await writeFile(path.join(OUT_DIR, file), await page.screenshot({ fullPage: true }));
  console.log(file);
}

function isBrowser(word: string): word is BrowserKind {
  return word === 'chromium' || word === 'firefox';
}

function isLanguage(word: string): word is Language {
  return word in TEXTS;
}

await main(process.argv.slice(2));
