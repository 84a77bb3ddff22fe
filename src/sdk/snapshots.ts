import type { StateMessages } from './locales/sign-in-messages.ts';
import { OPENING, type PopupBuild, type PopupState } from './popup-model.ts';
import { hasMessage, type SignInState, toSignInState } from './sign-in-state.ts';

/** Returns the states that one sign-in publishes. Calls `loadMessages` when the first message is needed. `signal` stops publishing. */
export function createSnapshots(
  build: PopupBuild,
  loadMessages: () => Promise<StateMessages>,
  signal: AbortSignal,
) {
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
    /** Publishes a state immediately. If it has a message, waits for the messages, then publishes the latest state. */
    publish(state: PopupState): void {
      latest = state;
      if (messages !== null || !hasMessage(state)) {
        show(state);
        return;
      }
      loading ??= load();
      void loading.then(() => show(latest));
    },
    get: () => snapshot,
    /** Calls `listener` after each change. Returns an unsubscribe function. */
    subscribe(listener: (state: SignInState) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Calls a listener. Logs what it throws, so that the sign-in continues. */
function call(listener: (state: SignInState) => void, state: SignInState): void {
  try {
    listener(state);
  } catch (error) {
    console.error(error);
  }
}

/** English messages for developers, if the messages can't be loaded: the extension was updated or damaged with the page open. */
const LAST_RESORT: StateMessages = {
  formatError: ({ message }) => message,
  errorActions: () => ['retry'],
  formatNotice: (notice) => ('error' in notice ? notice.error.message : 'Reload the page and try again.'),
};
