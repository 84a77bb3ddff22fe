import type { Config, LoginKind } from './config.ts';
import type { Branding } from './lock/branding.ts';
import type { LockModule } from './lock/sign-in-form.ts';
import { createEffects } from './popup-effects.ts';
import { OPENING, type PopupEvent } from './popup-model.ts';
import { step } from './popup-state.ts';
import { type SignInState, toSignInState } from './sign-in-state.ts';

export { callAt } from './browser/timer.ts';
export type { Branding, SignUpField } from './lock/branding.ts';
export type { Notice } from './popup-model.ts';
export type { Session } from './session/session.ts';
export type { SignInAction, SignInState } from './sign-in-state.ts';

/** Options of `createSignIn`. */
export interface SignInOptions {
  /** The element that Lock draws its form into. It receives an ID if it has none. */
  readonly container: HTMLElement;
  readonly branding?: Branding;
}

/** The sign-in of one page. Its methods do nothing in a state in which they make no sense. */
export interface SignIn {
  /** Calls `listener` after each change of the state. Returns an unsubscribe function. */
  subscribe(listener: (state: SignInState) => void): () => void;
  /** Returns the state: the same object until it changes. */
  getSnapshot(): SignInState;
  /** Shows the form, or opens the hosted page in a window. */
  signIn(): void;
  signOut(): void;
  /** Signs out, and has the next sign-in ask for the account. */
  switchAccount(): void;
  /** Starts again after an error. */
  retry(): void;
  /** Opens the hosted page in a window, with what was typed. */
  continueInWindow(): void;
  /** Removes the form and ends everything. */
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

const loadLockModule = (login: LoginKind): Promise<LockModule> =>
  login === 'passwordless' ? import('./lock/lock-code.ts') : import('./lock/lock-password.ts');

/**
 * Creates the sign-in of a page: reads the session, shows Lock's form in `container` if no user is signed in, and saves the
 * session. Lock's code is loaded when the form is needed. Sets the performance marks `login-ready` and `session-shown`.
 */
export function createSignIn(
  config: Config,
  { container, branding = NO_BRANDING }: SignInOptions,
  { loadLock = loadLockModule }: { readonly loadLock?: typeof loadLockModule } = {},
): SignIn {
  const build = {
    isHosted: config.login === 'hosted',
    isConfigurable: config.configurable !== undefined,
  };
  const listeners = new Set<(state: SignInState) => void>();
  const events: PopupEvent[] = [];
  let state = OPENING;
  let snapshot = toSignInState(state, build);
  container.id ||= 'latchkey-lock';

  const take = (event: PopupEvent) => {
    const [next, todo] = step(state, event, build);
    if (next !== state) {
      state = next;
      snapshot = toSignInState(state, build);
      for (const listener of listeners) tell(listener, snapshot);
    }
    for (const effect of todo) effects.run(effect);
  };
  /** One event at a time, though a listener or an effect may dispatch another one. */
  const dispatch = (event: PopupEvent) => {
    if (events.push(event) > 1) return;
    for (let next: PopupEvent | undefined = event; next !== undefined; next = events[0]) {
      take(next);
      events.shift();
    }
  };
  const effects = createEffects(config, { container, branding, loadLock, dispatch });
  effects.start();
  effects.run({ do: 'read-status' });

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    signIn: () => dispatch({ type: 'sign-in-requested' }),
    signOut: () => dispatch({ type: 'sign-out-requested', chooseAccount: false }),
    switchAccount: () => dispatch({ type: 'sign-out-requested', chooseAccount: true }),
    retry: () => dispatch({ type: 'retry-requested' }),
    continueInWindow: () => dispatch({ type: 'window-requested' }),
    destroy() {
      listeners.clear();
      effects.stop();
    },
  };
}

/** A listener that throws must not stop the sign-in. */
function tell(listener: (state: SignInState) => void, state: SignInState): void {
  try {
    listener(state);
  } catch (error) {
    console.error(error);
  }
}
