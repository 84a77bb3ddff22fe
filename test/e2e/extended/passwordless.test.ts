import { describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { itOnce } from '../one-browser.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, openForm, type World } from '../world.ts';

const SUBMIT = '#lock button[type=submit]';
const CODE = '#lock input[name=vcode]';

describe.each(BROWSERS)('a code instead of a password, in %s', (kind) => {
  const open = async (strategy: 'email' | 'sms') => {
    const world = await startWorld(kind, {
      environment: { AUTH0_LOGIN: 'passwordless' },
      tenant: { connections: [{ strategy }] },
    });
    return { world, form: await openForm(world) };
  };

  it('by email is accepted in the next popup, also after a wrong one', async () => {
    const { world, form } = await open('email');
    const popup = await requestCode(world, { form, field: 'email', value: 'ada@example.com' });
    expect(await popup.text('#lock')).toContain('ada@example.com');
    await submitCode(popup, lastCode(world) === '000000' ? '111111' : '000000');
    expect(await popup.text('#lock .auth0-global-message-error')).toBe('Wrong code.');
    await submitCode(popup, lastCode(world));
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    await world.browser.waitForBadge('✓');
  });

  itOnce(kind)('by SMS is sent to a number of the chosen country', async () => {
    const { world, form } = await open('sms');
    await form.click('#lock input[name=location]');
    await form.fill('#lock input[name=search]', 'Germany');
    await form.page.keyboard.press('Enter');
    const popup = await requestCode(world, { form, field: 'phoneNumber', value: '15112345678' });
    expect(await popup.text('#lock')).toContain('+49 15112345678');
    await submitCode(popup, lastCode(world));
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
  });
});

/** Requests a code, closes the popup, and returns the next one. */
async function requestCode(
  { browser }: World,
  { form, field, value }: { form: Popup; field: string; value: string },
): Promise<Popup> {
  await form.fill(`#lock input[name=${field}]`, value);
  await form.click(SUBMIT);
  await form.page.waitForSelector(CODE);
  await form.close();
  const popup = await browser.openPopup();
  await popup.page.waitForSelector(CODE);
  return popup;
}

async function submitCode(popup: Popup, code: string): Promise<void> {
  await popup.fill(CODE, code);
  await popup.click(SUBMIT);
}

function lastCode({ tenant }: World): string {
  return tenant.messages.at(-1)?.code ?? '';
}
