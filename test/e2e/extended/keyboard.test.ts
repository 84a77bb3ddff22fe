import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resetBrowser } from '../browser-pool.ts';
import { message } from '../message.ts';
import { waitForForm } from '../pages.ts';
import { ada, BROWSERS, createWorld, type World } from '../world.ts';

describe.each(BROWSERS)('the keyboard, in %s', (kind) => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind, {
      environment: { AUTH0_SILENT: 'off' },
      tenant: { connections: [{ strategy: 'auth0' }, { strategy: 'google-oauth2' }] },
    });
  });
  beforeEach(() => resetBrowser(world.browser));
  afterAll(() => world.end());

  const openForm = async (): Promise<Page> => {
    const popup = await world.browser.openPopup();
    await waitForForm(popup);
    return popup.page;
  };

  it('signs the user in and out, with announcements for screen readers', async () => {
    const page = await openForm();
    const announced = await recordAnnouncements(page);
    const { email, password } = ada(world.tenant);
    expect(await focused(page)).toBe(message('fieldEmail'));
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('your password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');

    await page.waitForSelector('main[data-state=signed-in]');
    expect(await focused(page)).toBe(message('account'));
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(message('signOut'));
    await page.keyboard.press('Enter');

    await page.waitForSelector('main[data-state=signed-out]:not([data-waiting])');
    expect(await focused(page)).toBe(message('fieldEmail'));
    expect(await announced()).toEqual([
      message('stateSigningIn'),
      message('stateSignedIn'),
      message('stateSigningOut'),
      message('stateSignedOut'),
    ]);
  });

  it('reaches every control of the form in order, each with a name and a visible focus', async () => {
    const page = await openForm();
    await page.evaluate(() => document.querySelector('main')?.focus());
    expect(await walk(page)).toEqual([
      'Sign up',
      'Sign in with Google',
      message('fieldEmail'),
      'your password',
      'Show password',
      "Don't remember your password?",
      'Sign in',
      message('openInTab'),
      message('options'),
    ]);
  });

  it('moves from an announced failure to its buttons', async () => {
    const page = await openForm();
    const announced = await recordAnnouncements(page);
    world.tenant.addFault({ path: '/co/authenticate', kind: 'drop' });
    await page.keyboard.type('ada@example.com');
    await page.keyboard.press('Tab');
    await page.keyboard.type(ada(world.tenant).password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('main[data-state=error]');
    world.tenant.clearFaults();
    const unreachable = message('tenantUnreachable', { domain: world.tenant.domain });
    expect(await announced()).toEqual(expect.arrayContaining([message('stateError'), unreachable]));
    expect(await focused(page)).toBe(unreachable);
    expect(await walk(page)).toEqual([
      message('tryAgain'),
      message('signIn'),
      message('whatWentWrong'),
      message('options'),
    ]);
  });
});

/** Returns the accessible name of the focused element. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label =
      element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
    return (element?.getAttribute('aria-label') ?? label ?? '').trim();
  });
}

/** Presses Tab until the end of the page. Returns the names of the focused elements. Throws if a focus isn't visible. */
async function walk(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const unfocused = await page.evaluate(() => document.activeElement?.tagName ?? '');
    await page.keyboard.press('Tab');
    const name = await focused(page);
    if (unfocused === '' || names.includes(name) || (await hasFocusLeft(page))) return names;
    if (!(await isFocusVisible(page))) throw new Error(`The focus of "${name}" is not visible.`);
    names.push(name);
  }
}

/** Returns whether the focus is in the browser's own controls, or at the start of the page again. */
function hasFocusLeft(page: Page): Promise<boolean> {
  return page.evaluate(() => !document.hasFocus() || document.activeElement === document.body);
}

/** Returns whether the focused element or its field has an outline or a shadow. */
function isFocusVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const around = [element, element?.nextElementSibling, element?.closest('.auth0-lock-input-wrap')];
    return around.some((candidate) => {
      if (!(candidate instanceof Element)) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(candidate);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
  });
}

/** Returns a function that returns the texts that have come into a live region since. */
async function recordAnnouncements(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const announced: string[] = [];
    const previous = new Map<Element, string>();
    const record = () => {
      for (const region of document.querySelectorAll('[role=status], [role=alert]')) {
        const text = region.textContent?.trim() ?? '';
        if (text === previous.get(region)) continue;
        previous.set(region, text);
        if (text !== '' && !region.closest('[aria-busy=true]')) announced.push(text);
      }
    };
    record();
    announced.length = 0;
    Object.assign(globalThis, { announced });
    new MutationObserver(record).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['role'],
    });
  });
  return () => page.evaluate(() => Array.from(Object(globalThis).announced, String));
}
