// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../../../src/sdk/browser/messages.ts';
import type { Config } from '../../../src/sdk/config.ts';
import {
  ERROR_CODES,
  type ErrorCode,
  type LatchkeyError,
  type SerializedError,
} from '../../../src/sdk/errors.ts';
import { formatError } from '../../../src/sdk/locales/error-messages.ts';
import type { LockSetting } from '../../../src/sdk/lock/lock.ts';
import type { SessionEnd } from '../../../src/sdk/session/session-end.ts';
import { type Draft, EMPTY_DRAFT } from '../../../src/sdk/storage/draft.ts';
import {
  DRAFT,
  JOURNAL,
  OPTIONS,
  SIGN_IN_FAILURE,
  SIGN_OUT_FAILURE,
  USER_ACTIONS,
} from '../../../src/sdk/storage/items.ts';
import { SESSION_KEY } from '../../../src/sdk/storage/session-record.ts';
import { waysOn } from '../../../src/sdk/ways-on.ts';
import { promiseOf } from '../../support/promise-of.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { storedError } from '../../support/unit/every-error.ts';
import { element, openPopupPage } from '../../support/unit/popup-page.ts';
import { storeSealed } from '../../support/unit/sealed-session.ts';
import {
  NOON,
  unitAuthResult,
  unitEndingSession,
  unitRecord,
  unitSignedIn,
  unitTokens,
  unitUser,
} from '../../support/unit/session.ts';
import { eventually, settle } from '../../support/unit/settle.ts';

type FakeBrowser = typeof import('../../support/unit/fake-browser.ts')['fakeBrowser'];

/** Stands in for `sdk/lock/provisions.ts`: all is there at once. */
function fakeProvisions() {
  const refreshSettings = vi.fn(async () => {});
  const gatherProvisions = vi.fn(async () => ({ refreshSettings }));
  return { gatherProvisions, refreshSettings };
}

/** Stands in for `sdk/lock/lock.ts`: a form that is ready at once. The tests do what a person would do in it. */
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

const answer = (it: object) => ({ type: 'answer', answer: it });
const failure = (code: ErrorCode) => ({ type: 'failed', ...storedError(code) });

const CLOSED = storedError('sign-in-cancelled');
const CLOSED_TEXT = 'The sign-in window was closed before it was done. Sign in again when you like.';

/** Stands in for `background.ts`: nothing goes wrong and nothing happened before, until a test says otherwise. */
function fakeBackground(browser: FakeBrowser) {
  const answers: Record<Request['type'], () => Promise<unknown>> = {
    'sign-in': async () => {
      await keep(browser, unitRecord());
      return answer({ signedIn: true });
    },
    'sign-in-status': async () => answer({ windowIsOpen: false, failure: null }),
    'sign-in-silently': async () => answer({ signedIn: false }),
    'sign-out': async () => {
      await browser.storage.local.remove(SESSION_KEY);
      return answer({ leftBehind: [] });
    },
    'refresh-session': async () => answer({ done: true }),
    revoke: async () => answer({ done: true }),
    'access-token': async () => answer({ accessToken: 'access-token' }),
  };
  const requests: Request[] = [];
  browser.runtime.onMessage.addListener((message) => {
    const sent = message as Request;
    const request = { ...sent, type: sent.type.replace('latchkey.', '') } as Request;
    requests.push(request);
    return answers[request.type]();
  });
  const asked = (type: Request['type']) => requests.filter((request) => request.type === type);
  return { answers, asked, requests };
}

type Background = ReturnType<typeof fakeBackground>;

interface Stage {
  readonly browser: FakeBrowser;
  readonly lock: ReturnType<typeof fakeLock>;
  readonly provisions: ReturnType<typeof fakeProvisions>;
  readonly background: Background;
}

interface Opened extends Stage {
  /** An error of the popup's own class. */
  error(code: ErrorCode): LatchkeyError;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOON });
  vi.stubGlobal('indexedDB', new IDBFactory());
  openPopupPage();
});
afterEach(() => void vi.useRealTimers());

/** Opens the popup of a build in a browser of its own, where `prepare` has been. */
async function openPopup(
  prepare: (stage: Stage) => unknown = () => {},
  changes: Partial<Config> = {},
): Promise<Opened> {
  vi.resetModules();
  const lock = fakeLock();
  const provisions = fakeProvisions();
  vi.doMock('../../../src/sdk/lock/lock.ts', () => lock);
  vi.doMock('../../../src/sdk/lock/provisions.ts', () => provisions);
  vi.doMock('../../../src/extension/config.ts', () => ({ config: unitConfig(changes) }));
  const { fakeBrowser } = await import('../../support/unit/fake-browser.ts');
  const background = fakeBackground(fakeBrowser);
  const stage = { browser: fakeBrowser, lock, provisions, background };
  await prepare(stage);
  await import('../../../src/extension/popup/popup.ts');
  const { LatchkeyError: OwnError } = await import('../../../src/sdk/errors.ts');
  await settle();
  return { ...stage, error: (code) => new OwnError(code, storedError(code).data) };
}

const openHosted = (prepare?: (stage: Stage) => unknown) => openPopup(prepare, { login: 'hosted' });

const state = () => element('main').dataset.state;
const notice = () => element('notice').textContent || null;

const keep = (browser: FakeBrowser, session: unknown) =>
  browser.storage.local.set({ [SESSION_KEY]: session });

/** The record of a sign-in without a refresh token, which is over at noon, or later. */
const ending = (expiresAt: number) =>
  unitRecord({ session: unitEndingSession({ expiresAt }), tokens: unitTokens({ refreshToken: null }) });

const ENDED = ending(NOON);

/** As somebody who is signed in. */
const signedIn = ({ browser }: Stage) => keep(browser, unitRecord());

const keepDraft = ({ browser }: Stage, draft: Partial<Draft>) =>
  browser.storage.session.set({ [DRAFT.key]: { ...EMPTY_DRAFT, ...draft } });

const keptDraft = async ({ browser }: Stage) => (await browser.storage.session.get(DRAFT.key))[DRAFT.key];

/** The refresh tokens that the background was told to revoke. */
const revoked = ({ background }: Stage) =>
  background.requests.flatMap((request) =>
    request.type === 'revoke' ? [request.signedIn.tokens.refreshToken] : [],
  );

/** The events in the journal. */
async function noted({ browser }: Stage): Promise<unknown[]> {
  const { [JOURNAL.key]: journal } = await browser.storage.local.get(JOURNAL.key);
  return (Array.isArray(journal) ? journal : []).map(({ event }) => event);
}

/** Lets the form sign in, and waits for what the popup then shows: encrypting takes a while. */
async function signInWith(lock: Stage['lock'], result = unitAuthResult()): Promise<void> {
  lock.last().authenticate(result);
  await eventually(() => expect(state()).not.toBe('signed-out'));
  await settle();
}

async function click(id: string): Promise<void> {
  element(id).click();
  await settle();
}

describe('the popup of somebody who is signed in', () => {
  it('shows who, and does not load Lock', async () => {
    const { lock } = await openPopup(signedIn);
    expect(state()).toBe('signed-in');
    expect(element('user-name').textContent).toBe('Ada Lovelace');
    expect(lock.createLock).not.toHaveBeenCalled();
  });

  it('is told that a sign-out from the menu failed, until they try again', async () => {
    const failed = { [SIGN_OUT_FAILURE.key]: storedError('storage-failed') };
    const { browser } = await openPopup(async (stage) => {
      await signedIn(stage);
      await stage.browser.storage.session.set(failed);
    });
    await keep(browser, unitRecord(unitSignedIn({ createdAt: NOON + 1 })));
    await settle();
    await eventually(() => expect(state()).toBe('error'));
    expect(element('failure').dataset.code).toBe('storage-failed');
    await click('btn-retry');
    await eventually(() => expect(state()).toBe('signed-in'));
    expect(await browser.storage.session.get(SIGN_OUT_FAILURE.key)).toEqual({});
  });

  it('asks to sign in again at the moment at which the session ends', async () => {
    const { lock } = await openPopup(({ browser }) => keep(browser, ending(NOON + 60_000)));
    await vi.advanceTimersByTimeAsync(60_000);
    await settle();
    expect(state()).toBe('signed-out');
    expect(element('notice').textContent).toMatch(/session has ended/);
    expect(lock.last().setting.draft.email).toBe('ada@example.com');
  });

  it('asks once, and after it has shown who, that the background look after the session', async () => {
    const asked: (string | undefined)[] = [];
    const { browser } = await openPopup(async (stage) => {
      await signedIn(stage);
      stage.background.answers['refresh-session'] = async () => {
        asked.push(state());
        return answer({ done: true });
      };
    });
    await keep(browser, unitRecord(unitSignedIn({ createdAt: NOON + 1 })));
    await settle();
    expect(asked).toEqual(['signed-in']);
  });

  it('stays where the background cannot look after the session, which only the console hears', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    await openPopup(async (stage) => {
      await signedIn(stage);
      stage.background.answers['refresh-session'] = async () => failure('storage-failed');
    });
    expect(state()).toBe('signed-in');
    expect(told).toHaveBeenCalledTimes(1);
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

  it('asks nothing of anybody before the form is there', async () => {
    const [drawn, draw] = promiseOf<void>();
    const { background, provisions } = await openPopup((stage) => {
      stage.lock.showLock.mockReturnValue(drawn);
    });
    const asked = () => [
      background.asked('sign-in-silently').length,
      background.asked('sign-in-status').length,
      provisions.refreshSettings.mock.calls.length,
    ];
    expect(asked()).toEqual([0, 0, 0]);
    draw();
    await settle();
    expect(asked()).toEqual([1, 1, 1]);
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
    await signInWith(lock);
    const { [SESSION_KEY]: record } = await browser.storage.local.get(SESSION_KEY);
    expect(record).toMatchObject({ version: 4, clientId: 'unit-client', user: unitUser(), createdAt: NOON });
    expect(state()).toBe('signed-in');
    expect(lock.last().destroyed).toBe(true);
  });

  it('has the background revoke what a sign-in replaced', async () => {
    const replaced = unitSignedIn({ clientId: 'other-client' });
    const { background, lock } = await openPopup(({ browser }) => storeSealed(browser, unitRecord(replaced)));
    await eventually(() => expect(state()).toBe('signed-out'));
    await signInWith(lock);
    await eventually(() =>
      expect(background.asked('revoke')).toEqual([{ type: 'revoke', signedIn: replaced }]),
    );
  });
});

it('who is signed in is shown before the settings can be read', async () => {
  await openPopup(async (stage) => {
    await signedIn(stage);
    stage.browser.storage.managed.get = () => new Promise(() => {});
  });
  expect(state()).toBe('signed-in');
});

it('who is signed in at another application than the active one is signed out once the settings are read', async () => {
  const { browser } = await openPopup(async (stage) => {
    await signedIn(stage);
    stage.browser.storage.managed.values = { clientId: 'other-client' };
  });
  await eventually(() => expect(state()).toBe('signed-out'));
  expect((await browser.storage.local.get(SESSION_KEY))[SESSION_KEY]).toEqual(unitRecord());
});

describe('a failure in the popup', () => {
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

  it('of the storage is an error that is not "signed out", and "Try again" tries again', async () => {
    const { browser, lock } = await openPopup((stage) => {
      stage.browser.storage.local.failure = new Error('disk');
    });
    expect(state()).toBe('error');
    expect(element('failure').dataset.code).toBe('storage-failed');
    expect(lock.createLock).not.toHaveBeenCalled();
    browser.storage.local.failure = null;
    await click('btn-retry');
    expect(state()).toBe('signed-out');
  });

  it('is none where an organisation has set what cannot be used', async () => {
    const { lock } = await openPopup(({ browser }) => {
      browser.storage.managed.values = { organization: '', logout: 7, connections: ['Users'] };
    });
    expect(state()).toBe('signed-out');
    const [config] = lock.createLock.mock.calls[0] ?? [];
    expect(config).toMatchObject({ connections: ['Users'], organization: null, logout: 'tenant' });
  });

  it('of the form is a sentence, with "Log in" and "Try again" to go on', async () => {
    const { lock } = await openPopup((stage) => {
      stage.lock.createLock.mockRejectedValueOnce(new TypeError('x is not a function'));
    });
    expect(element('failure').textContent).toBe('The sign-in form could not be shown. Try again.');
    expect(element('btn-login').hidden).toBe(false);
    await click('btn-login');
    expect(state()).toBe('signed-out');
    expect(lock.forms).toHaveLength(1);
  });

  it('of the form leaves no settings that were the reason', async () => {
    const { background, provisions } = await openPopup((stage) => {
      stage.lock.createLock.mockRejectedValueOnce(new TypeError('no connection'));
    });
    expect(provisions.refreshSettings).toHaveBeenCalledTimes(1);
    expect(background.asked('sign-in-silently')).toHaveLength(1);
  });

  it('of a sign-in shows its own sentence, takes the form away, and remembers who it was', async () => {
    const { lock, error } = await openPopup();
    lock.last().setting.onDraft({ ...EMPTY_DRAFT, email: 'ada@example.com' });
    lock.last().setting.onSubmit('ada@example.com');
    lock.last().setting.onFailure(error('tenant-unreachable'));
    expect(element('failure').textContent).toBe(formatError(error('tenant-unreachable')));
    expect(lock.last().destroyed).toBe(true);
    await click('btn-login');
    expect(lock.last().setting.draft.email).toBe('ada@example.com');
  });

  it('of saving is shown and noted, and what cannot be saved is revoked', async () => {
    const stage = await openPopup();
    const set = stage.browser.storage.local.set.bind(stage.browser.storage.local);
    stage.browser.storage.local.set = async (items) => {
      if (SESSION_KEY in items) throw new Error('QUOTA_BYTES quota exceeded');
      await set(items);
    };
    await signInWith(stage.lock);
    expect(state()).toBe('error');
    expect(element('failure').dataset.code).toBe('storage-failed');
    await eventually(async () =>
      expect(await noted(stage)).toEqual([{ kind: 'sign-in-failed', code: 'storage-failed' }]),
    );
    await eventually(() => expect(revoked(stage)).toEqual([unitAuthResult().refreshToken]));
  });

  it('of a form that is gone already is not shown', async () => {
    const { browser, lock, error } = await openPopup();
    await keep(browser, unitRecord());
    await settle();
    lock.last().setting.onFailure(error('lock-failed'));
    expect(state()).toBe('signed-in');
  });
});

describe('the popup of a session that the tenant does not renew without the user', () => {
  const ends = (end: SessionEnd) => (stage: Stage) =>
    keep(stage.browser, unitRecord(unitSignedIn({ expiresAt: 0, renewAt: null, end })));
  const STEP = 'tenant.example requires one more step from you, such as a code. Continue in a window.';

  it.each([
    ['sign-in-required', 'tenant.example requires you to sign in again. Continue in a window.'],
    ['step-required', STEP],
  ] as const)('says what to do, and offers the window and the form: %s', async (end, words) => {
    const { lock } = await openPopup(ends(end));
    expect(state()).toBe('error');
    expect(element('failure').textContent).toBe(words);
    expect(element('failure').dataset.code).toBe('interaction-required');
    expect([element('btn-window').hidden, element('btn-login').hidden]).toEqual([false, false]);
    expect(lock.createLock).not.toHaveBeenCalled();
  });

  it('shows the form at once where the tenant has ended the session', async () => {
    await openPopup(ends('ended'));
    expect(state()).toBe('signed-out');
    expect(notice()).toBe('Your session has ended. Sign in again to go on.');
  });

  it('opens the window with who it was filled in, and shows who is signed in after it', async () => {
    const { background } = await openPopup(ends('step-required'));
    await click('btn-window');
    expect(background.asked('sign-in')).toEqual([
      { type: 'sign-in', parameters: { login_hint: 'ada@example.com' } },
    ]);
    expect(state()).toBe('signed-in');
  });

  it('says that the window was closed, and still offers it', async () => {
    await openPopup((stage) => {
      stage.background.answers['sign-in'] = async () => failure('sign-in-cancelled');
      return ends('step-required')(stage);
    });
    await click('btn-window');
    expect(element('failure').textContent).toBe(CLOSED_TEXT);
    expect(element('btn-window').hidden).toBe(false);
  });

  it('says what became of a window that outlived another popup', async () => {
    await openPopup((stage) => {
      stage.background.answers['sign-in-status'] = async () =>
        answer({ windowIsOpen: false, failure: CLOSED });
      return ends('step-required')(stage);
    });
    expect(element('failure').textContent).toBe(CLOSED_TEXT);
  });

  it('has the form behind "Log in", with who it was, and it stays when the session changes', async () => {
    const { browser, lock } = await openPopup(ends('step-required'));
    await click('btn-login');
    const changed = { expiresAt: 0, renewAt: null, end: 'step-required', scope: 'openid' } as const;
    await keep(browser, unitRecord(unitSignedIn(changed)));
    await settle();
    expect(state()).toBe('signed-out');
    expect(notice()).toBe(STEP);
    expect(lock.forms).toHaveLength(1);
    expect(lock.last().setting.draft.email).toBe('ada@example.com');
  });

  it('has its button for the window and the same words in a build for the hosted page', async () => {
    await openHosted(ends('step-required'));
    expect(state()).toBe('signed-out');
    expect(notice()).toBe(STEP);
    expect(element('btn-login').hidden).toBe(false);
  });
});

describe('"Log out"', () => {
  it('signs out, and shows the form', async () => {
    await openPopup(signedIn);
    await click('btn-logout');
    expect(state()).toBe('signed-out');
    expect(notice()).toBeNull();
  });

  it('says what could not be done at the tenant', async () => {
    await openPopup(async (stage) => {
      await signedIn(stage);
      stage.background.answers['sign-out'] = async () => {
        await stage.browser.storage.local.remove(SESSION_KEY);
        return answer({ leftBehind: ['tenant-session'] });
      };
    });
    await click('btn-logout');
    expect(state()).toBe('signed-out');
    expect(notice()).toMatch(/signed out here, but tenant\.example could not be told/);
  });

  it('says that the person is signed out where the next form cannot be had', async () => {
    await openPopup(async (stage) => {
      stage.lock.createLock.mockRejectedValue(new TypeError('Failed to fetch'));
      await signedIn(stage);
    });
    await click('btn-logout');
    expect(state()).toBe('signed-out');
    expect(notice()).toMatch(/^You are signed out\./);
    expect(element('btn-login').hidden).toBe(false);
  });

  it('that failed says so, and "Try again" shows who is still signed in', async () => {
    const { error } = await openPopup(async (stage) => {
      await signedIn(stage);
      stage.background.answers['sign-out'] = async () => failure('storage-failed');
    });
    await click('btn-logout');
    expect(state()).toBe('error');
    expect(element('failure').textContent).toBe(formatError(error('storage-failed')));
    expect(element('btn-login').hidden).toBe(true);
    await click('btn-retry');
    expect(state()).toBe('signed-in');
  });

  it('says that the tenant may not know where the background ended in the middle', async () => {
    await openPopup(async (stage) => {
      await signedIn(stage);
      stage.background.answers['sign-out'] = async () => {
        await stage.browser.storage.local.remove(SESSION_KEY);
        throw new Error('A listener indicated an asynchronous response, but the message channel closed.');
      };
    });
    await click('btn-logout');
    expect(state()).toBe('signed-out');
    expect(notice()).toMatch(/signed out here, but tenant\.example could not be told/);
  });

  it('begins the next form with nobody', async () => {
    const { lock } = await openPopup(signedIn);
    await click('btn-logout');
    expect(lock.last().setting.draft).toEqual(EMPTY_DRAFT);
  });
});

describe('"Use another account"', () => {
  it('signs out, and begins the form with nobody', async () => {
    const { background, lock } = await openPopup(signedIn);
    await click('btn-switch');
    expect(background.asked('sign-out')).toHaveLength(1);
    expect(state()).toBe('signed-out');
    expect(lock.last().setting.draft.email).toBeNull();
  });

  it.each([
    ['has the identity provider ask which account it is', { connection: 'acme' }, 'select_account'],
    ["has the tenant's page ask who it is", {}, 'login'],
  ])('%s', async (_name, parameters, prompt) => {
    const { background, lock } = await openPopup(signedIn);
    await click('btn-switch');
    lock.last().setting.onWindow(parameters);
    await settle();
    expect(background.asked('sign-in')).toEqual([{ type: 'sign-in', parameters: { ...parameters, prompt } }]);
  });

  it('is still meant when the popup was closed in between', async () => {
    const { background, lock } = await openPopup((stage) => keepDraft(stage, { chooseAccount: true }));
    lock.last().setting.onWindow({ connection: 'acme' });
    await settle();
    expect(background.asked('sign-in')).toMatchObject([{ parameters: { prompt: 'select_account' } }]);
  });

  it('is kept for the popup that opens next', async () => {
    const opened = await openPopup(signedIn);
    await click('btn-switch');
    expect(await keptDraft(opened)).toEqual({ ...EMPTY_DRAFT, chooseAccount: true });
  });

  it('is over with the next sign-in', async () => {
    const { background, lock } = await openPopup(signedIn);
    await click('btn-switch');
    await signInWith(lock);
    await click('btn-logout');
    lock.last().setting.onWindow({ connection: 'acme' });
    await settle();
    expect(background.asked('sign-in')).toEqual([{ type: 'sign-in', parameters: { connection: 'acme' } }]);
  });
});

describe('what was begun in the form', () => {
  const BEGUN: Draft = { ...EMPTY_DRAFT, email: 'ada@example.com', step: 'signUp' };

  it('is kept as it changes', async () => {
    const opened = await openPopup();
    opened.lock.last().setting.onDraft(BEGUN);
    await settle();
    expect(await keptDraft(opened)).toEqual(BEGUN);
  });

  it('is gone after a sign-in', async () => {
    const opened = await openPopup((stage) => keepDraft(stage, BEGUN));
    await signInWith(opened.lock);
    expect(state()).toBe('signed-in');
    expect(await keptDraft(opened)).toBeUndefined();
  });

  it('keeps the form from nobody where it cannot be read', async () => {
    const { lock } = await openPopup(({ browser }) => {
      browser.storage.session.failure = new Error('disk');
    });
    expect(state()).toBe('signed-out');
    expect(lock.last().setting.draft).toEqual(EMPTY_DRAFT);
  });

  it('goes before whose session has ended', async () => {
    const { lock } = await openPopup(async (stage) => {
      await keepDraft(stage, { email: 'grace@example.com' });
      await keep(stage.browser, ENDED);
    });
    expect(lock.last().setting.draft.email).toBe('grace@example.com');
  });
});

describe('a sign-in in a window', () => {
  it('is asked of the background as Lock wants it', async () => {
    const { background, lock } = await openPopup();
    lock.last().setting.onWindow({ connection: 'acme', login_hint: 'ada@acme.example' });
    await settle();
    expect(background.asked('sign-in')).toEqual([
      { type: 'sign-in', parameters: { connection: 'acme', login_hint: 'ada@acme.example' } },
    ]);
  });

  it('says where to go on while it is open, and starts no second form meanwhile', async () => {
    const { browser, lock } = await openPopup(({ background }) => {
      background.answers['sign-in'] = () => new Promise(() => {});
    });
    lock.last().setting.onWindow({ connection: 'acme' });
    await settle();
    await browser.storage.local.set({ [SESSION_KEY]: { version: 4 } });
    await settle();
    expect(state()).toBe('signing-in');
    expect(element('state').textContent).toBe('Go on in the window');
    expect(lock.forms).toHaveLength(1);
  });

  /** A background whose window is closed by the person; it keeps the news, as the real one does. */
  function closing({ background }: Stage): void {
    let news: SerializedError | null = null;
    background.answers['sign-in'] = async () => {
      news = CLOSED;
      return failure('sign-in-cancelled');
    };
    background.answers['sign-in-status'] = async () => {
      const told = news;
      news = null;
      return answer({ windowIsOpen: false, failure: told });
    };
  }

  it('that failed brings the form back, with the sentence that says why', async () => {
    const { lock } = await openPopup(closing);
    lock.last().setting.onWindow({ connection: 'acme' });
    await settle();
    expect(state()).toBe('signed-out');
    expect(notice()).toBe(CLOSED_TEXT);
    expect(lock.forms).toHaveLength(2);
    expect(element('main').hasAttribute('data-waiting')).toBe(false);
  });

  it('that failed is news to nobody any more', async () => {
    const { background, lock } = await openPopup(closing);
    lock.last().setting.onWindow({ connection: 'acme' });
    await settle();
    await expect(background.answers['sign-in-status']()).resolves.toEqual(
      answer({ windowIsOpen: false, failure: null }),
    );
  });

  it('that failed after the session had ended says why, and who it was', async () => {
    const { lock } = await openPopup(async (stage) => {
      closing(stage);
      await keep(stage.browser, ENDED);
    });
    lock.last().setting.onWindow({ connection: 'acme' });
    await settle();
    expect(notice()).toBe(CLOSED_TEXT);
    expect(lock.last().setting.draft.email).toBe('ada@example.com');
  });

  /** A window that is closed after another popup has signed in. */
  async function closeTooLate(): Promise<Opened> {
    let close = (_reply: object) => {};
    const opened = await openPopup(({ background }) => {
      background.answers['sign-in'] = () =>
        new Promise((resolve) => {
          close = resolve;
        });
    });
    opened.lock.last().setting.onWindow({ connection: 'acme' });
    await settle();
    await keep(opened.browser, unitRecord());
    await settle();
    close(failure('sign-in-cancelled'));
    await settle();
    return opened;
  }

  it('that was closed after another popup had signed in shows who is signed in', async () => {
    await closeTooLate();
    expect(state()).toBe('signed-in');
  });

  it('of which the background says nothing is a sentence all the same', async () => {
    const { lock } = await openPopup(({ background }) => {
      background.answers['sign-in'] = () => Promise.reject(new Error('The message port closed.'));
    });
    lock.last().setting.onWindow({});
    await settle();
    expect(state()).toBe('signed-out');
    expect(notice()).toMatch(/did not answer itself/);
  });
});

describe('a form that was submitted', () => {
  const GRACE = unitRecord(unitSignedIn({ user: unitUser({ sub: 'auth0|grace', name: 'Grace Hopper' }) }));
  const ADA = unitAuthResult();

  async function submit(stage: Stage): Promise<LockSetting> {
    const { setting } = stage.lock.last();
    setting.onSubmit('ada@example.com');
    await settle();
    return setting;
  }

  it('decides who is signed in, although another user is while it is on its way', async () => {
    const stage = await openPopup();
    await submit(stage);
    await keep(stage.browser, GRACE);
    await settle();
    expect(state()).toBe('signing-in');
    stage.lock.last().authenticate(ADA);
    await eventually(() => expect(state()).toBe('signed-in'));
    expect(element('user-name').textContent).toBe('Ada Lovelace');
  });

  it('shows who is signed in since if the tenant refuses it', async () => {
    const stage = await openPopup();
    const { onRefused } = await submit(stage);
    await keep(stage.browser, GRACE);
    await settle();
    onRefused();
    await settle();
    expect(state()).toBe('signed-in');
    expect(element('user-name').textContent).toBe('Grace Hopper');
  });

  it('is not saved but revoked if the user has signed in otherwise since', async () => {
    const stage = await openPopup();
    await submit(stage);
    await keep(stage.browser, GRACE);
    await stage.browser.storage.session.set({ [USER_ACTIONS.key]: { begun: 2, completed: 2 } });
    stage.lock.last().authenticate(ADA);
    await eventually(() => expect(state()).toBe('signed-in'));
    expect(element('user-name').textContent).toBe('Grace Hopper');
    await eventually(() => expect(revoked(stage)).toEqual([ADA.refreshToken]));
    expect(await noted(stage)).toEqual([]);
  });

  it('is revoked, and Lock is not told, if it was closed since', async () => {
    const stage = await openPopup();
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { onTokens } = await submit(stage);
    stage.browser.storage.local.failure = new Error('disk');
    await stage.browser.storage.session.set({});
    stage.browser.storage.local.onChanged.emit({ [SESSION_KEY]: {} });
    await settle();
    expect(state()).toBe('error');
    stage.browser.storage.local.failure = null;
    await expect(onTokens(ADA)).rejects.toThrow();
    await eventually(() => expect(revoked(stage)).toEqual([ADA.refreshToken]));
  });
});

describe('a sign-in that is over', () => {
  const gone = async ({ browser }: Stage) => browser.storage.local.remove(SESSION_KEY);
  const over = async ({ browser }: Stage) => keep(browser, ENDED);

  it.each([
    ['gone', gone, 'The sign-in failed. Try again.'],
    ['over', over, 'Your session has ended. Sign in again to go on.'],
  ])(
    'in a window, and whose session is %s already, shows the form and says so',
    async (_name, becomes, words) => {
      const stage = await openPopup((opening) => {
        opening.background.answers['sign-in'] = async () => {
          await becomes(opening);
          return answer({ signedIn: true });
        };
      });
      stage.lock.last().setting.onWindow({ connection: 'acme' });
      await settle();
      expect([state(), notice()]).toEqual(['signed-out', words]);
      expect(stage.lock.forms).toHaveLength(2);
    },
  );

  it('in the form, and whose session is over already, shows the form again and says so', async () => {
    const { lock } = await openPopup();
    lock.last().setting.onSubmit('ada@example.com');
    lock.last().authenticate(unitAuthResult({ expiresIn: 0, refreshToken: null }));
    await eventually(() => expect(state()).toBe('signed-out'));
    await settle();
    expect(notice()).toBe('Your session has ended. Sign in again to go on.');
    expect(lock.forms).toHaveLength(2);
  });
});

describe('"Sign in another way"', () => {
  it('shows the form while the window is open, and a window that fails later leaves it as it is', async () => {
    const [closed, close] = promiseOf<object>();
    const { lock } = await openPopup(({ background }) => {
      background.answers['sign-in'] = () => closed;
    });
    lock.last().setting.onWindow({ connection: 'acme' });
    await settle();
    await click('btn-login');
    expect(state()).toBe('signed-out');
    const { forms } = lock;
    const before = forms.length;
    close(failure('sign-in-cancelled'));
    await settle();
    expect(state()).toBe('signed-out');
    expect(forms).toHaveLength(before);
    expect(lock.last().destroyed).toBe(false);
  });
});

describe('"Continue in a window"', () => {
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

  it.each(ERROR_CODES)('is offered after %s if the table of ways on has it', async (code) => {
    const { lock, error } = await openPopup();
    lock.last().setting.onFailure(error(code));
    expect(state()).toBe('error');
    expect(element('failure').textContent).toBe(formatError(error(code)));
    expect(element('btn-window').hidden).toBe(!waysOn(code).includes('window'));
  });

  it('is not offered after a sign-out that failed, because the user is still signed in', async () => {
    await openPopup(async (stage) => {
      await signedIn(stage);
      stage.background.answers['sign-out'] = async () => failure('tenant-failed');
    });
    await click('btn-logout');
    expect(state()).toBe('error');
    expect(element('btn-window').hidden).toBe(true);
  });

  it('continues a sign-up with a sign-up', async () => {
    const { background, lock, error } = await openPopup();
    lock.last().setting.onDraft({ ...EMPTY_DRAFT, email: 'hedy@example.com', step: 'signUp' });
    lock.last().setting.onFailure(error('interaction-required'));
    await click('btn-window');
    expect(background.asked('sign-in')).toEqual([
      { type: 'sign-in', parameters: { login_hint: 'hedy@example.com', screen_hint: 'signup' } },
    ]);
  });

  it("opens the tenant's page, and tells it who was typing", async () => {
    const { background, lock, error } = await openPopup();
    lock.last().setting.onDraft({ ...EMPTY_DRAFT, email: 'ada@example.com' });
    lock.last().setting.onFailure(error('interaction-required'));
    await click('btn-window');
    expect(background.asked('sign-in')).toEqual([
      { type: 'sign-in', parameters: { login_hint: 'ada@example.com' } },
    ]);
    expect(state()).toBe('signed-in');
  });

  it('tells a connection nothing of who was typing: that may be somebody elsewhere', async () => {
    const { background, lock } = await openPopup((stage) => keepDraft(stage, { email: 'ada@example.com' }));
    lock.last().setting.onWindow({ connection: 'google-oauth2' });
    await settle();
    expect(background.asked('sign-in')).toEqual([
      { type: 'sign-in', parameters: { connection: 'google-oauth2' } },
    ]);
  });
});

describe('the news of a sign-in that outlived its popup', () => {
  const telling =
    (news: object) =>
    ({ background }: Stage) => {
      background.answers['sign-in-status'] = async () => {
        background.answers['sign-in-status'] = async () => answer({ windowIsOpen: false, failure: null });
        return answer(news);
      };
    };

  it('are shown above the form: why it failed', async () => {
    await openPopup(telling({ windowIsOpen: false, failure: CLOSED }));
    expect(state()).toBe('signed-out');
    expect(notice()).toBe(CLOSED_TEXT);
  });

  it('are shown above the form: that its window is still open', async () => {
    await openPopup(telling({ windowIsOpen: true, failure: null }));
    expect(notice()).toMatch(/^A sign-in window is open/);
  });

  it('are gone once the person goes on', async () => {
    const { lock } = await openPopup(telling({ windowIsOpen: false, failure: CLOSED }));
    lock.last().setting.onSubmit('ada@example.com');
    lock.last().setting.onRefused();
    expect(notice()).toBeNull();
  });

  it('are heard as they come, too', async () => {
    const { background, browser } = await openPopup();
    telling({ windowIsOpen: false, failure: CLOSED })({ background } as Stage);
    await browser.storage.session.set({ [SIGN_IN_FAILURE.key]: CLOSED });
    await settle();
    expect(notice()).toBe(CLOSED_TEXT);
  });

  it('that cannot be had leave the form as it is', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    await openPopup(({ background }) => {
      background.answers['sign-in-status'] = async () => failure('extension-failed');
    });
    expect(state()).toBe('signed-out');
    expect(notice()).toBeNull();
    expect(told).toHaveBeenCalledTimes(1);
  });
});

describe('a silent sign-in', () => {
  it('is asked for once in each opening', async () => {
    const { background, lock } = await openPopup();
    await signInWith(lock);
    await click('btn-logout');
    expect(lock.forms).toHaveLength(2);
    expect(background.asked('sign-in-silently')).toHaveLength(1);
  });

  it('does not delay the form', async () => {
    await openPopup(({ background }) => {
      background.answers['sign-in-silently'] = () => new Promise(() => {});
    });
    expect(element('main').hasAttribute('data-waiting')).toBe(false);
    expect(state()).toBe('signed-out');
  });

  it('that works shows who, and takes the form away', async () => {
    const { lock } = await openPopup(({ background, browser }) => {
      background.answers['sign-in-silently'] = async () => {
        await keep(browser, unitRecord());
        return answer({ signedIn: true });
      };
    });
    expect(state()).toBe('signed-in');
    expect(lock.forms.every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('that fails is told to nobody but the console', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    await openPopup(({ background }) => {
      background.answers['sign-in-silently'] = async () => failure('storage-failed');
    });
    expect(state()).toBe('signed-out');
    expect(notice()).toBeNull();
    expect(told).toHaveBeenCalledTimes(1);
  });
});

describe("where the tenant's own page has the form", () => {
  it('"Log in" waits for the person, and Lock is not loaded', async () => {
    const { background, lock } = await openHosted();
    expect(state()).toBe('signed-out');
    expect(element('btn-login').hidden).toBe(false);
    expect(lock.createLock).not.toHaveBeenCalled();
    expect(background.asked('sign-in')).toEqual([]);
  });

  it('"Log in" opens it in a window, and shows who', async () => {
    const { background } = await openHosted();
    await click('btn-login');
    expect(background.asked('sign-in')).toEqual([{ type: 'sign-in', parameters: {} }]);
    expect(state()).toBe('signed-in');
  });

  it('a silent sign-in is tried too, and the news are told', async () => {
    const { background } = await openHosted(({ background: fake }) => {
      fake.answers['sign-in-status'] = async () => answer({ windowIsOpen: false, failure: CLOSED });
    });
    expect(background.asked('sign-in-silently')).toHaveLength(1);
    expect(notice()).toBe(CLOSED_TEXT);
  });
});

describe('an organization that a policy sets', () => {
  const inOrganization = ({ browser }: Pick<Stage, 'browser'>) => {
    browser.storage.managed.values = { organization: 'org_1' };
  };

  it('replaces the form by a button for the hosted page', async () => {
    const { lock, provisions } = await openPopup(inOrganization);
    expect(state()).toBe('signed-out');
    expect(element('btn-login').hidden).toBe(false);
    expect(element('main').hasAttribute('data-waiting')).toBe(false);
    expect(lock.createLock).not.toHaveBeenCalled();
    expect(provisions.gatherProvisions).not.toHaveBeenCalled();
  });

  it('has the button open the hosted page in a window', async () => {
    const { background } = await openPopup((stage) => {
      inOrganization(stage);
      stage.background.answers['sign-in'] = async () => {
        await keep(stage.browser, unitRecord(unitSignedIn({ organization: 'org_1' })));
        return answer({ signedIn: true });
      };
    });
    await click('btn-login');
    expect(background.asked('sign-in')).toEqual([{ type: 'sign-in', parameters: {} }]);
    expect(state()).toBe('signed-in');
  });

  it('leaves the silent sign-in and the news as they are', async () => {
    const { background } = await openPopup(inOrganization);
    expect(background.asked('sign-in-silently')).toHaveLength(1);
    expect(background.asked('sign-in-status')).toHaveLength(1);
  });

  it('brings the form back when the policy no longer sets it', async () => {
    const { browser, lock } = await openPopup(inOrganization);
    browser.storage.managed.values = {};
    await click('btn-login');
    expect(lock.forms).toHaveLength(1);
  });
});

describe('what happens in the popup', () => {
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

  it('is written down: a sign-in by the form', async () => {
    const stage = await openPopup();
    await signInWith(stage.lock);
    await eventually(async () => expect(await noted(stage)).toEqual([{ kind: 'signed-in', road: 'form' }]));
  });

  it('is written down: a sign-in that failed, with its code and no more', async () => {
    const stage = await openPopup();
    stage.lock.last().setting.onFailure(stage.error('authorization-refused'));
    await settle();
    expect(await noted(stage)).toEqual([{ kind: 'sign-in-failed', code: 'authorization-refused' }]);
  });

  it('is written down: a background that gave no answer', async () => {
    const stage = await openHosted(({ background }) => {
      background.answers['sign-in'] = () => Promise.reject(new Error('The message port closed.'));
    });
    await click('btn-login');
    expect(await noted(stage)).toEqual([{ kind: 'sign-in-failed', code: 'extension-failed' }]);
  });

  it('is not written down twice: a window that failed, which the background has', async () => {
    const stage = await openHosted(({ background }) => {
      background.answers['sign-in'] = async () => failure('sign-in-cancelled');
    });
    await click('btn-login');
    expect(await noted(stage)).toEqual([]);
  });

  it('is written down: a sign-out that failed', async () => {
    const stage = await openPopup(async (opening) => {
      await signedIn(opening);
      opening.background.answers['sign-out'] = async () => failure('storage-failed');
    });
    await click('btn-logout');
    expect(await noted(stage)).toEqual([{ kind: 'sign-out-failed', code: 'storage-failed' }]);
  });

  it('is written down: a session that could not be read', async () => {
    const stage = await openPopup(
      ({ browser }) => {
        browser.storage.session.failure = new Error('disk');
      },
      { storage: 'session' },
    );
    expect(await noted(stage)).toEqual([{ kind: 'storage-failed' }]);
  });
});

describe('the popup of a build for no tenant', () => {
  const HOST = 'https://chosen.example/*';
  const NOTHING = { domain: '', tenant: '', clientId: '', configurable: 'https' as const };
  const choose = ({ browser }: Pick<Stage, 'browser'>) =>
    browser.storage.local.set({
      [OPTIONS.key]: {
        ...{ version: 1, silent: null, logout: null, notify: false },
        tenant: { domain: 'chosen.example', clientId: 'chosen-client' },
      },
    });

  it('says that none is chosen, and loads nothing for the form', async () => {
    const { lock, provisions, background } = await openPopup(() => {}, NOTHING);
    expect(state()).toBe('signed-out');
    expect(notice()).toContain('Nobody has chosen yet');
    expect(element('btn-options').hidden).toBe(false);
    expect(lock.createLock).not.toHaveBeenCalled();
    expect(provisions.gatherProvisions).not.toHaveBeenCalled();
    expect(background.asked('sign-in-silently')).toEqual([]);
  });

  it('says that the chosen one may not be reached', async () => {
    await openPopup(async (stage) => {
      await choose(stage);
      stage.browser.permissions.withheld.add(HOST);
    }, NOTHING);
    expect(notice()).toBe('This extension may not reach chosen.example yet. Allow it in the options.');
  });

  it('has the form of the one that was chosen', async () => {
    const { lock } = await openPopup(choose, NOTHING);
    expect(notice()).toBeNull();
    expect(lock.createLock).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ tenant: 'https://chosen.example', clientId: 'chosen-client' }),
      expect.anything(),
    );
  });

  it('has it when the person comes back from the options', async () => {
    const { browser, lock } = await openPopup(() => {}, NOTHING);
    await choose({ browser });
    dispatchEvent(new Event('focus'));
    await settle();
    expect(lock.createLock).toHaveBeenCalledOnce();
    expect(element('btn-options').hidden).toBe(true);
  });

  it('takes the form away where its tenant may be reached no more', async () => {
    const { browser, lock } = await openPopup(choose, NOTHING);
    browser.permissions.withheld.add(HOST);
    await keep(browser, ENDED);
    await settle();
    expect(lock.last().destroyed).toBe(true);
    expect(element('btn-options').hidden).toBe(false);
  });

  it('offers the options if the browser cannot tell which hosts may be reached', async () => {
    await openPopup(async (stage) => {
      await choose(stage);
      stage.browser.permissions.contains = () => Promise.reject(new Error('No.'));
    }, NOTHING);
    expect(state()).toBe('signed-out');
    expect(element('btn-options').hidden).toBe(false);
  });

  it('offers the options after an error that another choice corrects', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { lock, error } = await openPopup(choose, NOTHING);
    lock.last().setting.onFailure(error('client-unknown'));
    expect(state()).toBe('error');
    expect(element('btn-options').hidden).toBe(false);
  });

  it('names the one that a sign-out could not tell', async () => {
    await openPopup(async (stage) => {
      await choose(stage);
      await signedIn(stage);
      stage.background.answers['sign-out'] = async () => {
        await stage.browser.storage.local.remove(SESSION_KEY);
        return answer({ leftBehind: ['tenant-session'] });
      };
    }, NOTHING);
    await click('btn-logout');
    expect(notice()).toContain('chosen.example could not be told');
  });
});

describe('settings that change while the popup is open', () => {
  const clientIds = ({ lock }: Stage) =>
    lock.createLock.mock.calls.map(([config]) => Object(config).clientId);

  it('replace the form if another application is active now', async () => {
    const stage = await openPopup();
    const [first] = stage.lock.forms;
    stage.browser.storage.managed.change({ clientId: 'managed-client' });
    await settle();
    expect(first?.destroyed).toBe(true);
    expect(clientIds(stage)).toEqual(['unit-client', 'managed-client']);
    expect(state()).toBe('signed-out');
  });

  it('replace the failure of the former form', async () => {
    const stage = await openPopup(({ lock }) => {
      lock.createLock.mockRejectedValueOnce(new TypeError('no such client'));
    });
    expect(state()).toBe('error');
    stage.browser.storage.managed.change({ clientId: 'managed-client' });
    await settle();
    expect(state()).toBe('signed-out');
  });

  it('leave the form as it is if they are about something else', async () => {
    const stage = await openPopup();
    stage.browser.storage.managed.change({ logout: 'local' });
    await settle();
    expect(clientIds(stage)).toEqual(['unit-client']);
  });

  it('are not waited for longer than a second, and apply when they come', async () => {
    const [answered, answerNow] = promiseOf<Record<string, unknown>>();
    const stage = await openPopup(({ browser }) => {
      browser.storage.managed.get = () => answered;
    });
    await vi.advanceTimersByTimeAsync(1_000);
    await settle();
    expect(state()).toBe('signed-out');
    expect(clientIds(stage)).toEqual(['unit-client']);
    answerNow({ clientId: 'managed-client' });
    await settle();
    await vi.advanceTimersByTimeAsync(1_000);
    await settle();
    expect(clientIds(stage)).toEqual(['unit-client', 'managed-client']);
  });
});
