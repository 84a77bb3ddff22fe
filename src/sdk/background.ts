import browser from 'webextension-polyfill';
import { type AuthorizedFetch, createAuthorizedFetch } from './authorized-fetch.ts';
import { openPopup } from './browser/badge.ts';
import type { IconPaths, StatusIcons } from './browser/badge-appearance.ts';
import { onPermissionGranted } from './browser/host-permission.ts';
import { onMenuClick } from './browser/menu.ts';
import { receive } from './browser/messages.ts';
import { onReminderClick } from './browser/notification.ts';
import { registerEach } from './browser/optional-api.ts';
import { onSessionAlarm } from './browser/session-alarm.ts';
import type { Config } from './config.ts';
import type { Operation } from './operation.ts';
import { closeToContentScripts } from './storage/extension-storage.ts';
import { subscribeSettings } from './storage/settings-store.ts';
import { createDeps, type Deps } from './use-cases/deps.ts';
import { receiveOperations } from './use-cases/receive-operations.ts';
import { createRefreshSession } from './use-cases/refresh-session.ts';
import { createRenewal } from './use-cases/session-renewal.ts';
import { createReplaceSession } from './use-cases/session-replacement.ts';
import { createShowStatus } from './use-cases/show-status.ts';
import { createMenuSignOut, createSignOut } from './use-cases/sign-out.ts';
import { createSilentSignIn } from './use-cases/silent-sign-in.ts';
import { createWindowSignIn } from './use-cases/window-sign-in.ts';

export type { IconPaths, Operation, StatusIcons };

/** What differs between extensions. */
export interface BackgroundOptions {
  /** Icons of the toolbar button. The notification shows the one of 128 pixels. */
  readonly icons: StatusIcons;
  /** What content scripts can request, by name. */
  readonly operations?: Readonly<Record<string, Operation>>;
}

/** The session for other code of the background, which can't send messages to itself as `createClient` does. */
export interface Background {
  /** As in `Client`. */
  getAccessToken(): Promise<string>;
  readonly fetch: AuthorizedFetch;
}

/**
 * Starts the background: the listeners, the renewal of the session, and the badge. `config` is the build's configuration,
 * which the user's options and policies can change while this runs. Must be called synchronously at startup.
 */
export function startBackground(config: Config, options: BackgroundOptions): Background;
/** @internal For tests. */
export function startBackground(config: Config, options: BackgroundOptions, deps: Deps): Background;
export function startBackground(
  config: Config,
  { icons, operations = {} }: BackgroundOptions,
  deps = createDeps(config),
): Background {
  const { run, session, settings } = deps;
  const windowSignIn = createWindowSignIn(deps);
  const signInSilently = createSilentSignIn(deps, windowSignIn.isRunning);
  const renewal = createRenewal(deps);
  const signOut = createSignOut(deps);
  const refreshSession = createRefreshSession(deps, {
    replace: createReplaceSession(deps, windowSignIn.isRunning),
    renew: renewal.renewIfDue,
  });
  const getAccessToken = () => run(async () => renewal.accessToken((await settings()).config));
  const fetch = createAuthorizedFetch({ origins: config.apiOrigins, accessToken: getAccessToken });
  const ensureFresh = async () => renewal.ensureFresh((await settings()).config);
  const showStatus = createShowStatus(deps, icons);

  const start = (work: () => Promise<unknown>) =>
    void run(work).catch((error: unknown) => console.error('The background failed.', error));
  const paint = () => start(showStatus);
  // A browser forgets the badge, or restores an old one: it is painted again whenever this script starts.
  const refresh = () => {
    paint();
    start(refreshSession);
  };
  // If the browser can't open the popup, a window does as well. Its failure is stored for the next popup.
  const beginSignIn = () => void openPopup().catch(() => windowSignIn.start({}).catch(() => {}));

  registerEach([
    () => browser.runtime.onInstalled.addListener(refresh),
    () => browser.runtime.onStartup.addListener(refresh),
    () => onSessionAlarm(refresh),
    () => session.subscribe(refresh),
    () => subscribeSettings(refresh),
    // What failed without a host permission is tried again.
    () => onPermissionGranted(() => start(() => ensureFresh().then(refresh))),
    () =>
      onMenuClick({
        'sign-in': beginSignIn,
        'sign-out': () => start(createMenuSignOut(deps, signOut)),
        options: () => start(() => browser.runtime.openOptionsPage()),
      }),
    () => onReminderClick(beginSignIn),
    () => receiveOperations(operations, { fetch, run }),
  ]);
  receive(
    {
      'sign-out': async () => ({ failedSteps: await signOut() }),
      'sign-in': ({ parameters }) => windowSignIn.start(parameters).then(() => ({ signedIn: true })),
      'sign-in-status': async () => {
        // A popup has opened: a badge that shows that the storage failed may be wrong by now.
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
  start(closeToContentScripts);
  deps.journal.note({ kind: 'background-started' });
  refresh();
  return { getAccessToken, fetch };
}
