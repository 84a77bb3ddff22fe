import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { itOnce } from '../one-browser.ts';
import { BROWSERS, createWorld, openForm, type World } from '../world.ts';

const SUBMIT = '#lock button[type=submit]';
const CODE = '#lock input[name=vcode]';

describe.each(BROWSERS)('a code instead of a password, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  const open = async (strategy: 'email' | 'sms') => {
    world = await createWorld(kind, {
      environment: { AUTH0_LOGIN: 'passwordless' },
      tenant: { connections: [{ strategy }] },
    });
    return openForm(world);
  };

  /** Requests a code, closes the popup, and returns the next one. */
  const requestCode = async (popup: Popup, field: string, value: string) => {
    await popup.fill(`#lock input[name=${field}]`, value);
    await popup.click(SUBMIT);
    await popup.page.waitForSelector(CODE);
    await popup.close();
    const again = await world.browser.openPopup();
    await again.page.waitForSelector(CODE);
    return again;
  };

  const submitCode = async (popup: Popup, code: string) => {
    await popup.fill(CODE, code);
    await popup.click(SUBMIT);
  };
  const lastCode = () => world.tenant.messages.at(-1)?.code ?? '';

  it('by email is requested again in the next popup after a wrong one', async () => {
    const popup = await requestCode(await open('email'), 'email', 'ada@example.com');
    expect(await popup.text('#lock')).toContain('ada@example.com');
    await submitCode(popup, lastCode() === '000000' ? '111111' : '000000');
    expect(await popup.text('#lock .auth0-global-message-error')).toBe('Wrong code.');
    await submitCode(popup, lastCode());
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
    await world.browser.waitForBadge('✓');
  });

  itOnce(kind)('by SMS is sent to a number of the chosen country', async () => {
    const form = await open('sms');
    await form.click('#lock input[name=location]');
    await form.fill('#lock input[name=search]', 'Germany');
    await form.page.keyboard.press('Enter');
    const popup = await requestCode(form, 'phoneNumber', '15112345678');
    expect(await popup.text('#lock')).toContain('+49 15112345678');
    await submitCode(popup, lastCode());
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
  });
});
