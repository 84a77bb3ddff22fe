import type { Config } from './config.ts';
import { LatchkeyError } from './errors.ts';
import type { Texts } from './locales/catalogue.ts';
import type { Branding } from './lock/branding.ts';
import { createEffects } from './popup-effects.ts';
import { OPENING, type PopupEvent } from './popup-model.ts';
import { step } from './popup-state.ts';
import type { SignInState } from './sign-in-state.ts';
import { createSnapshots } from './snapshots.ts';

export { callAt } from './browser/timers.ts';
export type { ErrorCode } from './errors.ts';
export type { Texts } from './locales/catalogue.ts';
export type { Branding, SignUpField } from './lock/branding.ts';
export { displayName, displayText, initials } from './session/display-name.ts';
export type { Session } from './session/session.ts';
export type { SignInAction, SignInError, SignInNotice, SignInState } from './sign-in-state.ts';

/** Options of `createSignIn`. */
export interface SignInOptions {
  /**
   * The element that Lock renders its form into. Must be in the document and outside shadow roots. Gets an ID if it has none. A
   * later `createSignIn` for the same element replaces this one.
   */
  readonly container: Element | null;
  /** Changes to Lock's default appearance. */
  readonly branding?: Partial<Branding>;
  /** Texts that replace the SDK's own. */
  readonly messages?: Texts;
}

/** Controls the sign-in of one page. A method that doesn't apply to the current state does nothing. */
export interface SignIn {
  /** Calls `listener` after each change of the state. Returns an unsubscribe function. */
  subscribe(listener: (state: SignInState) => void): () => void;
  /** Returns the current state. It is the same object until the state changes. */
  getSnapshot(): SignInState;
  /** Shows the form, or opens the hosted page in a window. */
  signIn(): void;
  signOut(): void;
  /** Signs out. The next sign-in then prompts for the account. */
  switchAccount(): void;
  /** Starts again after an error. */
  retry(): void;
  /** Opens the hosted page in a window, prefilled with what the user has typed. */
  continueInWindow(): void;
  /** Removes the form and stops all work of this page. A sign-in or sign-out that the background runs continues. */
  destroy(): void;
}

const NO_BRANDING: Branding = {
  logo: '',
  title: '',
  socialButtons: 'big',
  connectionButtons: {},
  terms: { text: null, mustAccept: false },
  additionalSignUpFields: [],
};

/** Dispatched to a container when another sign-in is created for it. */
const REPLACED = 'latchkey-replaced';

/**
 * Creates the sign-in of a page. Reads the session, shows Lock's form in `container` if no user is signed in, and saves the new
 * session. Loads Lock's code when the form is needed, and the messages with the first state that has one. Throws
 * `configuration-invalid` if `container` can't be used. Sets the performance marks `login-ready` and `session-shown`.
 */
export function createSignIn(config: Config, { container, branding, messages = {} }: SignInOptions): SignIn {
  const loadMessages = async () => {
    const { loadSignInMessages } = await import('./locales/sign-in-messages.ts');
    return loadSignInMessages(messages);
  };
  const controller = new AbortController();
  const { signal } = controller;
  const element = takeContainer(container, controller);
  const build = {
    isHosted: config.login === 'hosted',
    isConfigurable: config.configurable !== undefined,
  };
  const events: PopupEvent[] = [];
  let state = OPENING;
  const snapshots = createSnapshots(build, loadMessages, signal);

  const handle = (event: PopupEvent) => {
    const [next, effects] = step(state, event, build);
    if (next !== state) {
      state = next;
      snapshots.publish(state);
    }
    for (const effect of effects) run(effect);
  };
  /** Handles one event at a time, even if a listener or an effect dispatches another one. */
  const dispatch = (event: PopupEvent) => {
    if (signal.aborted || events.push(event) > 1) return;
    for (let next: PopupEvent | undefined = event; next !== undefined; next = events[0]) {
      handle(next);
      events.shift();
    }
  };
  const run = createEffects(config, {
    ...{ container: element, branding: { ...NO_BRANDING, ...branding } },
    ...{ loadMessages, dispatch, signal },
  });
  run({ do: 'read-status' });

  return {
    subscribe: snapshots.subscribe,
    getSnapshot: snapshots.get,
    signIn: () => dispatch({ type: 'sign-in-requested' }),
    signOut: () => dispatch({ type: 'sign-out-requested', chooseAccount: false }),
    switchAccount: () => dispatch({ type: 'sign-out-requested', chooseAccount: true }),
    retry: () => dispatch({ type: 'retry-requested' }),
    continueInWindow: () => dispatch({ type: 'window-requested' }),
    destroy: () => controller.abort(),
  };
}

/**
 * Returns `container` after ending the sign-in that used it before. Aborts `controller` when another sign-in takes it. Throws
 * `configuration-invalid` if it can't be used.
 */
function takeContainer(container: Element | null, controller: AbortController): HTMLElement {
  if (!(container instanceof HTMLElement)) {
    throw unusable(`${container}, not an element of the page`);
  }
  const { signal } = controller;
  container.dispatchEvent(new Event(REPLACED));
  if (container.id === '') {
    container.id = `latchkey-${crypto.randomUUID()}`;
    signal.addEventListener('abort', () => container.removeAttribute('id'));
  }
  // Lock finds the element by its ID.
  if (document.getElementById(container.id) !== container) {
    throw unusable(
      `an element that is not in the document, is in a shadow root, or shares its ID "${container.id}"`,
    );
  }
  container.addEventListener(REPLACED, () => controller.abort(), { signal });
  return container;
}

function unusable(what: string): LatchkeyError {
  return new LatchkeyError('configuration-invalid', {
    reason: 'field',
    field: 'container',
    description: `is ${what}. Pass, for example, document.querySelector('#sign-in').`,
  });
}
