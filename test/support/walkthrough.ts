/** The main flow by itself: opens the popup, signs in with Lock, reads the badge, signs out. */
import { join } from 'node:path';
import type { ExtensionBrowser, Popup } from './browser.ts';

interface WalkthroughOptions {
  readonly browser: ExtensionBrowser;
  readonly user: { readonly email: string; readonly password: string };
  /** The folder for the pictures: each step in light and in dark. */
  readonly picturesDir: string;
  /** Receives a line for each step and each picture. */
  readonly print: (line: string) => void;
}

/** Rejects at the first step that fails. */
export async function walkThrough({ browser, user, picturesDir, print }: WalkthroughOptions): Promise<void> {
  let steps = 0;
  const step = async (name: string, line: string, popup?: Popup): Promise<void> => {
    steps += 1;
    print(`${steps}. ${line}`);
    if (popup === undefined) return;
    for (const scheme of ['light', 'dark'] as const) {
      const picture = join(picturesDir, `${browser.kind}-${steps}-${name}-${scheme}.png`);
      await popup.setColorScheme(scheme);
      await popup.screenshot(picture);
      print(`   ${picture}`);
    }
    await popup.setColorScheme('light');
  };

  let popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await popup.page.waitForSelector('#lock input[name=password]', { visible: true });
  await step('signed-out', 'Opened the popup by its toolbar icon: it shows the sign-in form.', popup);

  await popup.type('#lock input[name=email]', user.email);
  await popup.type('#lock input[name=password]', user.password);
  await step('filled-in', `Entered ${user.email} and the password.`, popup);

  await popup.click('#lock button[type=submit]');
  await popup.waitForState('signed-in');
  const name = await popup.text('#user-name');
  const email = await popup.text('#user-email');
  await step('signed-in', `Signed in: the popup shows ${name} <${email}>.`, popup);

  const { text, title } = await browser.waitForBadge('✓');
  await step('badge', `The badge is "${text}", its title "${title}".`);

  await popup.close();
  popup = await browser.openPopup();
  await popup.waitForState('signed-in');
  await step('reopened', 'Closed the popup and opened it again: still signed in.', popup);

  await popup.click('#btn-logout');
  await popup.waitForState('signed-out');
  const cleared = await browser.waitForBadge('');
  await popup.page.waitForSelector('#lock input[name=password]', { visible: true });
  await step('signed-out-again', `Signed out: the badge is empty, its title "${cleared.title}".`, popup);
  await popup.close();
}
