import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { itOnce } from '../one-browser.ts';
import { fieldValue } from '../pages.ts';
import {
  ada,
  BROWSERS,
  createWorld,
  fillForm,
  openForm,
  requestsTo,
  signIn,
  submitForm,
  type World,
} from '../world.ts';

const EMAIL = '#lock input[name=email]';

describe.each(BROWSERS)('the form that lost the focus, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  it('has the address again, and never the password', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const popup = await openForm(world);
    await fillForm(popup, ada(tenant));
    await popup.close();

    const again = await browser.openPopup();
    expect(await valueIn(again, 'email')).toBe('ada@example.com');
    expect(await valueIn(again, 'password')).toBe('');
    expect(await storedText(world)).not.toContain(ada(tenant).password);
  });

  it('has an address outside ASCII again as it was typed, and signs in with it', async () => {
    // Chromium leaves an address alone whose part before the @ isn't ASCII either.
    const jose = { email: 'jose@exämple.de', password: 'Quixote-Windmills-1605' };
    world = await createWorld(kind, { tenant: { users: [jose] } });
    const popup = await openForm(world);
    await popup.fill(EMAIL, jose.email);
    await popup.close();

    const again = await world.browser.openPopup();
    expect(await valueIn(again, 'email')).toBe(jose.email);
    await submitForm(again, jose);
    expect(await again.waitForState('signed-in', 'error')).toBe('signed-in');
  });

  once('can be had in a tab of its own, which does not lose it', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    const popup = await openForm(world);
    // The popup closes under the click, as it does for a user.
    await popup.page.evaluate(() => {
      setTimeout(() => document.querySelector<HTMLAnchorElement>('#open-tab')?.click());
    });
    const settings = `/client/${tenant.clientId}.js`;
    await expect.poll(() => requestsTo(tenant, settings).length).toBe(2);
    await popup.close();
    const tab = await browser.waitForWindow(`${browser.extensionOrigin}/popup.html`);
    await tab.waitForSelector(EMAIL);
    await tab.type(EMAIL, 'ada@example.com');
    await (await browser.openPage(`${tenant.origin}/mailbox`)).close();
    expect(await fieldValue(tab, EMAIL)).toBe('ada@example.com');
  });

  once('begins empty for another account', async () => {
    world = await createWorld(kind);
    const popup = await signIn(world);
    await popup.click('#btn-switch');
    expect(await popup.waitForState('signed-out', 'error')).toBe('signed-out');
    expect(await valueIn(popup, 'email')).toBe('');
    await world.browser.waitForBadge('');
  });
});

function valueIn({ page }: Popup, name: string): Promise<string> {
  return fieldValue(page, `#lock input[name=${name}]`);
}

/** All that the extension keeps while the browser runs, as text. */
function storedText({ browser }: World): Promise<string> {
  return browser.evaluateInExtension(async () =>
    JSON.stringify([await chrome.storage.session.get(null), await chrome.storage.local.get(null)]),
  );
}
