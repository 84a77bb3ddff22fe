// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPopupView } from '../../../src/extension/popup/popup-view.ts';
import type { SignInAction, SignInState } from '../../../src/sdk/popup.ts';
import type { Session } from '../../../src/sdk/session/session.ts';
import { element, openPopupPage } from '../../support/unit/extension-pages.ts';
import { unitEndingSession, unitSession } from '../../support/unit/session.ts';

const LOADING: SignInState = { status: 'loading', task: 'session', actions: [] };
const SIGNING_OUT: SignInState = { status: 'loading', task: 'sign-out', actions: [] };
const OPENING: SignInState = { status: 'signed-out', notice: null, form: 'opening', actions: [] };
const READY: SignInState = { status: 'signed-out', notice: null, form: 'ready', actions: [] };
const ABSENT: SignInState = { status: 'signed-out', notice: null, form: 'absent', actions: ['sign-in'] };
const SIGNING_IN: SignInState = { status: 'signing-in', method: 'form', actions: [] };
const IN_WINDOW: SignInState = { status: 'signing-in', method: 'window', actions: ['sign-in'] };
const SIGNED_IN = signedIn(unitSession());
const ERROR = failed('Try later.', 'retry');
const NO_TENANT: SignInState = {
  ...{ status: 'signed-out', form: 'absent', actions: ['options'] },
  notice: { kind: 'no-tenant', message: 'Choose a tenant.' },
};

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

/** Shows the states one after another. */
function show(...states: readonly SignInState[]): void {
  const view = openView();
  for (const state of states) view.show(state);
}

beforeEach(openPopupPage);

const text = (id: string) => element(id).textContent;
const focused = () => document.activeElement?.id;

describe('popup.html', () => {
  it('is loading without a text before the script runs', () => {
    expect(element('main').dataset.state).toBe('loading');
    expect(element('lock').getAttribute('aria-busy')).toBe('true');
    expect(text('state')).toBe('');
  });
});

describe('createPopupView', () => {
  it('translates the page', () => {
    openView();
    expect(text('state')).toBe('Loading…');
  });

  it.each([
    ['btn-login', 'Sign in', 'signIn'],
    ['btn-logout', 'Sign out', 'signOut'],
    ['btn-retry', 'Try again', 'retry'],
    ['btn-window', 'Continue in a new window', 'continueInWindow'],
    ['btn-switch', 'Use another account', 'switchAccount'],
  ] as const)('connects the button #%s, "%s", to %s', (id, label, action) => {
    const { actions } = openView();
    const button = element(id);
    expect([button.tagName, button.getAttribute('type'), button.textContent]).toEqual([
      ...['BUTTON', 'button', label],
    ]);
    button.click();
    const called = Object.entries(actions).filter(([, mock]) => mock.mock.calls.length > 0);
    expect(called.map(([name]) => name)).toEqual([action]);
  });

  it.each<[name: string, state: SignInState, text: string, isWaiting: boolean, isInWindow: boolean]>([
    ['loading', LOADING, 'Loading…', true, false],
    ['signing out', SIGNING_OUT, 'Signing out…', true, false],
    ['signed out with an opening form', OPENING, 'Signed out', true, false],
    ['signed out with a form', READY, 'Signed out', false, false],
    ['signed out without a form', ABSENT, 'Signed out', false, false],
    ['signed out without a tenant', NO_TENANT, 'Signed out', false, false],
    ['signing in', SIGNING_IN, 'Signing in…', true, false],
    ['signing in in a window', IN_WINDOW, 'Continue in the window', true, true],
    ['signed in', SIGNED_IN, 'Signed in', false, false],
    ['error', ERROR, 'Action needed', false, false],
  ])('shows the state after another one: %s', (_name, state, label, isWaiting, isInWindow) => {
    show(state === IN_WINDOW ? READY : IN_WINDOW, state);
    const main = element('main');
    expect(main.dataset.state).toBe(state.status);
    expect(text('state')).toBe(label);
    expect(main.hasAttribute('data-waiting')).toBe(isWaiting);
    expect(element('lock').getAttribute('aria-busy')).toBe(String(isWaiting));
    expect(main.hasAttribute('data-window')).toBe(isInWindow);
  });

  it.each<[actions: SignInAction[], visible: string[]]>([
    [[], []],
    [['retry'], []],
    [['sign-in', 'retry'], ['btn-login']],
    [
      ['sign-in', 'window', 'retry'],
      ['btn-login', 'btn-window'],
    ],
    [['options'], ['btn-options']],
  ])('shows for the actions %j the buttons %j', (actions, visible) => {
    show(failed('', 'sign-in', 'window', 'options'), failed('', ...actions));
    const buttons = ['btn-login', 'btn-window', 'btn-options'];
    expect(buttons.filter((id) => !element(id).hidden)).toEqual(visible);
  });

  it('names the sign-in button differently while a window is open', () => {
    show(IN_WINDOW);
    expect(text('btn-login')).toBe('Sign in another way');
    show(IN_WINDOW, ABSENT);
    expect(text('btn-login')).toBe('Sign in');
  });

  it('opens the options with their button', () => {
    const followed = vi.fn((event: Event) => event.preventDefault());
    element('options').addEventListener('click', followed);
    show(NO_TENANT);
    element('btn-options').click();
    expect(followed).toHaveBeenCalledOnce();
  });

  it('shows an error as text, with its code as an attribute', () => {
    show(failed('<img src=x onerror=alert(1)>', 'retry'));
    expect(text('failure')).toBe('<img src=x onerror=alert(1)>');
    expect(element('failure').dataset.code).toBe('tenant-unreachable');
  });

  it('shows a notice in a live region that existed before', () => {
    show(NO_TENANT);
    expect([element('notice').getAttribute('role'), text('notice')]).toEqual(['status', 'Choose a tenant.']);
  });

  it.each([READY, SIGNING_IN, SIGNED_IN, ERROR, LOADING])('removes the notice at $status', (state) => {
    show(NO_TENANT, state);
    expect(text('notice')).toBe('');
  });

  it('stops the timer of the account card after a sign-out', () => {
    vi.useFakeTimers();
    const view = openView();
    view.show(signedIn(unitEndingSession({ expiresAt: Date.now() + 60_000 })));
    expect([text('user-name'), vi.getTimerCount()]).toEqual(['Ada Lovelace', 1]);
    view.show(READY);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it.each([
    ['the account', SIGNED_IN, 'account'],
    ['the error', ERROR, 'failure'],
    ['the page while it signs out', SIGNING_OUT, 'main'],
    ['the page without a form', ABSENT, 'main'],
    ['the page while a window is open', IN_WINDOW, 'main'],
  ])('focuses %s and no button, which a held Enter key would press', (_name, state, id) => {
    show(SIGNING_IN, state);
    expect(focused()).toBe(id);
  });

  it('keeps the focus that the user has moved when the state stays the same', () => {
    const view = openView();
    view.show(SIGNED_IN);
    element('btn-logout').focus();
    view.show(SIGNED_IN);
    expect(focused()).toBe('btn-logout');
  });
});
