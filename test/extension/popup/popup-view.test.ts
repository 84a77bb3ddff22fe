// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPopupView } from '../../../src/extension/popup/popup-view.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { formatError } from '../../../src/sdk/locales/error-messages.ts';
import type { PopupState } from '../../../src/sdk/popup-state.ts';
import { element, openPopupPage } from '../../support/unit/popup-page.ts';
import { unitEndingSession, unitSession } from '../../support/unit/session.ts';

const error = new LatchkeyError('tenant-unreachable', { domain: 'tenant.example' });

const LOADING: PopupState = { kind: 'loading', what: 'session' };
const SIGNING_OUT: PopupState = { kind: 'loading', what: 'sign-out' };
const OPENING: PopupState = { kind: 'signed-out', notice: null, form: 'opening' };
const READY: PopupState = { kind: 'signed-out', notice: null, form: 'ready' };
const ABSENT: PopupState = { kind: 'signed-out', notice: null, form: 'absent' };
const SIGNING_IN: PopupState = { kind: 'signing-in', where: 'form' };
const IN_WINDOW: PopupState = { kind: 'signing-in', where: 'window', canLogIn: true };
const ONLY_WINDOW: PopupState = { kind: 'signing-in', where: 'window', canLogIn: false };
const SIGNED_IN: PopupState = { kind: 'signed-in', session: unitSession() };
const ERROR: PopupState = { kind: 'error', error, notice: null, canLogIn: true, ways: ['retry'] };
const ERROR_OF_FORM: PopupState = {
  kind: 'error',
  error,
  notice: null,
  canLogIn: true,
  ways: ['window', 'retry'],
};
const ERROR_OF_STORAGE: PopupState = { kind: 'error', error, notice: null, canLogIn: false, ways: ['retry'] };

function openView() {
  const actions = {
    logIn: vi.fn(),
    logOut: vi.fn(),
    tryAgain: vi.fn(),
    useWindow: vi.fn(),
    switchAccount: vi.fn(),
  };
  return { actions, view: createPopupView(actions) };
}

beforeEach(openPopupPage);

describe('popup.html', () => {
  it('is loading, and says so in the person’s language as soon as there is a script', () => {
    expect(element('main').dataset.state).toBe('loading');
    expect(element('lock').getAttribute('aria-busy')).toBe('true');
    expect(element('state').textContent).toBe('');
    openView();
    expect(element('state').textContent).toBe('Loading…');
  });

  it.each([
    ['btn-login', 'Log in'],
    ['btn-logout', 'Log out'],
    ['btn-retry', 'Try again'],
    ['btn-window', 'Continue in a window'],
    ['btn-switch', 'Use another account'],
  ])('has a real button #%s: %s', (id, words) => {
    expect(element(id)).toBeInstanceOf(HTMLButtonElement);
    openView();
    expect(element(id).textContent).toBe(words);
    expect(element(id).getAttribute('type')).toBe('button');
  });
});

describe('each state', () => {
  const TABLE: [name: string, state: PopupState, words: string, waiting: boolean, canLogIn: boolean][] = [
    ['loading', LOADING, 'Loading…', true, false],
    ['signing out', SIGNING_OUT, 'Signing out…', true, false],
    ['signed out, the form on its way', OPENING, 'Signed out', true, false],
    ['signed out, the form there', READY, 'Signed out', false, false],
    ['signed out, no form', ABSENT, 'Signed out', false, true],
    ['signing in', SIGNING_IN, 'Signing in…', true, false],
    ['signing in in a window', IN_WINDOW, 'Go on in the window', true, true],
    ['signing in in a window, where there is no form', ONLY_WINDOW, 'Go on in the window', true, false],
    ['signed in', SIGNED_IN, 'Signed in', false, false],
    ['error', ERROR, 'Something needs you', false, true],
    ['error of the form', ERROR_OF_FORM, 'Something needs you', false, true],
    ['error of the storage', ERROR_OF_STORAGE, 'Something needs you', false, false],
  ];

  it.each(TABLE)('has its name, and its words for a screen reader: %s', (_name, state, words) => {
    openView().view.show(state);
    expect(element('main').dataset.state).toBe(state.kind);
    expect(element('state').textContent).toBe(words);
  });

  it.each(TABLE)('waits visibly, and for a screen reader, or not: %s', (_name, state, _words, waiting) => {
    openView().view.show(state);
    expect(element('main').hasAttribute('data-waiting')).toBe(waiting);
    expect(element('lock').getAttribute('aria-busy')).toBe(String(waiting));
  });

  it.each(TABLE)('offers "Log in" where it makes sense: %s', (_name, state, _words, _waiting, canLogIn) => {
    openView().view.show(state);
    expect(element('btn-login').hidden).toBe(!canLogIn);
  });
});

describe('a sign-in', () => {
  it('in a window says so to the stylesheet, which then hides the form', () => {
    openView().view.show(IN_WINDOW);
    expect(element('main').hasAttribute('data-window')).toBe(true);
  });

  it('in a window has a button for another way, which "Log in" is in every other state', () => {
    const { view } = openView();
    view.show(IN_WINDOW);
    expect(element('btn-login').textContent).toBe('Sign in another way');
    view.show(ABSENT);
    expect(element('btn-login').textContent).toBe('Log in');
  });

  it.each([SIGNING_IN, READY, SIGNED_IN, ERROR])('in the form, or none, does not: %j', (state) => {
    const { view } = openView();
    view.show(IN_WINDOW);
    view.show(state);
    expect(element('main').hasAttribute('data-window')).toBe(false);
  });
});

describe('signed in', () => {
  it('shows who', () => {
    openView().view.show(SIGNED_IN);
    expect(element('user-name').textContent).toBe('Ada Lovelace');
    expect(element('user-email').textContent).toBe('ada@example.com');
  });
});

describe('a failure', () => {
  it('shows its sentence, and has its code for programs', () => {
    openView().view.show(ERROR);
    expect(element('failure').textContent).toBe(formatError(error));
    expect(element('failure').dataset.code).toBe('tenant-unreachable');
  });

  it.each([
    ['offers the window where that is a way on', ERROR_OF_FORM, false],
    ['offers no window where that is none', ERROR, true],
  ])('%s', (_name, state, hidden) => {
    openView().view.show(state);
    expect(element('btn-window').hidden).toBe(hidden);
  });

  it('shows text as text', () => {
    const markup = new LatchkeyError('authorization-refused', {
      reason: 'refused',
      description: '<img src=x onerror=alert(1)>',
    });
    openView().view.show({ ...ERROR_OF_STORAGE, error: markup });
    expect(element('failure').children).toHaveLength(0);
  });
});

describe('a notice', () => {
  it('is shown above the form, in an element that a screen reader knew before', () => {
    openView().view.show({ ...READY, notice: 'Your session has ended.' });
    expect(element('notice').getAttribute('role')).toBe('status');
    expect(element('notice').hidden).toBe(false);
    expect(element('notice').textContent).toBe('Your session has ended.');
  });

  it.each([READY, SIGNING_IN, SIGNED_IN, ERROR, LOADING])('is gone in the next state: $kind', (state) => {
    const { view } = openView();
    view.show({ ...ABSENT, notice: 'Your session has ended.' });
    view.show(state);
    expect(element('notice').textContent).toBe('');
  });
});

describe('a button', () => {
  it.each([
    ['btn-login', 'logIn'],
    ['btn-logout', 'logOut'],
    ['btn-retry', 'tryAgain'],
    ['btn-window', 'useWindow'],
    ['btn-switch', 'switchAccount'],
  ] as const)('#%s does its one thing', (id, action) => {
    const { actions } = openView();
    element(id).click();
    const done = Object.entries(actions).filter(([, mock]) => mock.mock.calls.length > 0);
    expect(done.map(([name]) => name)).toEqual([action]);
  });
});

describe('the time that is left', () => {
  it('is told no more once the card is gone', () => {
    vi.useFakeTimers();
    const { view } = openView();
    view.show({ kind: 'signed-in', session: unitEndingSession({ expiresAt: Date.now() + 60_000 }) });
    expect(vi.getTimerCount()).toBe(1);
    view.show(READY);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

describe('the focus', () => {
  it.each([
    ['the account', SIGNED_IN, 'account'],
    ['the failure', ERROR, 'failure'],
    ['the page, from where the next Tab leads on, while it signs out', SIGNING_OUT, 'main'],
    ['the page where there is no form', ABSENT, 'main'],
  ])('goes to %s', (_name, state, id) => {
    const { view } = openView();
    view.show(SIGNING_IN);
    view.show(state);
    expect(document.activeElement?.id).toBe(id);
  });

  it('goes to no button, which a held Enter key would press', () => {
    const { view } = openView();
    for (const state of [OPENING, ABSENT, SIGNED_IN, ERROR]) {
      view.show(state);
      expect(document.activeElement?.tagName).not.toBe('BUTTON');
    }
  });

  it('stays where the person put it while the state stays', () => {
    const { view } = openView();
    view.show(SIGNED_IN);
    element('btn-logout').focus();
    view.show(SIGNED_IN);
    expect(document.activeElement?.id).toBe('btn-logout');
  });
});

describe('where no tenant is chosen', () => {
  const NO_TENANT: PopupState = { kind: 'signed-out', notice: 'Choose one.', form: 'no-tenant' };
  const isOffered = () => !element('btn-options').hidden;

  it('a button leads to the options, and none to a form', () => {
    const followed = vi.fn((event: Event) => event.preventDefault());
    element('options').addEventListener('click', followed);
    openView().view.show(NO_TENANT);
    expect(element('notice').textContent).toBe('Choose one.');
    expect(element('btn-login').hidden).toBe(true);
    expect(element('lock').getAttribute('aria-busy')).toBe('false');
    expect(element('btn-options').textContent).toBe('Open the options');
    element('btn-options').click();
    expect(followed).toHaveBeenCalledOnce();
  });

  it('the button goes when one is chosen', () => {
    const { view } = openView();
    view.show(NO_TENANT);
    view.show(READY);
    expect(isOffered()).toBe(false);
    view.show(NO_TENANT);
    expect(isOffered()).toBe(true);
  });
});
