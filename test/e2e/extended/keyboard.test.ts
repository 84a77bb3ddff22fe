import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resetBrowser } from '../browser-pool.ts';
import { message } from '../message.ts';
import { itOnce } from '../one-browser.ts';
import { ada, BROWSERS, createWorld, type World } from '../world.ts';

describe.each(BROWSERS)('with the keyboard alone, in %s', (kind) => {
  const once = itOnce(kind);
  let world: World;
  beforeAll(async () => {
    world = await createWorld(kind, {
      environment: { AUTH0_SILENT: 'off' },
      tenant: { connections: [{ strategy: 'auth0' }, { strategy: 'google-oauth2' }] },
    });
  });
  beforeEach(() => resetBrowser(world.browser));
  afterAll(() => world.end());

  /** The popup, with the form in it. */
  const open = async (): Promise<Page> => {
    const popup = await world.browser.openPopup();
    await popup.page.waitForSelector('main[data-state=signed-out]:not([data-waiting])');
    return popup.page;
  };

  it('a user signs in and out from the open popup', async () => {
    const page = await open();
    const said = await listen(page);
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
    expect(await said()).toEqual([
      message('stateSigningIn'),
      message('stateSignedIn'),
      message('stateSigningOut'),
      message('stateSignedOut'),
    ]);
  });

  it('every control of the form is reached in its order, has a name, and can be seen to have the focus', async () => {
    const page = await open();
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

  it('a failure is said, and the next Tab leads to what can be done', async () => {
    const page = await open();
    const said = await listen(page);
    world.tenant.addFault({ path: '/co/authenticate', kind: 'drop' });
    await page.keyboard.type('ada@example.com');
    await page.keyboard.press('Tab');
    await page.keyboard.type(ada(world.tenant).password);
    await page.keyboard.press('Enter');
    await page.waitForSelector('main[data-state=error]');
    world.tenant.clearFaults();
    const unreachable = message('tenantUnreachable', { domain: world.tenant.domain });
    expect(await said()).toEqual(expect.arrayContaining([message('stateError'), unreachable]));
    expect(await focused(page)).toBe(unreachable);
    expect(await walk(page)).toEqual([
      message('tryAgain'),
      message('signIn'),
      message('whatWentWrong'),
      message('options'),
    ]);
  });

  once('other screens of the form have the focus in their first field, and lead back', async () => {
    const page = await open();
    await tabTo(page, "Don't remember your password?");
    await page.keyboard.press('Enter');
    await page.waitForSelector('#lock .auth0-lock-quiet .auth0-lock-back-button');
    await expect.poll(() => focused(page)).toBe(message('fieldEmail'));
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    expect(await focused(page)).toBe(message('formBack'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('#lock .auth0-lock-quiet input[name=password]');
    await expect.poll(() => focused(page)).toBe(message('fieldEmail'));
  });
});

/** The name of what has the focus, as a screen reader says it. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label =
      element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
    return (element?.getAttribute('aria-label') ?? label ?? '').trim();
  });
}

/** Goes through the page by Tab, to its end: the names of what has the focus. Throws where that cannot be seen. */
async function walk(page: Page): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const unfocused = await page.evaluate(() => document.activeElement?.tagName ?? '');
    await page.keyboard.press('Tab');
    const name = await focused(page);
    if (unfocused === '' || names.includes(name) || (await hasLeft(page))) return names;
    if (!(await isMarked(page))) throw new Error(`The focus of "${name}" is not visible.`);
    names.push(name);
  }
}

/** Whether the focus is in the browser's own controls, or at the page's beginning again. */
function hasLeft(page: Page): Promise<boolean> {
  return page.evaluate(() => !document.hasFocus() || document.activeElement === document.body);
}

/** Whether what has the focus has an outline or a shadow around it, or its field has. */
function isMarked(page: Page): Promise<boolean> {
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

async function tabTo(page: Page, name: string): Promise<void> {
  for (let pressed = 0; (await focused(page)) !== name; pressed += 1) {
    if (pressed > 20) throw new Error(`Tab does not lead to "${name}".`);
    await page.keyboard.press('Tab');
  }
}

/** What a screen reader says from now on: each text that comes into a live region. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const hear = () => {
      for (const region of document.querySelectorAll('[role=status], [role=alert]')) {
        const text = region.textContent?.trim() ?? '';
        const former = region.getAttribute('data-said');
        if (text === former) continue;
        region.setAttribute('data-said', text);
        if (text !== '' && !region.closest('[aria-busy=true]')) said.push(text);
      }
    };
    for (const region of document.querySelectorAll('[role=status], [role=alert]')) {
      region.setAttribute('data-said', region.textContent?.trim() ?? '');
    }
    new MutationObserver(hear).observe(document.body, {
      childList: true,
      characterData: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['role'],
    });
  });
  return () => page.evaluate(() => Array.from(Object(globalThis).said, String));
}
