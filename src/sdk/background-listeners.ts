import browser from 'webextension-polyfill';
import type { Parts } from './background-options.ts';
import { openPopup } from './browser/badge.ts';
import { onPermissionGranted } from './browser/host-permission.ts';
import { onMenuClick } from './browser/menu.ts';
import { receive } from './browser/messages.ts';
import { onReminderClick } from './browser/notification.ts';
import { attempt, registerEach } from './browser/optional-api.ts';
import { onSessionAlarm } from './browser/timers.ts';
import { type Client, clientOf } from './client.ts';
import type { Config } from './config.ts';
import { closeToContentScripts } from './storage/extension-storage.ts';
import type { Deps } from './use-cases/deps.ts';
import { receiveOperations } from './use-cases/receive-operations.ts';
import { createRefreshSession } from './use-cases/refresh-session.ts';
import { createSessionRenewal, renewalEvent } from './use-cases/session-renewal.ts';
import { createReplaceSession } from './use-cases/session-replacement.ts';
import { createShowStatus } from './use-cases/show-status.ts';
import { createMenuSignOut, createSignOut } from './use-cases/sign-out.ts';
import { createSilentSignIn } from './use-cases/silent-sign-in.ts';
import { createWindowSignIn } from './use-cases/window-sign-in.ts';

/** Registers all listeners of the background and refreshes the session. Must be called synchronously at startup. */
export function registerListeners(config: Config, parts: Parts, deps: Deps): Client {
  const { run, session, settings, onSettingsChange } = deps;
  const windowSignIn = createWindowSignIn(deps);
  const signInSilently = createSilentSignIn(deps, windowSignIn.isRunning);
  const renewal = createSessionRenewal({
    ...deps,
    onAttempt: (outcome) => void deps.journal.note(renewalEvent(outcome)),
  });
  const signOut = createSignOut(deps);
  const refreshSession = createRefreshSession(deps, {
    replace: createReplaceSession(deps, windowSignIn.isRunning),
    renew: renewal.renewIfDue,
  });
  const getAccessToken = () => run(async () => renewal.accessToken((await settings()).config));
  const ensureFresh = async () => renewal.ensureFresh((await settings()).config);
  const showStatus = createShowStatus(deps, parts);
  const client = clientOf(config, {
    session,
    onSettingsChange,
    getAccessToken,
    signIn: windowSignIn.start,
    signOut: () => run(signOut),
  });

  const start = (work: () => Promise<unknown>) =>
    void run(work).catch((error: unknown) => console.error('The background failed.', error));
  const paint = () => start(showStatus);
  // The browser can lose the badge or restore an outdated one, so it is painted each time this script starts.
  const refresh = () => {
    paint();
    start(refreshSession);
  };
  // If the browser can't open the popup, the sign-in window opens instead. The next popup shows its failure.
  const beginSignIn = () => void openPopup().catch(() => windowSignIn.start({}).catch(() => {}));

  registerEach([
    () => browser.runtime.onInstalled.addListener(refresh),
    () => browser.runtime.onStartup.addListener(refresh),
    () => onSessionAlarm(refresh),
    () => session.subscribe(refresh),
    () => onSettingsChange(refresh),
    // Retries what failed without a host permission.
    () => onPermissionGranted(() => start(() => ensureFresh().then(refresh))),
    () =>
      parts.menu &&
      onMenuClick({
        'sign-in': beginSignIn,
        'sign-out': () => start(createMenuSignOut(deps, signOut)),
        options: () => start(() => browser.runtime.openOptionsPage()),
      }),
    () => parts.notifications && onReminderClick(beginSignIn),
    () => receiveOperations(parts.operations, { fetch: client.fetch, run }),
  ]);
  receive(
    {
      'sign-out': async () => ({ failedSteps: await signOut() }),
      'sign-in': ({ parameters }) => windowSignIn.start(parameters).then(() => ({ signedIn: true })),
      'sign-in-status': async () => {
        // A popup has opened. If the badge shows a storage failure, it might be outdated.
        paint();
        return windowSignIn.takeStatus();
      },
      'sign-in-silently': async () => ({ signedIn: await signInSilently() }),
      'refresh-session': async () => {
        paint();
        await ensureFresh();
        return { done: true };
      },
      revoke: async ({ signedIn }) => {
        deps.revoke(signedIn);
        return { done: true };
      },
      'access-token': async () => ({ accessToken: await getAccessToken() }),
    },
    run,
  );
  if (parts.closeStorage) void attempt(closeToContentScripts);
  void deps.journal.note({ kind: 'background-started' });
  refresh();
  return client;
}
