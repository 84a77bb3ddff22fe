// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPopupView } from '../../../src/extension/popup/popup-view.ts';
import type { SignInAction, SignInNotice, SignInState } from '../../../src/sdk/popup.ts';
import type { Session } from '../../../src/sdk/session/session.ts';
import { element, openPopupPage } from '../../support/unit/extension-pages.ts';
import { unitEndingSession, unitSession } from '../../support/unit/session.ts';

const OVER: SignInNotice = { kind: 'session-over', message: 'Your session is over.' };

const LOADING: SignInState = { status: 'loading', task: 'session', actions: [] };
const SIGNING_OUT: SignInState = { status: 'loading', task: 'sign-out', actions: [] };
const OPENING: SignInState = { status: 'signed-out', notice: null, form: 'opening', actions: [] };
const READY: SignInState = { status: 'signed-out', notice: null, form: 'ready', actions: [] };
const ABSENT: SignInState = { status: 'signed-out', notice: null, form: 'absent', actions: ['sign-in'] };
const SIGNING_IN: SignInState = { status: 'signing-in', method: 'form', actions: [] };
const IN_WINDOW: SignInState = { status: 'signing-in', method: 'window', actions: ['sign-in'] };
const ONLY_WINDOW: SignInState = { status: 'signing-in', method: 'window', actions: [] };
const SIGNED_IN = signedIn(unitSession());
const ERROR = failed('Try later.', 'sign-in', 'retry');
const ERROR_OF_FORM = failed('Try later.', 'sign-in', 'window', 'retry');
const ERROR_OF_STORAGE = failed('Try later.', 'retry');

function signedIn(session: Session): SignInState {
  return { status: 'signed-in', user: session.user, session, actions: [] };
}

function failed(message: string, ...actions: SignInAction[]): SignInState {
  return { status: 'error', error: { code: 'tenant-unreachable', message }, actions };
}

function openView() {
  const actions = {
    signIn: vi.fn(),
    signOut: vi.fn(),
    retry: vi.fn(),
    continueInWindow: vi.fn(),
    switchAccount: vi.fn(),
  };
  return { actions, show: createPopupView(actions) };
}

beforeEach(openPopupPage);

describe('popup.html', () => {
  it("is loading, with the text in the user's language as soon as the script runs", () => {
    expect(element('main').dataset.state).toBe('loading');
    expect(element('lock').getAttribute('aria-busy')).toBe('true');
    expect(element('state').textContent).toBe('');
    openView();
    expect(element('state').textContent).toBe('Loading…');
  });

  it.each([
    ['btn-login', 'Sign in'],
    ['btn-logout', 'Sign out'],
    ['btn-retry', 'Try again'],
    ['btn-window', 'Continue in a new window'],
    ['btn-switch', 'Use another account'],
  ])('has a real button #%s: %s', (id, words) => {
    expect(element(id)).toBeInstanceOf(HTMLButtonElement);
    openView();
    expect(element(id).textContent).toBe(words);
    expect(element(id).getAttribute('type')).toBe('button');
  });
});

describe('every state', () => {
  const TABLE: [name: string, state: SignInState, words: string, waiting: boolean, canLogIn: boolean][] = [
    ['loading', LOADING, 'Loading…', true, false],
    ['signing out', SIGNING_OUT, 'Signing out…', true, false],
    ['signed out, the form on its way', OPENING, 'Signed out', true, false],
    ['signed out, the form there', READY, 'Signed out', false, false],
    ['signed out, no form', ABSENT, 'Signed out', false, true],
    ['signing in', SIGNING_IN, 'Signing in…', true, false],
    ['signing in in a window', IN_WINDOW, 'Continue in the window', true, true],
    ['signing in in a window without a form', ONLY_WINDOW, 'Continue in the window', true, false],
    ['signed in', SIGNED_IN, 'Signed in', false, false],
    ['error', ERROR, 'Action needed', false, true],
    ['error of the form', ERROR_OF_FORM, 'Action needed', false, true],
    ['error of the storage', ERROR_OF_STORAGE, 'Action needed', false, false],
  ];

  it.each(TABLE)('shows its name, its text, its wait mark and its "Sign in" button: %s', (...row) => {
    const [, state, words, waiting, canLogIn] = row;
    openView().show(state);
    expect(element('main').dataset.state).toBe(state.status);
    expect(element('state').textContent).toBe(words);
    expect(element('main').hasAttribute('data-waiting')).toBe(waiting);
    expect(element('lock').getAttribute('aria-busy')).toBe(String(waiting));
    expect(element('btn-login').hidden).toBe(!canLogIn);
  });
});

describe('a sign-in', () => {
  it('in a window marks the page, which hides the form', () => {
    openView().show(IN_WINDOW);
    expect(element('main').hasAttribute('data-window')).toBe(true);
  });

  it('in a window has a button for another method, which only this state has', () => {
    const { show } = openView();
    show(IN_WINDOW);
    expect(element('btn-login').textContent).toBe('Sign in another way');
    show(ABSENT);
    expect(element('btn-login').textContent).toBe('Sign in');
  });

  it.each([SIGNING_IN, READY, SIGNED_IN, ERROR])('without a window does not mark the page: %j', (state) => {
    const { show } = openView();
    show(IN_WINDOW);
    show(state);
    expect(element('main').hasAttribute('data-window')).toBe(false);
  });
});

describe('signed in', () => {
  it('shows the user', () => {
    openView().show(SIGNED_IN);
    expect(element('user-name').textContent).toBe('Ada Lovelace');
    expect(element('user-email').textContent).toBe('ada@example.com');
  });
});

describe('a failure', () => {
  it('shows its message, and has its code as an attribute', () => {
    openView().show(ERROR);
    expect(element('failure').textContent).toBe('Try later.');
    expect(element('failure').dataset.code).toBe('tenant-unreachable');
  });

  it.each([
    ['offers the window if that is an action', ERROR_OF_FORM, false],
    ['offers no window otherwise', ERROR, true],
  ])('%s', (_name, state, hidden) => {
    openView().show(state);
    expect(element('btn-window').hidden).toBe(hidden);
  });

  it('shows text as text', () => {
    openView().show(failed('<img src=x onerror=alert(1)>', 'retry'));
    expect(element('failure').children).toHaveLength(0);
  });
});

describe('a notice', () => {
  it('is shown above the form, in a live region that existed before', () => {
    openView().show({ ...READY, notice: OVER });
    expect(element('notice').getAttribute('role')).toBe('status');
    expect(element('notice').hidden).toBe(false);
    expect(element('notice').textContent).toBe(OVER.message);
  });

  it.each([READY, SIGNING_IN, SIGNED_IN, ERROR, LOADING])(
    'is removed in the next state: $status',
    (state) => {
      const { show } = openView();
      show({ ...ABSENT, notice: OVER });
      show(state);
      expect(element('notice').textContent).toBe('');
    },
  );
});

describe('a button', () => {
  it.each([
    ['btn-login', 'signIn'],
    ['btn-logout', 'signOut'],
    ['btn-retry', 'retry'],
    ['btn-window', 'continueInWindow'],
    ['btn-switch', 'switchAccount'],
  ] as const)('#%s runs its one action', (id, action) => {
    const { actions } = openView();
    element(id).click();
    const done = Object.entries(actions).filter(([, mock]) => mock.mock.calls.length > 0);
    expect(done.map(([name]) => name)).toEqual([action]);
  });
});

describe('the remaining time', () => {
  it('is no longer announced after the card is closed', () => {
    vi.useFakeTimers();
    const { show } = openView();
    show(signedIn(unitEndingSession({ expiresAt: Date.now() + 60_000 })));
    expect(vi.getTimerCount()).toBe(1);
    show(READY);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

describe('the focus', () => {
  it.each([
    ['the account', SIGNED_IN, 'account'],
    ['the failure', ERROR, 'failure'],
    ['the page while it signs out', SIGNING_OUT, 'main'],
    ['the page without a form', ABSENT, 'main'],
  ])('moves to %s', (_name, state, id) => {
    const { show } = openView();
    show(SIGNING_IN);
    show(state);
    expect(document.activeElement?.id).toBe(id);
  });

  it('moves to no button, which a held Enter key would press', () => {
    const { show } = openView();
    for (const state of [OPENING, ABSENT, SIGNED_IN, ERROR]) {
      show(state);
      expect(document.activeElement?.tagName).not.toBe('BUTTON');
    }
  });

  it('stays on an element that the user has focused while the state stays the same', () => {
    const { show } = openView();
    show(SIGNED_IN);
    element('btn-logout').focus();
    show(SIGNED_IN);
    expect(document.activeElement?.id).toBe('btn-logout');
  });
});

describe('the button for the options', () => {
  const NO_TENANT: SignInState = {
    ...{ status: 'signed-out', form: 'absent', actions: ['options'] },
    notice: { kind: 'no-tenant', message: 'Choose a tenant.' },
  };

  it('is shown instead of "Sign in" if no tenant is chosen', () => {
    const followed = vi.fn((event: Event) => event.preventDefault());
    element('options').addEventListener('click', followed);
    openView().show(NO_TENANT);
    expect([element('btn-login').hidden, element('btn-options').hidden]).toEqual([true, false]);
    expect(element('notice').textContent).toBe('Choose a tenant.');
    expect(element('lock').getAttribute('aria-busy')).toBe('false');
    element('btn-options').click();
    expect(followed).toHaveBeenCalledOnce();
  });

  it.each([READY, ABSENT, ERROR, SIGNED_IN])('is hidden otherwise: $status', (state) => {
    const { show } = openView();
    show(NO_TENANT);
    show(state);
    expect(element('btn-options').hidden).toBe(true);
  });
});
