import { formatError } from '../../sdk/locales/error-messages.ts';
import { translate } from '../../sdk/locales/translate.ts';
import type { PopupState } from '../../sdk/popup-state.ts';
import { expectElement } from '../shared/elements.ts';
import { translatePage } from '../shared/page-messages.ts';
import { fillAccountCard } from './account-card.ts';

/** What the popup's buttons do. */
export interface PopupActions {
  logIn(): void;
  logOut(): void;
  tryAgain(): void;
  useWindow(): void;
  switchAccount(): void;
}

/** The popup's face. `popup.html` has all parts; `popup.css` shows those of `<main data-state>`. */
export interface PopupView {
  show(state: PopupState): void;
  /** What is shown. */
  state(): PopupState['kind'];
}

/** Puts the words into `popup.html`, and joins its buttons to `actions`. */
export function createPopupView(actions: PopupActions): PopupView {
  translatePage();
  expectElement('btn-login', HTMLButtonElement).addEventListener('click', () => actions.logIn());
  expectElement('btn-logout', HTMLButtonElement).addEventListener('click', () => actions.logOut());
  expectElement('btn-retry', HTMLButtonElement).addEventListener('click', () => actions.tryAgain());
  expectElement('btn-window', HTMLButtonElement).addEventListener('click', () => actions.useWindow());
  expectElement('btn-switch', HTMLButtonElement).addEventListener('click', () => actions.switchAccount());
  expectElement('btn-options', HTMLButtonElement).addEventListener('click', () =>
    expectElement('options', HTMLElement).click(),
  );
  let kind: PopupState['kind'] = 'loading';
  let stopCard = () => {};
  return {
    show(state) {
      kind = state.kind;
      stopCard();
      stopCard = state.kind === 'signed-in' ? fillAccountCard(state.session) : () => {};
      show(state);
    },
    state: () => kind,
  };
}

function show(state: PopupState): void {
  const main = expectElement('main', HTMLElement);
  const changed = main.dataset.state !== state.kind;
  fill(state);
  main.dataset.state = state.kind;
  main.toggleAttribute('data-waiting', isWaiting(state));
  main.toggleAttribute('data-window', isInWindow(state));
  // Not of the whole page: a screen reader would then say nothing of its state.
  expectElement('lock', HTMLElement).setAttribute('aria-busy', String(isWaiting(state)));
  expectElement('state', HTMLElement).textContent = stateInWords(state);
  if (changed) moveFocus(state);
}

function fill(state: PopupState): void {
  showNotice(noticeIn(state));
  const login = expectElement('btn-login', HTMLButtonElement);
  login.hidden = !canLogIn(state);
  login.textContent = translate(state.kind === 'signing-in' ? 'signInAnotherWay' : 'logIn');
  expectElement('btn-options', HTMLButtonElement).hidden = !needsOptions(state);
  switch (state.kind) {
    case 'loading':
    case 'signed-out':
    case 'signing-in':
    case 'signed-in':
      return;
    case 'error':
      expectElement('failure', HTMLElement).textContent = state.notice ?? formatError(state.error);
      expectElement('failure', HTMLElement).dataset.code = state.error.code;
      expectElement('btn-window', HTMLButtonElement).hidden = !state.ways.includes('window');
      return;
  }
}

function noticeIn(state: PopupState): string | null {
  if (state.kind === 'signed-out') return state.notice;
  return isInWindow(state) ? translate('windowIsOpen') : null;
}

function isInWindow(state: PopupState): boolean {
  return state.kind === 'signing-in' && state.where === 'window';
}

/** The element is always there, so that a screen reader says what comes into it; empty, it takes no room. */
function showNotice(notice: string | null): void {
  const element = expectElement('notice', HTMLElement);
  if (element.textContent !== (notice ?? '')) element.textContent = notice ?? '';
}

function canLogIn(state: PopupState): boolean {
  return 'canLogIn' in state ? state.canLogIn : state.kind === 'signed-out' && state.form === 'absent';
}

function needsOptions(state: PopupState): boolean {
  if (state.kind === 'error') return state.ways.includes('options');
  return state.kind === 'signed-out' && state.form === 'no-tenant';
}

function isWaiting(state: PopupState): boolean {
  switch (state.kind) {
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

function stateInWords(state: PopupState): string {
  switch (state.kind) {
    case 'loading':
      return translate(state.what === 'sign-out' ? 'stateSigningOut' : 'stateLoading');
    case 'signed-out':
      return translate('stateSignedOut');
    case 'signing-in':
      return translate(state.where === 'window' ? 'stateInWindow' : 'stateSigningIn');
    case 'signed-in':
      return translate('stateSignedIn');
    case 'error':
      return translate('stateError');
  }
}

/**
 * Lock puts the focus into its own form. Focus on a button would let a held Enter key press it; without any, the next
 * Tab would begin anew.
 */
function moveFocus(state: PopupState): void {
  const place = focusIn(state);
  if (place !== null) expectElement(place, HTMLElement).focus({ preventScroll: true });
}

/** The id of the element that the focus belongs to, or `null` where Lock or what comes next has it. */
function focusIn(state: PopupState): string | null {
  switch (state.kind) {
    case 'signed-in':
      return 'account';
    case 'error':
      return 'failure';
    case 'loading':
      return state.what === 'sign-out' ? 'main' : null;
    case 'signing-in':
      return state.where === 'window' ? 'main' : null;
    case 'signed-out':
      return state.form === 'absent' || state.form === 'no-tenant' ? 'main' : null;
  }
}
