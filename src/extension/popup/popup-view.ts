import type { SignInAction, SignInError, SignInState } from 'latchkey/popup';
import { expectElement, translatePage } from '../shared/page.ts';
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
    const main = expectElement('main', HTMLElement);
    const isNew = main.dataset.state !== state.status;
    const { text, isWaiting, focus } = describe(state);
    showNotice(formatNotice(state));
    showButtons(state);
    if (state.status === 'error') showError(state.error);
    // `popup.css` selects the visible parts by these attributes.
    main.dataset.state = state.status;
    main.toggleAttribute('data-waiting', isWaiting);
    main.toggleAttribute('data-window', isInWindow(state));
    // Not on the whole page: screen readers would then not announce its state.
    expectElement('lock', HTMLElement).setAttribute('aria-busy', String(isWaiting));
    expectElement('state', HTMLElement).textContent = text;
    if (focus !== null && (isNew || focus !== focused))
      expectElement(focus, HTMLElement).focus({ preventScroll: true });
    focused = focus;
  };
}

function onClick(id: string, listener: () => void): void {
  expectElement(id, HTMLButtonElement).addEventListener('click', () => listener());
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

interface Description {
  /** The name of the state. */
  readonly text: string;
  /** Whether the popup waits for the session, the form or the tenant. */
  readonly isWaiting: boolean;
  /**
   * The ID of the element that receives the focus, or `null` if Lock or the next state sets it. It is never a button, because a
   * held Enter key would press it. Without a focused element, the next Tab would start at the top of the page.
   */
  readonly focus: 'main' | 'account' | 'failure' | null;
}

function describe(state: SignInState): Description {
  switch (state.status) {
    case 'loading':
      return state.task === 'sign-out'
        ? { text: translate('stateSigningOut'), isWaiting: true, focus: 'main' }
        : { text: translate('stateLoading'), isWaiting: true, focus: null };
    case 'signed-out': {
      const focus = state.form === 'absent' ? 'main' : null;
      return { text: translate('stateSignedOut'), isWaiting: state.form === 'opening', focus };
    }
    case 'signing-in':
      return isInWindow(state)
        ? { text: translate('stateInWindow'), isWaiting: true, focus: 'main' }
        : { text: translate('stateSigningIn'), isWaiting: true, focus: null };
    case 'signed-in':
      return { text: translate('stateSignedIn'), isWaiting: false, focus: 'account' };
    case 'error':
      return { text: translate('stateError'), isWaiting: false, focus: 'failure' };
  }
}
