/**
 * `npm run readme-pictures`: drives the real popup in Chromium, against a tenant of its own on this computer, and draws the
 * pictures of README: `docs/popup.png` and, step by step, `docs/walkthrough.png`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import { ada, createWorld, fillForm, type World } from '../e2e/world.ts';
import type { ColorScheme, Popup } from '../support/browser.ts';

/** A step of the walkthrough: what the toolbar shows, and the popup if it is open. */
interface Step {
  readonly caption: string;
  readonly icon: 'signed-in' | 'signed-out';
  readonly badge: { readonly text: string; readonly title: string };
  readonly popup: string | null;
}

const GROUND = '#dedbf3';

async function main(): Promise<void> {
  const world = await createWorld('chromium', { changesBrowser: true });
  try {
    const { steps, popups } = await walk(world);
    await draw(world, 'popup', popups.map(imageOf).join(''));
    const icons = await Promise.all(steps.map(({ icon }) => readIcon(icon)));
    await draw(world, 'walkthrough', steps.map((step, index) => panelOf(step, icons[index] ?? '')).join(''));
  } finally {
    await world.end();
  }
}

/** Signs in and out. Returns the steps, and the popup with the form and with the account in light and in dark. */
async function walk({ browser, tenant }: World): Promise<{ steps: Step[]; popups: string[] }> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await popup.page.waitForSelector('#lock input[name=password]', { visible: true });
  const signedOut = await browser.badge();
  const forms = await inBothSchemes(popup);
  await fillForm(popup, ada(tenant));
  const filled = await photograph(popup, 'light');
  await popup.click('#lock button[type=submit]');
  await popup.waitForState('signed-in');
  await popup.page.waitForSelector('#user-picture:not([hidden])');
  const signedIn = await browser.waitForBadge('✓');
  const accounts = await inBothSchemes(popup);
  await popup.click('#btn-logout');
  await popup.waitForState('signed-out');
  const after = await browser.waitForBadge('');
  await popup.close();
  const [light = '', dark = ''] = forms;
  const [account = '', darkAccount = ''] = accounts;
  return {
    popups: [light, account, dark, darkAccount],
    steps: [
      { caption: '1. Click the icon', icon: 'signed-out', badge: signedOut, popup: null },
      { caption: '2. Sign in', icon: 'signed-out', badge: signedOut, popup: filled },
      { caption: '3. The badge shows it', icon: 'signed-in', badge: signedIn, popup: account },
      { caption: '4. Sign out', icon: 'signed-out', badge: after, popup: null },
    ],
  };
}

async function inBothSchemes(popup: Popup): Promise<string[]> {
  const light = await photograph(popup, 'light');
  const dark = await photograph(popup, 'dark');
  await popup.setColorScheme('light');
  return [light, dark];
}

/** Returns the popup as a PNG in base64. */
async function photograph(popup: Popup, scheme: ColorScheme): Promise<string> {
  await popup.setColorScheme(scheme);
  const file = path.join(tmpdir(), `latchkey-readme-${process.pid}.png`);
  await popup.screenshot(file);
  return readFile(file, 'base64');
}

function readIcon(name: Step['icon']): Promise<string> {
  return readFile(path.join(ROOT, `src/extension/icons/${name}-48.png`), 'base64');
}

function imageOf(picture: string): string {
  return `<img class="popup" alt="" src="data:image/png;base64,${picture}">`;
}

function panelOf({ caption, badge, popup }: Step, icon: string): string {
  const mark = badge.text === '' ? '' : `<b>${badge.text}</b>`;
  return `<section><h2>${caption}</h2>
    <p><span><img alt="" src="data:image/png;base64,${icon}">${mark}</span><i>${badge.title}</i></p>
    ${popup === null ? '' : imageOf(popup)}</section>`;
}

/** Draws a picture into `docs/`, as large as its content. */
async function draw({ browser }: World, name: string, body: string): Promise<void> {
  const canvas = await browser.openPage('about:blank');
  await canvas.setViewport({ width: 1480, height: 400, deviceScaleFactor: 1 });
  await canvas.setContent(
    `<!doctype html><title>Picture</title><style>
      body { display: flex; gap: 20px; justify-content: center; margin: 0; padding: 24px 0; background: ${GROUND};
        color: #1d1b29; font: 16px system-ui, sans-serif; }
      .popup { border-radius: 12px; box-shadow: 0 6px 24px rgb(40 30 90 / 20%); }
      section { width: 340px; }
      h2 { margin: 0 0 12px; font-size: 18px; }
      p { display: flex; align-items: center; gap: 12px; margin: 0 0 14px; padding: 8px 12px; border-radius: 10px; background: #fff; }
      span { position: relative; width: 32px; height: 32px; }
      span img { width: 32px; height: 32px; }
      b { position: absolute; right: -6px; bottom: -4px; padding: 0 4px; border-radius: 4px; background: #146c41; color: #fff;
        font-size: 12px; line-height: 16px; }
      i { font-style: normal; font-size: 13px; }
    </style>${body}`,
    { waitUntil: 'load' },
  );
  const file = path.join(ROOT, 'docs', `${name}.png`);
  await writeFile(file, await canvas.screenshot({ type: 'png', fullPage: true }));
  await canvas.close();
  console.log(path.relative(ROOT, file));
}

await main();
