import { describe, expect, it } from 'vitest';
import { itOnce } from '../one-browser.ts';
import { fieldValue, followLink } from '../pages.ts';
import { storedText } from '../secrets.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, fillForm, openForm, requestsTo, submitForm } from '../world.ts';

const EMAIL = '#lock input[name=email]';

describe.each(BROWSERS)('the draft of the form, in %s', (kind) => {
  it('restores the email address as it was typed, and no password, in the next popup', async () => {
    // Chromium would change the domain of a field of the type email, except if the name isn't ASCII either.
    const jose = { email: 'jose@exämple.de', password: 'Quixote-Windmills-1605' };
    const world = await startWorld(kind, { tenant: { users: [jose] } });
    const { browser } = world;
    const popup = await openForm(world);
    await fillForm(popup, jose);
    await popup.close();

    const again = await browser.openPopup();
    expect(await fieldValue(again.page, EMAIL)).toBe(jose.email);
    expect(await fieldValue(again.page, '#lock input[name=password]')).toBe('');
    expect(Object.values(await storedText(browser)).join()).not.toContain(jose.password);
    await submitForm(again, jose);
    expect(await again.waitForState('signed-in', 'error')).toBe('signed-in');
  });

  itOnce(kind)('is not needed in a tab, which stays open without the focus', async () => {
    const world = await startWorld(kind);
    const { browser, tenant } = world;
    const popup = await openForm(world);
    const tab = await followLink(world, popup, { link: '#open-tab', to: 'popup.html' });
    await popup.close();
    await expect.poll(() => requestsTo(tenant, `/client/${tenant.clientId}.js`).length).toBe(2);
    await tab.waitForSelector(EMAIL);
    await tab.type(EMAIL, 'ada@example.com');
    await (await browser.openPage(`${tenant.origin}/mailbox`)).close();
    expect(await fieldValue(tab, EMAIL)).toBe('ada@example.com');
  });
});
