import { asLatchkeyError, type LatchkeyError, signInRunning } from '../errors.ts';
import { translate } from '../i18n/translate.ts';

/** Parameters of `/authorize` that a page may choose: connection, login_hint, prompt, screen_hint. */
export type WindowParameters = Readonly<Record<string, string>>;

/** Signing in in a window of the browser's, run by the background: a popup dies when the window takes the focus. */
export interface WindowSignIn {
  /**
   * Opens the window. Resolves when somebody is signed in; rejects with a `LatchkeyError`. Asked for the same
   * connection while its window is open, it joins; for another, it rejects with `sign-in-running`.
   */
  start(parameters: WindowParameters): Promise<void>;
  /** Goes on with one that another background began: `signIn` finishes it and saves the session. Never rejects. */
  resume(signIn: () => Promise<void>): Promise<void>;
  /** Whether a window is open. Not kept: a background that is stopped loses the answer of `launchWebAuthFlow` with it. */
  isRunning(): boolean;
}

/** What a window sign-in works with. */
export interface WindowSignInTools {
  /** Runs the flow and saves the session. */
  signIn(parameters: WindowParameters): Promise<void>;
  /** Hears of each failure, which the popup may not live to see. */
  onFailure(error: LatchkeyError): Promise<void>;
}

export function createWindowSignIn({ signIn, onFailure }: WindowSignInTools): WindowSignIn {
  let running: { readonly connection: string | undefined; readonly done: Promise<void> } | null = null;
  const tell = async (error: LatchkeyError) => {
    try {
      await onFailure(error);
    } catch (failure) {
      // Whoever started the window still hears why it failed; whoever comes later does not.
      console.error('Why the sign-in failed could not be told.', failure);
    }
  };
  const run = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (thrown) {
      const error = asLatchkeyError(thrown, 'extension-failed', translate('signInFailed'));
      await tell(error);
      throw error;
    } finally {
      running = null;
    }
  };
  return {
    async start(parameters) {
      if (running !== null && running.connection !== parameters.connection) {
        throw signInRunning();
      }
      running ??= { connection: parameters.connection, done: run(() => signIn(parameters)) };
      return running.done;
    },
    async resume(work) {
      running ??= { connection: undefined, done: run(work) };
      // Whoever asked for it is gone; `onFailure` has heard of it.
      await running.done.catch(() => {});
    },
    isRunning: () => running !== null,
  };
}
