import type { Responses, WindowParameters } from '../browser/messages.ts';
import { failIfNoWindowOpens } from '../browser/window-timeout.ts';
import { asLatchkeyError, LatchkeyError, serializeError, tenantUnreachable } from '../errors.ts';
import { createSession } from '../session/session.ts';
import { saveOrRevoke } from '../storage/user-actions.ts';
import { authorize } from '../tenant/authorize.ts';
import type { Deps } from './deps.ts';
import { expectTenant } from './missing-tenant.ts';

/** Returns the number of the user action (see `UserActions`) that last requested the window. */
export type Action = () => Promise<number>;

/** Dependencies of `createWindows`. */
export interface WindowsDeps {
  /** Records that the user begins a sign-in: see `UserActions`. */
  begin(): Promise<number>;
  /** Runs the flow and saves the session, unless the user has begun another action since. */
  signIn(parameters: WindowParameters, action: Action): Promise<void>;
  /** Settles as the flow does, or rejects if its window doesn't open: see `failIfNoWindowOpens`. */
  watch(flow: Promise<void>): Promise<void>;
  /** Called with each failure, because the popup might close before it can show it. */
  onFailure(error: LatchkeyError): Promise<void>;
}

/**
 * Returns the sign-in in a browser window, at the application that is active when the sign-in begins. The background script runs it,
 * because a popup closes when the window takes the focus.
 */
export function createWindowSignIn(deps: Deps) {
  const { run, session, userActions, journal, revoke, signInFailure } = deps;
  const signIn = async (parameters: WindowParameters, action: Action) => {
    const { config } = await deps.settings();
    await deps.reconcile();
    void signInFailure.remove();
    await expectTenant(config);
    const tools = { identity: deps.identity(), fetch: deps.fetch, keys: deps.keys(config) };
    const result = await authorize(config, { interactive: true, parameters }, tools);
    const signedIn = createSession(result, config, Date.now());
    const number = await action();
    const save = () => userActions.complete(number, () => session.save(signedIn).then(() => true));
    if (!(await saveOrRevoke(signedIn, { save, revoke }))) return;
    void journal.note({ kind: 'signed-in', method: 'window' });
    // If the window opened late, that was reported as a failure.
    void signInFailure.remove();
  };

  const windows = createWindows({
    begin: userActions.begin,
    // The caller might receive a failure long before the flow ends.
    signIn: (parameters, action) => run(() => signIn(parameters, action), { waitsForUser: true }),
    watch: (flow) =>
      failIfNoWindowOpens(flow, async () =>
        tenantUnreachable((await deps.settings()).config.domain, new Error('No window opened in time.')),
      ),
    onFailure: (error) => {
      void journal.note({ kind: 'sign-in-failed', code: error.code });
      return signInFailure.write(error);
    },
  });
  return {
    ...windows,
    /** Returns whether a window is open and why the last one failed. Only the first call returns the failure. Never rejects. */
    async takeStatus(): Promise<Responses['sign-in-status']> {
      const failure = await signInFailure.read();
      await signInFailure.remove();
      return { windowIsOpen: windows.isRunning(), failure: failure && serializeError(failure) };
    },
  };
}

interface Flow {
  readonly connection: string | undefined;
  action: Promise<number>;
  /** Settles as the flow itself. */
  readonly end: Promise<void>;
  /** Settles as the flow does, or rejects earlier if its window doesn't open. */
  readonly done: Promise<void>;
}

/** Returns a sign-in with one window at a time, which requests for the same connection join. */
export function createWindows({ begin, signIn, watch, onFailure }: WindowsDeps) {
  let running: Flow | null = null;
  /** A flow whose window didn't open in time. The browser still runs it, and its session is saved. */
  let overdue: { readonly flow: Flow; readonly error: LatchkeyError } | null = null;

  const run = (connection: string | undefined, work: (action: Action) => Promise<void>): Flow => {
    let isOver = false;
    const finish = async (end: Promise<void>) => {
      try {
        await watch(end);
      } catch (thrown) {
        const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-in' });
        if (!isOver) overdue = { flow, error };
        await onFailure(error).catch((failure: unknown) => {
          // The caller still receives the error, but the next popup doesn't show it.
          console.error('The failure of a sign-in could not be stored.', failure);
        });
        throw error;
      } finally {
        if (running === flow) running = null;
      }
    };
    const end = work(() => flow.action).finally(() => {
      isOver = true;
      if (overdue?.flow === flow) overdue = null;
    });
    const flow: Flow = { connection, action: begin(), end, done: finish(end) };
    return flow;
  };

  /**
   * Runs a flow after an overdue one. Chromium refuses a second flow even before the window of the first one opens. In that case,
   * joins the overdue flow if it has the same connection, and rejects with its error otherwise.
   */
  const startAfter = async (
    orphaned: NonNullable<typeof overdue>,
    parameters: WindowParameters,
    action: Action,
  ) => {
    try {
      await signIn(parameters, action);
    } catch (thrown) {
      const isRefused = thrown instanceof LatchkeyError && thrown.code === 'sign-in-running';
      if (!isRefused || overdue !== orphaned) throw thrown;
      if (orphaned.flow.connection !== parameters.connection) throw orphaned.error;
      orphaned.flow.action = action();
      await orphaned.flow.end;
    }
  };

  return {
    /**
     * Opens the window. Resolves when the sign-in is over. Rejects with a `LatchkeyError`. If a window is open, joins it for the
     * same connection, and rejects with `sign-in-running` for another connection.
     */
    async start(parameters: WindowParameters): Promise<void> {
      const { connection } = parameters;
      if (running !== null && running.connection !== connection)
        throw new LatchkeyError('sign-in-running', {});
      if (running !== null) running.action = begin();
      const orphaned = overdue;
      running ??= run(connection, (action) =>
        orphaned === null ? signIn(parameters, action) : startAfter(orphaned, parameters, action),
      );
      return running.done;
    },
    /** Returns whether a window is open. This isn't stored, because a background script that stops loses its window's result. */
    isRunning: () => running !== null,
  };
}
