/** Drives the real popup in Chromium, against a local tenant, for the pictures of stores and README. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { ada, createWorld, fillForm, type World } from '../e2e/world.ts';
import type { ColorScheme, Popup } from '../support/browser.ts';

/** The popup in both schemes, each as a PNG in Base64. */
export type Photographs = Readonly<Record<ColorScheme, string>>;

/** Badge and title of the toolbar button. */
export interface Badge {
  readonly text: string;
  readonly title: string;
}

/** The popup and the badge before and after a sign-in, and the badge after the sign-out. */
export interface Walk {
  readonly form: Photographs;
  readonly filledForm: Photographs;
  readonly account: Photographs;
  readonly badges: { readonly signedOut: Badge; readonly signedIn: Badge; readonly after: Badge };
}

/** Signs in and out with a popup that is enlarged by `zoom`, and calls `draw` with its photographs and an empty page. */
export async function drawPictures(
  zoom: number,
  draw: (walk: Walk, canvas: Page) => Promise<void>,
): Promise<void> {
  const world = await createWorld('chromium', { changesBrowser: true });
  try {
    await draw(await walk(world, zoom), await world.browser.openPage('about:blank'));
  } finally {
    await world.end();
  }
}

async function walk({ browser, tenant }: World, zoom: number): Promise<Walk> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await popup.page.waitForSelector('#lock input[name=password]', { visible: true });
  const signedOut = await browser.badge();
  const form = await photograph(popup, zoom);
  await fillForm(popup, ada(tenant));
  const filledForm = await photograph(popup, zoom);
  await popup.click('#lock button[type=submit]');
  await popup.waitForState('signed-in');
  await popup.page.waitForSelector('#user-picture:not([hidden])');
  const signedIn = await browser.waitForBadge('✓');
  const account = await photograph(popup, zoom);
  await popup.click('#btn-logout');
  await popup.waitForState('signed-out');
  const after = await browser.waitForBadge('');
  await popup.close();
  return { form, filledForm, account, badges: { signedOut, signedIn, after } };
}

async function photograph(popup: Popup, zoom: number): Promise<Photographs> {
  await popup.page.evaluate((value) => document.documentElement.style.setProperty('zoom', `${value}`), zoom);
  // The browser adapts the popup's size.
  await popup.page.waitForFunction(
    () => {
      const { scrollHeight, scrollWidth } = document.documentElement;
      return Math.abs(scrollHeight - innerHeight) <= 1 && Math.abs(scrollWidth - innerWidth) <= 1;
    },
    { polling: 50 },
  );
  const file = path.join(tmpdir(), `latchkey-popup-${process.pid}.png`);
  const inScheme = async (scheme: ColorScheme) => {
    await popup.setColorScheme(scheme);
    await popup.screenshot(file);
    return readFile(file, 'base64');
  };
  try {
    return { dark: await inScheme('dark'), light: await inScheme('light') };
  } finally {
    await rm(file, { force: true });
  }
}

/** Draws a page into a file, at least as large as `size`. */
export async function drawPage(
  canvas: Page,
  file: string,
  html: string,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await canvas.setViewport(size);
  await canvas.setContent(html, { waitUntil: 'load' });
  await writeFile(file, await canvas.screenshot({ type: 'png', fullPage: true, omitBackground: true }));
  console.log(path.relative(ROOT, file));
}
