/**
 * `npm run screenshots`: drives the real popup in Chromium, against a tenant of its own on this computer, and composes
 * the pictures that the stores ask for in `dist/screenshots/`. docs/publishing.md says which store takes which.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { ada, createWorld, fillForm, type World } from '../e2e/world.ts';
import type { ColorScheme, Popup } from '../support/browser.ts';
import {
  iconPage,
  LOGO,
  type Photograph,
  type PopupView,
  picturePage,
  SCREENSHOTS,
  TILE,
  TILE_GROUND,
} from './store-pictures.ts';

const OUT_DIR = path.join(ROOT, 'dist/screenshots');

/**
 * How much larger than usual the popup is drawn: it is a small thing on a large picture. From a width of 480 pixels on,
 * Lock takes another form.
 */
const ZOOM = 1.4;

type Photographs = ReadonlyMap<string, Photograph>;

const keyOf = (view: PopupView, scheme: ColorScheme) => `${view} ${scheme}`;

async function main(): Promise<void> {
  const world = await createWorld('chromium', { changesBrowser: true });
  try {
    const photographs = await photographAll(world);
    await rm(OUT_DIR, { recursive: true, force: true });
    await mkdir(OUT_DIR, { recursive: true });
    const canvas = await world.browser.openPage('about:blank');
    for (const picture of SCREENSHOTS) {
      const needed = picture.popups.flatMap(({ view, scheme }) => photographs.get(keyOf(view, scheme)) ?? []);
      await draw(canvas, picture, picturePage(picture, needed));
    }
    const svg = await readFile(path.join(ROOT, 'src/extension/icons/signed-in.svg'), 'utf8');
    await draw(canvas, TILE, iconPage(svg, { size: 150, ground: TILE_GROUND }));
    await draw(canvas, LOGO, iconPage(svg, { size: LOGO.width, ground: 'transparent' }));
  } finally {
    await world.end();
  }
}

/** The popup with the form filled in, and signed in, in both schemes. */
async function photographAll({ browser, tenant }: World): Promise<Photographs> {
  const photographs = new Map<string, Photograph>();
  const popup = await browser.openPopup();
  const inBothSchemes = async (view: PopupView) => {
    for (const scheme of ['light', 'dark'] as const) {
      await popup.setColorScheme(scheme);
      photographs.set(keyOf(view, scheme), await photograph(popup));
    }
  };
  await popup.waitForState('signed-out');
  await fillForm(popup, ada(tenant));
  await inBothSchemes('form');
  await popup.click('#lock button[type=submit]');
  await popup.waitForState('signed-in');
  await popup.page.waitForSelector('#user-picture:not([hidden])');
  await inBothSchemes('account');
  await popup.close();
  return photographs;
}

async function photograph(popup: Popup): Promise<Photograph> {
  await popup.page.evaluate((zoom) => document.documentElement.style.setProperty('zoom', String(zoom)), ZOOM);
  // The browser follows with the popup's size.
  await popup.page.waitForFunction(
    () => {
      const { scrollHeight, scrollWidth } = document.documentElement;
      return Math.abs(scrollHeight - innerHeight) <= 1 && Math.abs(scrollWidth - innerWidth) <= 1;
    },
    { polling: 50 },
  );
  const file = path.join(tmpdir(), `latchkey-popup-${process.pid}.png`);
  try {
    await popup.screenshot(file);
    return await readFile(file, 'base64');
  } finally {
    await rm(file, { force: true });
  }
}

/** Draws a page as a picture of exactly its size. */
async function draw(
  canvas: Page,
  { name, width, height }: { name: string; width: number; height: number },
  html: string,
): Promise<void> {
  await canvas.setViewport({ width, height, deviceScaleFactor: 1 });
  await canvas.setContent(html, { waitUntil: 'load' });
  const file = path.join(OUT_DIR, `${name}.png`);
  await writeFile(file, await canvas.screenshot({ type: 'png', omitBackground: true }));
  console.log(`${path.relative(ROOT, file)}  ${width}x${height}`);
}

await main();
