import { afterEach, describe, expect, it } from 'vitest';
import type { Popup } from '../../support/browser.ts';
import { itOnce } from '../one-browser.ts';
import { BROWSERS, createWorld, openForm, type World } from '../world.ts';

const METHODS = [
  { strategy: 'email', field: 'email', typed: 'ada@example.com', shown: 'ada@example.com' },
  { strategy: 'sms', field: 'phoneNumber', typed: '15112345678', shown: '+49 15112345678' },
] as const;

describe.each(BROWSERS)('a code instead of a password, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  afterEach(() => world.end());

  const start = async (strategy: 'email' | 'sms') => {
    world = await createWorld(kind, {
      environment: { AUTH0_LOGIN: 'passwordless' },
      tenant: {
        connections: [{ strategy }],
      },
    });
    const popup = await openForm(world);
    return popup;
  };

  const signInBy = async (way: (typeof METHODS)[number]) => {
    const popup = await start(way.strategy);
    if (way.strategy === 'sms') await chooseCountry(popup, 'Germany');
    await askForCode(popup, way.field, way.typed);
    await popup.close();

    const again = await world.browser.openPopup();
    await again.page.waitForSelector('#lock input[name=vcode]');
    expect(await again.text('#lock')).toContain(way.shown);
    await again.fill('#lock input[name=vcode]', lastCode(world));
    await again.click('#lock button[type=submit]');
    expect(await again.waitForState('signed-in', 'error')).toBe('signed-in');
    await world.browser.waitForBadge('✓');
  };

  it('by email signs in, though the popup was closed to fetch it', () => signInBy(METHODS[0]));
  once('by SMS signs in too', () => signInBy(METHODS[1]));

  once('that is wrong says so, and the right one goes on', async () => {
    const popup = await start('email');
    await askForCode(popup, 'email', 'ada@example.com');
    await popup.fill('#lock input[name=vcode]', wrongCode(world));
    await popup.click('#lock button[type=submit]');
    expect(await popup.text('#lock .auth0-global-message-error')).toBe('Wrong code.');
    await popup.fill('#lock input[name=vcode]', lastCode(world));
    await popup.click('#lock button[type=submit]');
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
  });
});

async function chooseCountry(popup: Popup, name: string): Promise<void> {
  await popup.click('#lock input[name=location]');
  await popup.fill('#lock input[name=search]', name);
  await popup.page.keyboard.press('Enter');
}

async function askForCode(popup: Popup, field: string, typed: string): Promise<void> {
  await popup.fill(`#lock input[name=${field}]`, typed);
  await popup.click('#lock button[type=submit]');
  await popup.page.waitForSelector('#lock input[name=vcode]');
}

function lastCode({ tenant }: World): string {
  const code = tenant.messages.at(-1)?.code;
  if (typeof code !== 'string') throw new Error('No code was sent.');
  return code;
}

function wrongCode(world: World): string {
  return lastCode(world) === '000000' ? '111111' : '000000';
}
