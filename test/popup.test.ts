// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LatchkeyError } from '../src/errors.ts';
import type { LockSetting } from '../src/lock/lock.ts';
import { SESSION_KEY } from '../src/storage/session-store.ts';
import { element, openPopupPage } from './support/unit-popup-page.ts';
import { NOON, unitAuthResult, unitSession } from './support/unit-session.ts';
import { settle } from './support/unit-settle.ts';

type FakeBrowser = typeof import('./support/fake-browser.ts')['fakeBrowser'];

/** Stands in for `lock/lock.ts`: a form that is ready at once. The tests do what a person would do in it. */
function fakeLock() {
  const forms: { setting: LockSetting; authenticate: (result: unknown) => void; destroyed: boolean }[] = [];
  const createLock = vi.fn(async (_config: unknown, setting: LockSetting) => {
    const form = { setting, authenticate: (_result: unknown) => {}, destroyed: false };
    forms.push(form);
    return {
      on(_event: 'authenticated', listener: (result: unknown) => void) {
        form.authenticate = listener;
      },
      destroy() {
        form.destroyed = true;
      },
    };
  });
  const showLock = vi.fn(async () => {});
  const last = () => {
    const form = forms.at(-1);
    if (form === undefined) throw new Error('There is no form.');
    return form;
  };
  return { createLock, showLock, forms, last };
}

interface Opened {
  readonly browser: FakeBrowser;
  readonly lock: ReturnType<typeof fakeLock>;
  /** An error of the popup's own class. */
  error(code: LatchkeyError['code'], message: string): LatchkeyError;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOON });
  openPopupPage();
});
afterEach(() => void vi.useRealTimers());

/** Opens the popup in a browser of its own, where `prepare` has been. */
async function openPopup(
  prepare: (browser: FakeBrowser, lock: ReturnType<typeof fakeLock>) => unknown = () => {},
): Promise<Opened> {
  vi.resetModules();
  const lock = fakeLock();
  vi.doMock('../src/lock/lock.ts', () => lock);
  const { fakeBrowser } = await import('./support/fake-browser.ts');
  await prepare(fakeBrowser, lock);
  await import('../src/popup.ts');
  const { LatchkeyError: OwnError } = await import('../src/errors.ts');
  await settle();
  return { browser: fakeBrowser, lock, error: (code, message) => new OwnError(code, message) };
}

const state = () => element('main').dataset.state;

const keep = (browser: FakeBrowser, session: unknown) =>
  browser.storage.local.set({ [SESSION_KEY]: session });

async function click(id: string): Promise<void> {
  element(id).click();
  await settle();
}

describe('the popup of somebody who is signed in', () => {
  it('shows who, and does not load Lock', async () => {
    const { lock } = await openPopup((browser) => keep(browser, unitSession()));
    expect(state()).toBe('signed-in');
    expect(element('user-name').textContent).toBe('Ada Lovelace');
    expect(lock.createLock).not.toHaveBeenCalled();
  });

  it('asks to sign in again at the moment at which the session ends', async () => {
    const { lock } = await openPopup((browser) => keep(browser, unitSession()));
    await vi.advanceTimersByTimeAsync(unitSession().expiresAt - NOON);
    await settle();
    expect(state()).toBe('signed-out');
    expect(element('notice').textContent).toMatch(/session has ended/);
    expect(lock.last().setting.identifier).toBe('ada@example.com');
  });

  it('shows the form when another window signs out', async () => {
    const { browser } = await openPopup((fake) => keep(fake, unitSession()));
    await browser.storage.local.remove(SESSION_KEY);
    await settle();
    expect(state()).toBe('signed-out');
  });
});

describe('the popup of somebody who is signed out', () => {
  it('shows the form by itself, in #lock', async () => {
    const { lock } = await openPopup();
    expect(state()).toBe('signed-out');
    expect(lock.showLock).toHaveBeenCalledWith(expect.anything(), 'lock');
    expect(element('main').hasAttribute('data-waiting')).toBe(false);
    expect(element('btn-login').hidden).toBe(true);
  });

  it('says that it is signing in while the form is being sent', async () => {
    const { lock } = await openPopup();
    lock.last().setting.onSubmit('ada@example.com');
    expect(state()).toBe('signing-in');
  });

  it('shows the form again, the same one, when the tenant said no', async () => {
    const { lock } = await openPopup();
    lock.last().setting.onSubmit('ada@example.com');
    lock.last().setting.onRefused();
    expect(state()).toBe('signed-out');
    expect(lock.forms).toHaveLength(1);
  });

  it('saves what a sign-in yields, shows who, and takes the form away', async () => {
    const { browser, lock } = await openPopup();
    lock.last().authenticate(unitAuthResult());
    await settle();
    expect(await browser.storage.local.get(SESSION_KEY)).toEqual({ [SESSION_KEY]: unitSession() });
    expect(state()).toBe('signed-in');
    expect(lock.last().destroyed).toBe(true);
  });

  it('takes the form away when another window signs in', async () => {
    const { browser, lock } = await openPopup();
    await keep(browser, unitSession());
    await settle();
    expect(state()).toBe('signed-in');
    expect(lock.last().destroyed).toBe(true);
  });
});

describe('a failure in the popup', () => {
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

  it('of the storage is an error that is not "signed out", and "Try again" tries again', async () => {
    const { browser, lock } = await openPopup((fake) => {
      fake.storage.local.failure = new Error('disk');
    });
    expect(state()).toBe('error');
    expect(element('failure').dataset.code).toBe('storage-failed');
    expect(lock.createLock).not.toHaveBeenCalled();
    browser.storage.local.failure = null;
    await click('btn-retry');
    expect(state()).toBe('signed-out');
  });

  it('of the form is a sentence, with "Log in" and "Try again" to go on', async () => {
    const { lock } = await openPopup((_browser, fake) => {
      fake.createLock.mockRejectedValueOnce(new TypeError('x is not a function'));
    });
    expect(element('failure').textContent).toBe('The sign-in form could not be shown. Try again.');
    expect(element('btn-login').hidden).toBe(false);
    await click('btn-login');
    expect(state()).toBe('signed-out');
    expect(lock.forms).toHaveLength(1);
  });

  it('of a sign-in shows its own sentence, takes the form away, and remembers who it was', async () => {
    const { lock, error } = await openPopup();
    lock.last().setting.onSubmit('ada@example.com');
    lock
      .last()
      .setting.onFailure(error('tenant-unreachable', 'tenant.example could not be reached. Try again.'));
    expect(element('failure').textContent).toBe('tenant.example could not be reached. Try again.');
    expect(lock.last().destroyed).toBe(true);
    await click('btn-login');
    expect(lock.last().setting.identifier).toBe('ada@example.com');
  });

  it('of saving is told: nobody is shown as signed in who is not', async () => {
    const { browser, lock } = await openPopup();
    browser.storage.local.set = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
    lock.last().authenticate(unitAuthResult());
    await settle();
    expect(state()).toBe('error');
    expect(element('failure').dataset.code).toBe('storage-failed');
  });

  it('of a form that is gone already is not shown', async () => {
    const { browser, lock, error } = await openPopup();
    await keep(browser, unitSession());
    await settle();
    lock.last().setting.onFailure(error('lock-failed', 'Too late.'));
    expect(state()).toBe('signed-in');
  });
});

describe('"Log out"', () => {
  /** A background that answers so, after it removed the session. */
  const background = (answer: unknown) => async (browser: FakeBrowser) => {
    await keep(browser, unitSession());
    browser.runtime.onMessage.addListener(async () => {
      await browser.storage.local.remove(SESSION_KEY);
      return answer;
    });
  };

  it('signs out, and shows the form', async () => {
    await openPopup(background({ type: 'signed-out', leftBehind: [] }));
    await click('btn-logout');
    expect(state()).toBe('signed-out');
    expect(element('notice').hidden).toBe(true);
  });

  it('says what could not be done at the tenant', async () => {
    await openPopup(background({ type: 'signed-out', leftBehind: ['tenant-session'] }));
    await click('btn-logout');
    expect(state()).toBe('signed-out');
    expect(element('notice').textContent).toMatch(/signed out here, but tenant\.example could not be told/);
  });

  it('says that the person is signed out where the next form cannot be had', async () => {
    await openPopup(async (browser, lock) => {
      lock.createLock.mockRejectedValue(new TypeError('Failed to fetch'));
      await background({ type: 'signed-out', leftBehind: [] })(browser);
    });
    await click('btn-logout');
    expect(state()).toBe('signed-out');
    expect(element('notice').textContent).toMatch(/^You are signed out\./);
    expect(element('btn-login').hidden).toBe(false);
  });

  it('that failed says so, and "Try again" shows who is still signed in', async () => {
    await openPopup(async (browser) => {
      await keep(browser, unitSession());
      browser.runtime.onMessage.addListener(async () => ({
        type: 'failed',
        code: 'storage-failed',
        message: 'The browser could not remove the session.',
      }));
    });
    await click('btn-logout');
    expect(state()).toBe('error');
    expect(element('failure').textContent).toBe('The browser could not remove the session.');
    expect(element('btn-login').hidden).toBe(true);
    await click('btn-retry');
    expect(state()).toBe('signed-in');
  });
});
