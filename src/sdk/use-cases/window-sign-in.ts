import type { Responses, WindowParameters } from '../browser/messages.ts';
import { failIfNoWindowOpens } from '../browser/window-timeout.ts';
import {
  asLatchkeyError,
  LatchkeyError,
  serializeError,
  signInRunning,
  tenantUnreachable,
} from '../errors.ts';
import { createSession } from '../session/session.ts';
import { saveOrRevoke } from '../storage/save-or-revoke.ts';
import { authorize } from '../tenant/authorize.ts';
import type { Deps } from './deps.ts';
import { expectTenant } from './missing-tenant.ts';

/** Sign-in in a window of the browser, run by the background: a popup closes when the window takes the focus. */
export interface WindowSignIn {
  /**
   * Opens the window. Resolves when the sign-in is over; rejects with a `LatchkeyError`. If a window is open, joins it for
   * the same connection and rejects with `sign-in-running` for another one.
   */
  start(parameters: WindowParameters): Promise<void>;
  /** Returns whether a window is open, and why the last one failed, which only the first call returns. Never rejects. */
  takeStatus(): Promise<Responses['sign-in-status']>;
  /** Returns whether a window is open. Not stored: a background that is stopped loses the result of its window. */
  isRunning(): boolean;
}

/** Returns the number of the user's action (`UserActions`) by which the window was requested last. */
export type Action = () => Promise<number>;

/** Dependencies of `createWindows`. */
export interface WindowsDeps {
  /** Notes that the user begins a sign-in: see `UserActions`. */
  begin(): Promise<number>;
  /** Runs the flow and saves the session, unless the user has done something else since. */
  signIn(parameters: WindowParameters, action: Action): Promise<void>;
  /** Settles as the flow does, or rejects if its window does not open: see `failIfNoWindowOpens`. */
  watch(flow: Promise<void>): Promise<void>;
  /** Called with each failure, which the popup might not live to show. */
  onFailure(error: LatchkeyError): Promise<void>;
}

/** Returns the use case: a sign-in in a window, at the application that is active when it begins. */
export function createWindowSignIn(deps: Deps): WindowSignIn {
  const { run, session, userActions, journal, revoke, signInFailure } = deps;
  const signIn = async (parameters: WindowParameters, action: Action) => {
    const { config } = await deps.settings();
    await deps.reconcile();
    void signInFailure.remove();
    if (config.configurable !== undefined) await expectTenant(config);
    const tools = { identity: deps.identity(), fetch: deps.fetch, keys: deps.keys(config) };
    const result = await authorize(config, { interactive: true, parameters }, tools);
    const signedIn = createSession(result, config, Date.now());
    const number = await action();
    const save = () => userActions.complete(number, () => session.save(signedIn).then(() => true));
    if (!(await saveOrRevoke(signedIn, { save, revoke }))) return;
    void journal.note({ kind: 'signed-in', method: 'window' });
    // A window that opened late was reported as a failure.
    void signInFailure.remove();
  };

  const windows = createWindows({
    begin: userActions.begin,
    // Its caller may receive a failure long before the flow ends.
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
    async takeStatus() {
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
  /** Settles as the flow, or earlier if its window does not open. */
  readonly done: Promise<void>;
}

/** Returns the rules for several requests: one window at a time, which requests for the same connection join. */
export function createWindows({
  begin,
  signIn,
  watch,
  onFailure,
}: WindowsDeps): Omit<WindowSignIn, 'takeStatus'> {
  let running: Flow | null = null;
  /** A flow whose window did not open in time. The browser still has it, and what it yields is saved. */
  let overdue: { readonly flow: Flow; readonly error: LatchkeyError } | null = null;

  const report = async (error: LatchkeyError) => {
    try {
      await onFailure(error);
    } catch (failure) {
      // The caller still receives the error; the next popup does not show it.
      console.error('The failure of a sign-in could not be stored.', failure);
    }
  };

  const run = (connection: string | undefined, work: (action: Action) => Promise<void>): Flow => {
    let isOver = false;
    const finish = async (end: Promise<void>) => {
      try {
        await watch(end);
      } catch (thrown) {
        const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-in' });
        if (!isOver) overdue = { flow, error };
        await report(error);
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

  /** Chromium has one window at a time, also while it has not opened: then the earlier flow is the way to it. */
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
    async start(parameters) {
      const { connection } = parameters;
      if (running !== null && running.connection !== connection) throw signInRunning();
      if (running !== null) running.action = begin();
      const orphaned = overdue;
      running ??= run(connection, (action) =>
        orphaned === null ? signIn(parameters, action) : startAfter(orphaned, parameters, action),
      );
      return running.done;
    },
    isRunning: () => running !== null,
  };
}
