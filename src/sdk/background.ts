import browser from 'webextension-polyfill';
import { config as built } from '../extension/config.ts';
import { operations } from '../extension/operations.ts';
import { badgeAppearance } from './browser/badge/appearance.ts';
import { openPopup } from './browser/badge/open-popup.ts';
import { paintBadge } from './browser/badge/painter.ts';
import { mayReach, onPermissionGranted } from './browser/host-permission.ts';
import { browserIdentity } from './browser/identity.ts';
import { stayAwake } from './browser/keep-worker-alive.ts';
import { extensionName } from './browser/manifest.ts';
import { onMenuClick, showMenu } from './browser/menu/menu.ts';
import { receive } from './browser/messages.ts';
import { createReminder, onReminderClick } from './browser/notification/reminder.ts';
import { attempt, registerEach } from './browser/optional-api.ts';
import { onSessionAlarm, scheduleSessionAlarm } from './browser/session-alarm.ts';
import { createStableOriginRule } from './browser/stable-origin.ts';
import { withTimeout } from './browser/timeout.ts';
import { failIfNoWindowOpens } from './browser/window-timeout.ts';
import { createUpdater } from './coalesce.ts';
import type { Config } from './config.ts';
import { asLatchkeyError, serializeError, signOutIncomplete, tenantUnreachable } from './errors.ts';
import { authorizedFetch } from './index.ts';
import { type AuthResult, belongsTo, createSession, type SignedIn } from './session/session.ts';
import { closeToContentScripts } from './storage/extension-storage.ts';
import {
  JOURNAL,
  PENDING_SIGN_IN,
  REMINDED_SESSION,
  RENEWAL_ATTEMPTS,
  SETTINGS_CHANGE,
  SIGN_IN_FAILURE,
  SIGN_OUT_FAILURE,
  TENANT_KEYS,
  USER_ACTIONS,
} from './storage/items.ts';
import type { LeftBehind } from './storage/journal.ts';
import { createJournal } from './storage/journal.ts';
import { createSessionStoreWithTokens } from './storage/open-session-store.ts';
import { createRenewalAttempts } from './storage/renewal-attempts.ts';
import { saveOrRevoke } from './storage/save-or-revoke.ts';
import { readSettings, subscribeSettings } from './storage/settings-store.ts';
import { openItem } from './storage/stored-item.ts';
import { createKeyCache } from './storage/tenant-cache.ts';
import { createUserActions } from './storage/user-actions.ts';
import { type AuthorizationTools, authorize } from './tenant/authorize.ts';
import { renewalEvent } from './tenant/renewal-event.ts';
import { revokeOrphanedToken } from './tenant/revoke.ts';
import { expectTenant, missingTenant } from './use-cases/missing-tenant.ts';
import { receiveOperations } from './use-cases/receive-operations.ts';
import { resumeAuthorization } from './use-cases/resume-authorization.ts';
import { createSessionRenewal } from './use-cases/session-renewal.ts';
import { createSessionReplacement } from './use-cases/session-replacement.ts';
import { signOut } from './use-cases/sign-out.ts';
import { signInSilently } from './use-cases/silent-sign-in.ts';
import { type Action, createWindowSignIn } from './use-cases/window-sign-in.ts';

/** Milliseconds until the session is looked after again where the storage failed. */
const WAIT_FOR_STORAGE = 60_000;

/** Milliseconds until this script is started again if it stops during a renewal. */
const WAIT_FOR_RESTART = 120_000;

/** Milliseconds that looking after the session may take: more than all time limits of two renewals. */
const TIME_LIMIT = 150_000;

const session = createSessionStoreWithTokens(built, { onReplaced: revoke });
const journal = createJournal(openItem(JOURNAL));
const news = openItem(SIGN_IN_FAILURE);
const signOutFailure = openItem(SIGN_OUT_FAILURE);
const userActions = createUserActions(openItem(USER_ACTIONS));
const pendingSignIn = openItem(PENDING_SIGN_IN);

const registerStableOrigin = createStableOriginRule();

const keysOf = (config: Config) => createKeyCache(openItem(TENANT_KEYS), config);

function toolsFor(config: Config): AuthorizationTools {
  return {
    identity: browserIdentity(config.tenant),
    keys: keysOf(config),
    remember: (pending) => (pending === null ? pendingSignIn.remove() : pendingSignIn.write(pending)),
  };
}

const renewal = createSessionRenewal({
  session,
  attempts: createRenewalAttempts(openItem(RENEWAL_ATTEMPTS)),
  keys: keysOf,
  onAttempt: (outcome) => void journal.note(renewalEvent(outcome)),
});

/** What is active at this moment: the user and the administrator can have changed it since this script started. */
async function current(): Promise<{ readonly config: Config; readonly tools: AuthorizationTools }> {
  const { config } = await readSettings(built);
  await Promise.all([reconcile(), registerStableOrigin(config.tenant)]);
  return { config, tools: toolsFor(config) };
}

async function reconcile(): Promise<void> {
  // If the session cannot be read, the next use of it fails and says so.
  if (await session.reconcile().catch(() => false)) journal.note({ kind: 'session-locked' });
}

/** The tokens of this sign-in still work, and no context has a use for them. */
function revoke(replaced: SignedIn): void {
  void stayAwake(revokeOrphanedToken(replaced, session));
}

function forgetNews(): void {
  void news.remove();
}

async function finishWindow(config: Config, result: Promise<AuthResult>, action: Action): Promise<void> {
  const signedIn = createSession(await stayAwake(result), config, Date.now());
  const number = await action();
  const save = () => userActions.complete(number, () => session.save(signedIn).then(() => true));
  if (!(await saveOrRevoke(signedIn, { save, revoke }))) return;
  journal.note({ kind: 'signed-in', road: 'window' });
  // A window that opened late was reported as a failure.
  forgetNews();
}

const windowSignIn = createWindowSignIn({
  begin: userActions.begin,
  signIn: async (parameters, action) => {
    const { config, tools } = await current();
    forgetNews();
    if (__LATCHKEY_CONFIGURABLE__) await expectTenant(config);
    await finishWindow(config, authorize(config, { interactive: true, parameters }, tools), action);
  },
  watch: (flow) =>
    failIfNoWindowOpens(flow, async () =>
      tenantUnreachable((await readSettings(built)).config.domain, new Error('No window opened in time.')),
    ),
  onFailure: (error) => {
    journal.note({ kind: 'sign-in-failed', code: error.code });
    return news.write(error);
  },
});

/** A tab of a sign-in outlives the background that opened it. Resolves when it is known whether there is one. */
async function resumeSignIn(): Promise<void> {
  const pending = await pendingSignIn.read();
  if (pending === null) return;
  const { config, tools } = await current();
  // The tenant of its tab is not active any more: no context uses the answer.
  if (!belongsTo(pending, config)) return pendingSignIn.remove();
  windowSignIn.resume((action) => finishWindow(config, resumeAuthorization(config, pending, tools), action));
}

async function signInSilentlyIfWanted(): Promise<boolean> {
  const latest = await userActions.latest();
  const { config, tools } = await current();
  const isWanted = (await session.status()).kind === 'signed-out' && !(await session.hasUserSignedOut());
  if (__LATCHKEY_CONFIGURABLE__ && (await missingTenant(config)) !== null) return false;
  if (!config.silent || windowSignIn.isRunning() || !isWanted) return false;
  const result = await signInSilently(config, tools);
  if (result === null) return false;
  const signedIn = createSession(result, config, Date.now());
  const save = () => userActions.unlessActed(latest, () => session.saveIfSignedOut(signedIn));
  const isSaved = await saveOrRevoke(signedIn, { save, revoke });
  if (isSaved) journal.note({ kind: 'signed-in', road: 'silent' });
  return isSaved;
}

const remind = createReminder({
  name: extensionName(),
  reminded: openItem(REMINDED_SESSION),
  isWanted: async () => (await readSettings(built)).notify,
});

const showStatus = createUpdater({
  read: session.status,
  show: async (status) => {
    await Promise.all([
      paintBadge(badgeAppearance(status, extensionName())),
      attempt(() => showMenu(status)),
      attempt(() => remind(status)),
    ]);
  },
});

const replaceSession = createSessionReplacement({
  session,
  change: openItem(SETTINGS_CHANGE),
  async signIn(config) {
    if (!config.silent || windowSignIn.isRunning() || !(await mayReach(config.domain))) return null;
    const result = await signInSilently(config, toolsFor(config));
    return result && createSession(result, config, Date.now());
  },
  revoke: (orphaned) => revokeOrphanedToken(orphaned, session),
  onChange: () => journal.note({ kind: 'session-ended', end: 'settings-changed' }),
  onReplaced: () => journal.note({ kind: 'signed-in', road: 'silent' }),
});

/** Keeps the background running for `work`. Rejects if it takes too long, such as when the storage never answers. */
function withinLimit<T>(work: (config: Config) => Promise<T>): Promise<T> {
  return stayAwake(
    withTimeout(
      current().then(({ config }) => work(config)),
      TIME_LIMIT,
    ),
  );
}

const lookAfterSession = createUpdater({
  read: async () => {
    // Overwritten by `show`. Without it, nothing starts this script again if it stops during a renewal.
    scheduleSessionAlarm(Date.now() + WAIT_FOR_RESTART).catch(() => {});
    try {
      return await withinLimit(async (config) => {
        const next = await replaceSession(config);
        return (await renewal.keepAlive(config)) ?? next;
      });
    } catch (error) {
      console.error('The session could not be looked after.', error);
      journal.note({ kind: 'storage-failed' });
      return Date.now() + WAIT_FOR_STORAGE;
    }
  },
  show: (moment) => attempt(() => scheduleSessionAlarm(moment)),
});

function paint(): void {
  showStatus().catch((error: unknown) => console.error('The status could not be shown.', error));
}

// A browser forgets the badge, or restores an old one: it is painted again whenever this script starts.
function refresh(): void {
  paint();
  // A browser that is closing takes no alarm any more.
  lookAfterSession().catch((error: unknown) => console.error('The alarm could not be set.', error));
}

async function signOutHere(): Promise<readonly LeftBehind[]> {
  const action = await userActions.begin();
  const { config, tools } = await current();
  const remove = async () =>
    (await userActions.complete(action, session.remove)) ?? ({ kind: 'none' } as const);
  const leftBehind = await signOut(config, { remove }, tools);
  journal.note({ kind: 'signed-out', leftBehind });
  void signOutFailure.remove();
  return leftBehind;
}

/** No page waits for the answer of a sign-out from the menu: the next popup tells what it could not do. */
async function signOutFromMenu(): Promise<void> {
  try {
    const leftBehind = await signOutHere();
    const { domain } = (await readSettings(built)).config;
    if (leftBehind.length > 0) await news.write(signOutIncomplete(leftBehind, domain));
  } catch (thrown) {
    const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-out' });
    journal.note({ kind: 'sign-out-failed', code: error.code });
    await signOutFailure.write(error);
  }
}

/** Where the browser does not let the popup be opened, a window does as well; what becomes of it is kept there. */
function beginSignIn(): void {
  openPopup().catch(() => windowSignIn.start({}).catch(() => {}));
}

const resumed = resumeSignIn();
registerEach([
  () => browser.runtime.onInstalled.addListener(refresh),
  () => browser.runtime.onStartup.addListener(refresh),
  () => onSessionAlarm(refresh),
  () => session.subscribe(refresh),
  () => subscribeSettings(refresh),
  // What failed without a host permission is tried again.
  () =>
    onPermissionGranted(
      () =>
        void withinLimit(renewal.freshen)
          .catch(() => {})
          .then(refresh),
    ),
  () =>
    onMenuClick({
      'sign-in': beginSignIn,
      'sign-out': () => void signOutFromMenu(),
      options: () => void attempt(() => browser.runtime.openOptionsPage()),
    }),
  () => onReminderClick(beginSignIn),
  () => receiveOperations(operations, authorizedFetch),
]);
receive({
  'sign-out': async () => {
    return { leftBehind: await signOutHere() };
  },
  'sign-in': async ({ parameters }) => {
    await resumed;
    await windowSignIn.start(parameters);
    return { signedIn: true };
  },
  'sign-in-news': async () => {
    // A popup has opened: a badge that says that the storage failed may be wrong by now.
    paint();
    await resumed;
    const failure = await news.read();
    await news.remove();
    return { windowIsOpen: windowSignIn.isRunning(), failure: failure && serializeError(failure) };
  },
  'sign-in-silently': async () => ({ signedIn: await signInSilentlyIfWanted() }),
  'look-after-session': async () => {
    paint();
    await withinLimit(renewal.freshen);
    return { done: true };
  },
  revoke: async ({ signedIn }) => {
    revoke(signedIn);
    return { done: true };
  },
  'access-token': async () => ({ accessToken: await withinLimit(renewal.accessToken) }),
});

closeToContentScripts().catch((error: unknown) =>
  console.error('The storage is open to content scripts.', error),
);
journal.note({ kind: 'background-started' });
refresh();
