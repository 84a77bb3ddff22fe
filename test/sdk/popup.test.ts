// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Request } from '../../src/sdk/browser/messages.ts';
import type { Config } from '../../src/sdk/config.ts';
import { LatchkeyError } from '../../src/sdk/errors.ts';
import type { LockDeps } from '../../src/sdk/lock/lock.ts';
import { loadLockResources } from '../../src/sdk/lock/lock-resources.ts';
import type { LockModule } from '../../src/sdk/lock/sign-in-form.ts';
import { createSignIn, type SignIn, type SignInNotice, type SignInOptions } from '../../src/sdk/popup.ts';
import { type Draft, EMPTY_DRAFT } from '../../src/sdk/storage/draft.ts';
import {
  DRAFT,
  JOURNAL,
  OPTIONS,
  SESSION_KEY,
  SIGN_IN_FAILURE,
  SIGN_OUT_FAILURE,
  USER_ACTIONS,
} from '../../src/sdk/storage/items.ts';
import { promiseOf } from '../support/promise-of.ts';
import { unitConfig } from '../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/unit/fake-browser.ts';
import { storeSealed } from '../support/unit/sealed-session.ts';
import {
  NOON,
  unitAuthResult,
  unitEndingSession,
  unitRecord,
  unitSession,
  unitSignedIn,
  unitTokens,
  unitUser,
} from '../support/unit/session.ts';
import { eventually, settle } from '../support/unit/settle.ts';

const refreshSettings = vi.fn(async () => {});
vi.mock('../../src/sdk/lock/lock-resources.ts', () => ({ loadLockResources: vi.fn() }));
vi.mock('../../src/sdk/lock/lock-password.ts', () => lockModule);

const ERROR = new LatchkeyError('authorization-refused', { reason: 'refused', description: 'No.' });
const CANCELLED = { code: 'sign-in-cancelled', data: {} };
const CLOSED = { type: 'failed', ...CANCELLED };
const NOT_REMOVED = { code: 'storage-failed', data: { reason: 'not-removed' } };
const reply = (answer: object) => ({ type: 'answer', answer });

let auth: SignIn;
let container: HTMLElement;
let forms: { deps: LockDeps; isDestroyed: boolean }[];
let requests: Request[];
let answers: Record<Request['type'], () => Promise<unknown>>;
let draw: Promise<void>;

/** Lock as a form that is ready as soon as `draw` is. The tests do what a user would do in it. */
const lockModule = {
  createLock: vi.fn(async (_config: Config, deps: LockDeps) => {
    const form = { deps, isDestroyed: false };
    forms.push(form);
    return {
      show: () => draw,
      destroy() {
        form.isDestroyed = true;
      },
    };
  }),
};

// As a package has it: there, no code is compiled when it is loaded.
beforeAll(async () => {
  const { loadSignInMessages } = await import('../../src/sdk/locales/sign-in-messages.ts');
  await Promise.all([
    loadSignInMessages({}),
    import('../../src/sdk/lock/sign-in-form.ts'),
    import('../../src/sdk/lock/lock-password.ts'),
  ]);
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: NOON });
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.mocked(loadLockResources)
    .mockReset()
    .mockResolvedValue({ refreshSettings } as never);
  refreshSettings.mockClear();
  lockModule.createLock.mockClear();
  [forms, requests, draw] = [[], [], Promise.resolve()];
  answers = {
    'sign-in': async () => {
      await store(unitRecord());
      return reply({ signedIn: true });
    },
    'sign-in-status': async () => reply({ windowIsOpen: false, failure: null }),
    'sign-in-silently': async () => reply({ signedIn: false }),
    'sign-out': async () => {
      await fakeBrowser.storage.local.remove(SESSION_KEY);
      return reply({ failedSteps: [] });
    },
    'refresh-session': async () => reply({ done: true }),
    revoke: async () => reply({ done: true }),
    'access-token': async () => reply({ accessToken: 'access-token' }),
  };
  fakeBrowser.runtime.onMessage.addListener((message) => {
    const { type, version: _version, ...payload } = message as Request & { version: string };
    const request = { type: type.replace('latchkey.', ''), ...payload } as Request;
    requests.push(request);
    return answers[request.type]();
  });
});
afterEach(() => {
  auth.destroy();
  resetFakeBrowser();
  vi.useRealTimers();
});

/** Makes a page with nothing but a container. */
function mount(): { container: HTMLElement } {
  container = document.createElement('div');
  document.body.replaceChildren(container);
  return { container };
}

async function open(changes: Partial<Config> = {}, options: Partial<SignInOptions> = {}): Promise<void> {
  auth = createSignIn(unitConfig(changes), { ...mount(), ...options });
  await settle();
}

/** Opens the popup of a user who is signed in. */
async function openSignedIn(record: unknown = unitRecord()): Promise<void> {
  await store(record);
  await open();
}

const store = (record: unknown) => fakeBrowser.storage.local.set({ [SESSION_KEY]: record });
const storeInSession = (items: object) => fakeBrowser.storage.session.set({ ...items });
const state = () => auth.getSnapshot();
const status = () => state().status;
const notice = () => ('notice' in state() ? (state() as { notice: SignInNotice | null }).notice : null);
const requestsOf = (type: Request['type']) => requests.filter((request) => request.type === type);
const revoked = () =>
  requests.flatMap((request) => (request.type === 'revoke' ? [request.signedIn.tokens.refreshToken] : []));

const lock = () => (forms.at(-1) ?? expect.fail('There is no form.')).deps;

async function journalEvents(): Promise<unknown[]> {
  const { [JOURNAL.key]: journal } = await fakeBrowser.storage.local.get(JOURNAL.key);
  return (Array.isArray(journal) ? journal : []).map(({ event }) => event);
}

const storedDraft = async () => (await fakeBrowser.storage.session.get(DRAFT.key))[DRAFT.key];

/** Does something, and waits for what follows without other threads. */
async function act(action: () => unknown): Promise<void> {
  await action();
  await settle();
}

async function signInWith(result = unitAuthResult()): Promise<void> {
  lock().onSubmit();
  lock().onAuthenticated(result);
  // Encrypting takes a while.
  await eventually(() => expect(status()).not.toBe('signing-in'));
  await settle();
}

/** The record of a session without a refresh token. */
const ending = (expiresAt: number) =>
  unitRecord({ session: unitEndingSession({ expiresAt }), tokens: unitTokens({ refreshToken: null }) });

describe('createSignIn, with a signed-in user', () => {
  it('returns the user, and does not load Lock', async () => {
    await openSignedIn();
    expect(state()).toMatchObject({ status: 'signed-in', user: unitUser(), session: unitSession() });
    expect(lockModule.createLock).not.toHaveBeenCalled();
  });

  it('requests one refresh of the session after it is shown', async () => {
    const shown: string[] = [];
    answers['refresh-session'] = async () => {
      shown.push(status());
      return reply({ done: true });
    };
    await openSignedIn();
    await act(() => store(unitRecord(unitSignedIn({ createdAt: NOON + 1 }))));
    expect(shown).toEqual(['signed-in']);
  });

  it('shows a failed sign-out from the menu until the user retries', async () => {
    await storeInSession({ [SIGN_OUT_FAILURE.key]: NOT_REMOVED });
    await openSignedIn();
    expect(state()).toMatchObject({ status: 'error', actions: ['retry'] });
    await act(auth.retry);
    expect(status()).toBe('signed-in');
  });

  it('shows the form with the user filled in when the session ends', async () => {
    await openSignedIn(ending(NOON + 60_000));
    await vi.advanceTimersByTimeAsync(60_000);
    await settle();
    expect([status(), notice()?.kind]).toEqual(['signed-out', 'session-over']);
    expect(lock().draft.email).toBe('ada@example.com');
  });

  it('keeps what the user has typed after the session ended', async () => {
    await storeInSession({ [DRAFT.key]: { ...EMPTY_DRAFT, username: 'hedy' } });
    await openSignedIn(ending(NOON - 60_000));
    expect(lock().draft).toMatchObject({ username: 'hedy', email: null });
  });

  it('ignores a read of the session that a later one has overtaken', async () => {
    await openSignedIn();
    const [late, respondLate] = promiseOf<Record<string, unknown>>();
    const { local } = fakeBrowser.storage;
    const get = local.get.bind(local);
    local.get = (key) => {
      if (key !== SESSION_KEY) return get(key);
      local.get = get;
      return late;
    };
    await act(() => store(unitRecord(unitSignedIn({ createdAt: NOON + 1 }))));
    await act(() => store(unitRecord(unitSignedIn({ createdAt: NOON + 2 }))));
    await act(() => respondLate({}));
    expect(status()).toBe('signed-in');
  });

  it('does not wait for the settings, and corrects the state if the session belongs to another application', async () => {
    const [managed, answerManaged] = promiseOf<Record<string, unknown>>();
    fakeBrowser.storage.managed.get = () => managed;
    await openSignedIn();
    expect(status()).toBe('signed-in');
    await act(() => answerManaged({ clientId: 'other-client' }));
    expect(status()).toBe('signed-out');
  });
});

describe('the form', () => {
  it('is rendered into the container, which receives an ID', async () => {
    await open();
    expect(state()).toMatchObject({ status: 'signed-out', form: 'ready', actions: [] });
    expect(lock().container).toBe(container);
    expect(container.id).toMatch(/^latchkey-/);
  });

  it('is ready before any request to the background or the network', async () => {
    const [drawn, finishDrawing] = promiseOf<void>();
    draw = drawn;
    const done = () => [...requests.map(({ type }) => type), refreshSettings.mock.calls.length];
    await open();
    expect(done()).toEqual([0]);
    await act(() => finishDrawing());
    expect(done()).toEqual(['sign-in-silently', 'sign-in-status', 1]);
  });

  it('saves the session, logs the sign-in, deletes the draft and closes', async () => {
    await storeInSession({ [DRAFT.key]: { ...EMPTY_DRAFT, email: 'ada@example.com' } });
    await open();
    await signInWith();
    const { [SESSION_KEY]: record } = await fakeBrowser.storage.local.get(SESSION_KEY);
    expect(record).toMatchObject({ clientId: 'unit-client', user: unitUser(), createdAt: NOON });
    expect([status(), forms[0]?.isDestroyed, await storedDraft()]).toEqual(['signed-in', true, undefined]);
    await eventually(async () =>
      expect(await journalEvents()).toEqual([{ kind: 'signed-in', method: 'form' }]),
    );
  });

  it('has the background revoke the replaced session', async () => {
    const replaced = unitSignedIn({ clientId: 'other-client' });
    await storeSealed(fakeBrowser, unitRecord(replaced));
    await open();
    await eventually(() => expect(status()).toBe('signed-out'));
    await signInWith();
    await eventually(() => expect(requestsOf('revoke')).toEqual([{ type: 'revoke', signedIn: replaced }]));
  });

  it('revokes its session instead of saving it if the user has acted since', async () => {
    await open();
    await act(() => lock().onSubmit());
    await store(unitRecord());
    await storeInSession({ [USER_ACTIONS.key]: { begun: 2, completed: 2 } });
    lock().onAuthenticated(unitAuthResult({ refreshToken: 'late' }));
    await eventually(() => expect([status(), ...revoked()]).toEqual(['signed-in', 'late']));
    expect(await journalEvents()).toEqual([]);
  });

  it('revokes its session without a call of Lock if it was closed after it was submitted', async () => {
    await open();
    const { onSubmit, onTokens } = lock();
    onSubmit();
    await act(() => fakeBrowser.storage.managed.change({ clientId: 'managed-client' }));
    await expect(onTokens(unitAuthResult())).rejects.toThrow();
    await eventually(() => expect(revoked()).toEqual(['refresh-token']));
  });
});

describe('the draft', () => {
  const BEGUN: Draft = { ...EMPTY_DRAFT, email: 'hedy@example.com', step: 'signUp' };

  it('is stored when it changes', async () => {
    await open();
    await act(() => lock().onDraft(BEGUN));
    expect(await storedDraft()).toEqual(BEGUN);
  });

  it.each<[what: string, stored: object | null, email: string | null]>([
    ['begins the form', BEGUN, 'hedy@example.com'],
    ['begins the form empty if there is none', null, null],
  ])('%s', async (_what, stored, email) => {
    if (stored !== null) await storeInSession({ [DRAFT.key]: stored });
    await open();
    expect(lock().draft.email).toBe(email);
  });

  it('is empty if it cannot be read', async () => {
    fakeBrowser.storage.session.failure = new Error('disk');
    await open();
    expect(lock().draft).toEqual(EMPTY_DRAFT);
  });

  it('is restored after a failure', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await open();
    lock().onDraft(BEGUN);
    await act(() => lock().onFailure(ERROR));
    await act(auth.signIn);
    expect(lock().draft).toEqual(BEGUN);
  });
});

describe('a window', () => {
  it('is requested from the background with the typed values', async () => {
    await storeInSession({ [DRAFT.key]: { ...EMPTY_DRAFT, email: 'ada@example.com' } });
    await open();
    await act(() => lock().onWindow({}));
    expect(requestsOf('sign-in')).toEqual([
      { type: 'sign-in', parameters: { login_hint: 'ada@example.com' } },
    ]);
    expect(status()).toBe('signed-in');
  });

  it('is requested before the storage responds, since the popup can close right after the click', async () => {
    await storeInSession({ [DRAFT.key]: { ...EMPTY_DRAFT, email: 'ada@example.com' } });
    await open({ login: 'hosted' });
    fakeBrowser.storage.session.get = () => new Promise<never>(() => {});
    await act(auth.signIn);
    expect(requestsOf('sign-in')).toEqual([
      { type: 'sign-in', parameters: { login_hint: 'ada@example.com' } },
    ]);
  });

  it('leads to a new form with the reason when it was closed, once', async () => {
    answers['sign-in'] = async () => CLOSED;
    await open();
    await act(() => lock().onWindow({ connection: 'acme' }));
    expect(state()).toMatchObject({ status: 'signed-out', notice: { kind: 'failed' } });
    expect([forms.length, requestsOf('sign-in-status').length, await journalEvents()]).toEqual([2, 3, []]);
  });

  it('leads to a notice with the domain whose cookies are blocked when it was closed', async () => {
    document.hasStorageAccess = async () => false;
    answers['sign-in'] = async () => CLOSED;
    await open();
    await act(() => lock().onWindow({ connection: 'acme' }));
    expect(notice()?.message).toContain('cookies');
    Reflect.deleteProperty(document, 'hasStorageAccess');
  });

  it('without a response from the background is logged', async () => {
    answers['sign-in'] = () => Promise.reject(new Error('The message port closed.'));
    await open();
    await act(() => lock().onWindow({}));
    expect(notice()?.kind).toBe('failed');
    expect(await journalEvents()).toEqual([{ kind: 'sign-in-failed', code: 'extension-failed' }]);
  });

  it('is ignored when another one has replaced it', async () => {
    const [closed, close] = promiseOf<object>();
    answers['sign-in'] = () => closed;
    await open();
    await act(() => lock().onWindow({ connection: 'acme' }));
    await act(auth.signIn);
    answers['sign-in'] = () => new Promise(() => {});
    await act(() => lock().onWindow({ connection: 'other' }));
    await act(() => close(CLOSED));
    expect(state()).toMatchObject({ status: 'signing-in', method: 'window' });
  });
});

describe('signOut', () => {
  it.each<[what: string, left: string[], kind: string | undefined]>([
    ['shows the form', [], undefined],
    ['names what could not be ended at the tenant', ['tenant-session'], 'left-behind'],
  ])('%s', async (_what, left, kind) => {
    await openSignedIn();
    answers['sign-out'] = async () => {
      await fakeBrowser.storage.local.remove(SESSION_KEY);
      return reply({ failedSteps: left });
    };
    await act(auth.signOut);
    expect([status(), notice()?.kind]).toEqual(['signed-out', kind]);
    expect(lock().draft).toEqual(EMPTY_DRAFT);
  });

  it('shows a notice if the background stopped in the middle', async () => {
    await openSignedIn();
    answers['sign-out'] = async () => {
      await fakeBrowser.storage.local.remove(SESSION_KEY);
      throw new Error('The message channel closed.');
    };
    await act(auth.signOut);
    expect(notice()?.message).toContain('sign out there too');
  });

  it('leads to a logged error if the session is still stored', async () => {
    await openSignedIn();
    answers['sign-out'] = async () => ({ type: 'failed', ...NOT_REMOVED });
    await act(auth.signOut);
    expect(state()).toMatchObject({ status: 'error', error: { code: 'storage-failed' }, actions: ['retry'] });
    await eventually(async () =>
      expect(await journalEvents()).toEqual([{ kind: 'sign-out-failed', code: 'storage-failed' }]),
    );
    await act(auth.retry);
    expect(status()).toBe('signed-in');
  });

  it('makes the next sign-in prompt for the account, also in another popup', async () => {
    await openSignedIn();
    await act(auth.switchAccount);
    expect(lock().draft).toEqual({ ...EMPTY_DRAFT, chooseAccount: true });
    expect(await storedDraft()).toEqual({ ...EMPTY_DRAFT, chooseAccount: true });
  });
});

describe('a failure', () => {
  beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));

  it('is an error instead of "signed out" when the storage fails, until the user retries', async () => {
    fakeBrowser.storage.local.failure = new Error('disk');
    await open();
    expect(state()).toMatchObject({ status: 'error', error: { code: 'storage-failed' }, actions: ['retry'] });
    fakeBrowser.storage.local.failure = null;
    await act(auth.retry);
    expect(status()).toBe('signed-out');
  });

  it('is logged and revokes the session when that cannot be saved', async () => {
    await open();
    const set = fakeBrowser.storage.local.set.bind(fakeBrowser.storage.local);
    fakeBrowser.storage.local.set = async (items) => {
      if (SESSION_KEY in items) throw new Error('QUOTA_BYTES quota exceeded');
      await set(items);
    };
    await signInWith();
    expect(state()).toMatchObject({ status: 'error', error: { code: 'storage-failed' } });
    await eventually(() => expect(revoked()).toEqual(['refresh-token']));
    expect(await journalEvents()).toEqual([{ kind: 'sign-in-failed', code: 'storage-failed' }]);
  });

  it('refreshes the settings when the form fails, and can be replaced by a silent sign-in', async () => {
    lockModule.createLock.mockRejectedValueOnce(new TypeError('no connection'));
    await open();
    expect(state()).toMatchObject({ status: 'error', error: { code: 'lock-failed' } });
    expect([refreshSettings.mock.calls.length, requestsOf('sign-in-silently').length]).toEqual([1, 1]);
    await act(auth.signIn);
    expect(state()).toMatchObject({ status: 'signed-out', form: 'ready' });
  });

  it('is only logged when no user waits for the request', async () => {
    answers['sign-in-silently'] = async () => ({ type: 'failed', ...NOT_REMOVED });
    answers['sign-in-status'] = answers['sign-in-silently'];
    await open();
    expect([status(), notice()]).toEqual(['signed-out', null]);
    expect(console.error).toHaveBeenCalledTimes(2);
  });
});

it('reports how a window of an earlier popup ended, also while it is open', async () => {
  await open();
  answers['sign-in-status'] = async () => reply({ windowIsOpen: true, failure: null });
  await act(() => storeInSession({ [SIGN_IN_FAILURE.key]: CANCELLED }));
  expect(notice()?.kind).toBe('window-open');
});

it('requests one silent sign-in per opening, which replaces the form', async () => {
  answers['sign-in-silently'] = async () => {
    await store(unitRecord());
    return reply({ signedIn: true });
  };
  await open();
  expect([status(), forms[0]?.isDestroyed]).toEqual(['signed-in', true]);
  await act(auth.signOut);
  expect(requestsOf('sign-in-silently')).toHaveLength(1);
});

describe('the hosted page', () => {
  it.each([
    ['in a build for it', { login: 'hosted' as const }, {}],
    ['if a policy sets an organization', {}, { organization: 'org_1' }],
  ])('opens in a window when the user signs in: %s', async (_what, config, policy) => {
    fakeBrowser.storage.managed.values = policy;
    await open(config);
    expect(state()).toMatchObject({ status: 'signed-out', form: 'absent', actions: ['sign-in'] });
    expect([lockModule.createLock.mock.calls.length, requestsOf('sign-in-silently').length]).toEqual([0, 1]);
    answers['sign-in'] = () => new Promise(() => {});
    await act(auth.signIn);
    expect(requestsOf('sign-in')).toEqual([{ type: 'sign-in', parameters: {} }]);
    expect(state()).toMatchObject({ status: 'signing-in', method: 'window' });
  });
});

describe('a configurable build', () => {
  const NOTHING = { domain: '', tenant: '', clientId: '', configurable: 'https' as const };
  const choose = () =>
    fakeBrowser.storage.local.set({
      [OPTIONS.key]: {
        ...{ version: 1, silent: null, logout: null, notify: false },
        tenant: { domain: 'chosen.example', clientId: 'chosen-client' },
      },
    });

  it('has no form until a tenant is chosen', async () => {
    await open(NOTHING);
    expect(state()).toMatchObject({
      form: 'absent',
      notice: { kind: 'no-tenant' },
      actions: ['options'],
    });
    expect(requests).toEqual([]);
    await choose();
    await act(() => dispatchEvent(new Event('focus')));
    expect(lockModule.createLock.mock.lastCall?.[0]).toMatchObject({ clientId: 'chosen-client' });
    expect(notice()).toBeNull();
  });
});

describe('settings that change', () => {
  const clientIds = () => lockModule.createLock.mock.calls.map(([config]) => config.clientId);

  it('replace the form if another application is active', async () => {
    await open();
    await act(() => fakeBrowser.storage.managed.change({ clientId: 'managed-client' }));
    expect([forms[0]?.isDestroyed, ...clientIds()]).toEqual([true, 'unit-client', 'managed-client']);
    expect(state()).toMatchObject({ form: 'ready' });
  });

  it('keep the form if they concern something else', async () => {
    await open();
    await act(() => fakeBrowser.storage.managed.change({ logout: 'local' }));
    expect(clientIds()).toEqual(['unit-client']);
  });
});

describe('an option of the caller', () => {
  it('replaces a text of the SDK, above the form and in it', async () => {
    answers['sign-in-status'] = async () => reply({ windowIsOpen: true, failure: null });
    await open({}, { messages: { windowIsOpen: 'Look behind you.', fieldEmail: 'Address' } });
    expect(notice()?.message).toBe('Look behind you.');
    expect(lock().text.fieldEmail).toBe('Address');
  });

  it('replaces a part of the branding, and keeps the rest', async () => {
    await open({}, { branding: { title: 'Acme' } });
    expect(lock().branding).toMatchObject({ title: 'Acme', socialButtons: 'big' });
  });
});

describe('the container', () => {
  it.each<[what: string, container: () => Element | null, problem: RegExp]>([
    ['that is not there', () => document.querySelector('#sign-in'), /^container is null, not an element/],
    [
      'that is no HTML element',
      () => document.createElementNS('http://www.w3.org/2000/svg', 'g'),
      /not an element/,
    ],
    ['that is not in the document', () => document.createElement('div'), /not in the document/],
  ])('%s is an error at once', (_what, find, problem) => {
    expect(() => createSignIn(unitConfig(), { container: find() })).toThrow(
      expect.objectContaining({ code: 'configuration-invalid', message: expect.stringMatching(problem) }),
    );
  });

  it('can be reused by a later sign-in', async () => {
    await open();
    const first = auth;
    const second = createSignIn(unitConfig(), { container });
    await settle();
    expect(forms.map(({ isDestroyed }) => isDestroyed)).toEqual([true, false]);
    expect(container.id).toMatch(/^latchkey-/);
    await act(() => store(unitRecord()));
    expect([first, second].map((one) => one.getSnapshot().status)).toEqual(['signed-out', 'signed-in']);
    second.destroy();
  });
});

describe('destroy', () => {
  it('ends everything at once while the popup opens', async () => {
    auth = createSignIn(unitConfig(), mount());
    auth.destroy();
    await settle();
    expect([status(), forms.length, requests.length, container.id]).toEqual(['loading', 0, 0, '']);
  });

  it('closes a form that Lock creates afterward', async () => {
    const [created, finishCreating] = promiseOf<Awaited<ReturnType<LockModule['createLock']>>>();
    lockModule.createLock.mockReturnValueOnce(created);
    await open();
    auth.destroy();
    const destroy = vi.fn();
    await act(() => finishCreating({ show: () => draw, destroy }));
    expect(destroy).toHaveBeenCalledOnce();
  });

  it('closes a form that is not rendered yet', async () => {
    const [drawn, finishDrawing] = promiseOf<void>();
    draw = drawn;
    await open();
    auth.destroy();
    await act(() => finishDrawing());
    expect([state(), forms[0]?.isDestroyed]).toMatchObject([{ form: 'opening' }, true]);
    expect(requests).toEqual([]);
  });

  it('leaves no listener and no timer', async () => {
    const { local, session, managed } = fakeBrowser.storage;
    const left = () => [local, session, managed].map(({ onChanged }) => onChanged.listenerCount());
    const before = left();
    await openSignedIn(ending(NOON + 60_000));
    expect([vi.getTimerCount(), ...left()]).not.toContain(0);
    auth.destroy();
    expect([vi.getTimerCount(), ...left()]).toEqual([0, ...before]);
  });

  it('called by a listener stops the remaining listeners', async () => {
    await openSignedIn();
    auth.subscribe(() => auth.destroy());
    await act(auth.signOut);
    expect([status(), requestsOf('sign-out').length]).toEqual(['loading', 0]);
  });

  it('makes every method do nothing', async () => {
    await open();
    auth.destroy();
    for (const call of [auth.signIn, auth.retry, auth.continueInWindow]) await act(call);
    await act(() => store(unitRecord()));
    expect([status(), requestsOf('sign-in').length]).toEqual(['signed-out', 0]);
  });
});
