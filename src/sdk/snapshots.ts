import type { StateMessages } from './locales/sign-in-messages.ts';
import { OPENING, type PopupBuild, type PopupState } from './popup-model.ts';
import { hasMessage, type SignInState, toSignInState } from './sign-in-state.ts';

/** What `createSignIn` publishes of its states. */
export interface Snapshots {
  /** Shows a state: at once, or if it has a message, as soon as messages are loaded unless another state is shown by then. */
  publish(state: PopupState): void;
  get(): SignInState;
  /** Calls `listener` after each change. Returns an unsubscribe function. */
  subscribe(listener: (state: SignInState) => void): () => void;
}

/** Creates the snapshots of one sign-in. `loadMessages` is called when the first message is needed. `signal` ends everything. */
export function createSnapshots(
  build: PopupBuild,
  loadMessages: () => Promise<StateMessages>,
  signal: AbortSignal,
): Snapshots {
  const listeners = new Set<(state: SignInState) => void>();
  let latest = OPENING;
  let shown = OPENING;
  let snapshot = toSignInState(OPENING, build, LAST_RESORT);
  let messages: StateMessages | null = null;
  let loading: Promise<void> | null = null;

  const load = async () => {
    try {
      messages = await loadMessages();
    } catch (error) {
      console.error('The messages could not be loaded.', error);
      messages = LAST_RESORT;
    }
  };
  const show = (state: PopupState) => {
    if (state === shown || signal.aborted) return;
    shown = state;
    snapshot = toSignInState(state, build, messages ?? LAST_RESORT);
    for (const listener of listeners) call(listener, snapshot);
  };
  return {
    publish(state) {
      latest = state;
      if (messages !== null || !hasMessage(state)) return show(state);
      loading ??= load();
      void loading.then(() => show(latest));
    },
    get: () => snapshot,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A listener that throws must not stop the sign-in. */
function call(listener: (state: SignInState) => void, state: SignInState): void {
  try {
    listener(state);
  } catch (error) {
    console.error(error);
  }
}

/** English, for developers: the extension was updated or damaged while the page is open. */
const LAST_RESORT: StateMessages = {
  formatError: ({ message }) => message,
  waysOn: () => ['retry'],
  formatNotice: (notice) => ('error' in notice ? notice.error.message : 'Reload the page and try again.'),
};
