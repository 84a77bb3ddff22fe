import type { SignInAction, SignInError, SignInState } from 'latchkey/popup';
import { expectElement } from '../shared/elements.ts';
import { translatePage } from '../shared/page-messages.ts';
import { translate } from '../shared/translate.ts';
import { fillAccountCard } from './account-card.ts';

/** Callbacks of the popup's buttons. */
export interface PopupActions {
  signIn(): void;
  signOut(): void;
  retry(): void;
  continueInWindow(): void;
  switchAccount(): void;
}

/** Translates `popup.html` and connects its buttons to `actions`. Returns a function that shows a state. */
export function createPopupView(actions: PopupActions): (state: SignInState) => void {
  translatePage();
  onClick('btn-login', actions.signIn);
  onClick('btn-logout', actions.signOut);
  onClick('btn-retry', actions.retry);
  onClick('btn-window', actions.continueInWindow);
  onClick('btn-switch', actions.switchAccount);
  onClick('btn-options', () => expectElement('options', HTMLElement).click());
  let stopCard = () => {};
  let focused: string | null = null;
  return (state) => {
    stopCard();
    stopCard = state.status === 'signed-in' ? fillAccountCard(state.session) : () => {};
    const isNew = show(state);
    const place = focusIn(state);
    if (place !== null && (isNew || place !== focused))
      expectElement(place, HTMLElement).focus({ preventScroll: true });
    focused = place;
  };
}

function onClick(id: string, listener: () => void): void {
  expectElement(id, HTMLButtonElement).addEventListener('click', () => listener());
}

/** Shows a state: `popup.css` selects the visible parts by `<main data-state>`. Returns whether `data-state` has changed. */
function show(state: SignInState): boolean {
  const main = expectElement('main', HTMLElement);
  const isNew = main.dataset.state !== state.status;
  showNotice(formatNotice(state));
  showButtons(state);
  if (state.status === 'error') showError(state.error);
  main.dataset.state = state.status;
  main.toggleAttribute('data-waiting', isWaiting(state));
  main.toggleAttribute('data-window', isInWindow(state));
  // Not on the whole page: screen readers would then not announce its state.
  expectElement('lock', HTMLElement).setAttribute('aria-busy', String(isWaiting(state)));
  expectElement('state', HTMLElement).textContent = formatState(state);
  return isNew;
}

function showButtons(state: SignInState): void {
  const can = (action: SignInAction) => state.actions.some((one) => one === action);
  const login = expectElement('btn-login', HTMLButtonElement);
  login.hidden = !can('sign-in');
  login.textContent = translate(state.status === 'signing-in' ? 'signInAnotherWay' : 'signIn');
  expectElement('btn-options', HTMLButtonElement).hidden = !can('options');
  expectElement('btn-window', HTMLButtonElement).hidden = !can('window');
}

function formatNotice(state: SignInState): string {
  if (isInWindow(state)) return translate('windowIsOpen');
  return (state.status === 'signed-out' && state.notice?.message) || '';
}

function showError({ code, message }: SignInError): void {
  const failure = expectElement('failure', HTMLElement);
  failure.textContent = message;
  failure.dataset.code = code;
}

function isInWindow(state: SignInState): boolean {
  return state.status === 'signing-in' && state.method === 'window';
}

/** Shows a notice, or none if it is empty. The element always exists, so that screen readers announce its changes. */
function showNotice(notice: string): void {
  const element = expectElement('notice', HTMLElement);
  if (element.textContent !== notice) element.textContent = notice;
}

function isWaiting(state: SignInState): boolean {
  switch (state.status) {
    case 'loading':
    case 'signing-in':
      return true;
    case 'signed-out':
      return state.form === 'opening';
    case 'signed-in':
    case 'error':
      return false;
  }
}

function formatState(state: SignInState): string {
  switch (state.status) {
    case 'loading':
      return translate(state.task === 'sign-out' ? 'stateSigningOut' : 'stateLoading');
    case 'signed-out':
      return translate('stateSignedOut');
    case 'signing-in':
      return translate(state.method === 'window' ? 'stateInWindow' : 'stateSigningIn');
    case 'signed-in':
      return translate('stateSignedIn');
    case 'error':
      return translate('stateError');
  }
}

/**
 * Returns the ID of the element that receives the focus, or `null` if Lock or the next state sets it. It is never a button,
 * because a held Enter key would press it. Without a focused element, the next Tab would start at the top of the page.
 */
function focusIn(state: SignInState): string | null {
  switch (state.status) {
    case 'signed-in':
      return 'account';
    case 'error':
      return 'failure';
    case 'loading':
      return state.task === 'sign-out' ? 'main' : null;
    case 'signing-in':
      return state.method === 'window' ? 'main' : null;
    case 'signed-out':
      return state.form === 'absent' ? 'main' : null;
  }
}
