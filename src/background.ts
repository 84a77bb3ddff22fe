import browser from 'webextension-polyfill';
import { type AuthorizationTools, authorize } from './auth/authorize.ts';
import { browserIdentity } from './auth/identity.ts';
import { extensionName } from './auth/manifest.ts';
import { renewalEvent } from './auth/renewal-event.ts';
import { resumeAuthorization } from './auth/resume-authorization.ts';
import { revokeRefreshToken } from './auth/revoke.ts';
import { onSessionAlarm, scheduleSessionAlarm } from './auth/session-alarm.ts';
import { createSessionRenewal } from './auth/session-renewal.ts';
import { signOut } from './auth/sign-out.ts';
import { signInSilently } from './auth/silent-sign-in.ts';
import { stayAwake } from './auth/stay-awake.ts';
import { createWindowSignIn } from './auth/window-sign-in.ts';
import { badgeAppearance } from './badge/appearance.ts';
import { paintBadge } from './badge/painter.ts';
import { config } from './config.ts';
import { authorizedFetch } from './latchkey.ts';
import { receive } from './messages.ts';
import { operations } from './proxy/operations.ts';
import { receiveOperations } from './proxy/receive-operations.ts';
import { type AuthResult, createSession } from './session/session.ts';
import { createStatusUpdater } from './session/status-updater.ts';
import { closeToContentScripts, extensionStorage } from './storage/extension-storage.ts';
import { createJournalStore } from './storage/journal-store.ts';
import { createSecretSessionStore } from './storage/kept-session.ts';
import { createKeyCache } from './storage/key-cache.ts';
import { createPendingSignInStore } from './storage/pending-sign-in-store.ts';
import { createRenewalAttemptsStore } from './storage/renewal-attempts.ts';
import { createSignInNews } from './storage/sign-in-news.ts';

/** Milliseconds until the session is looked after again where the storage failed. */
const WAIT_FOR_STORAGE = 60_000;

const session = createSecretSessionStore(config.storage);
const journal = createJournalStore(extensionStorage('local'));
const news = createSignInNews(extensionStorage('session'));
const keys = createKeyCache(extensionStorage('local'), config);
const pendingSignIn = createPendingSignInStore(extensionStorage('session'));
const tools: AuthorizationTools = {
  identity: browserIdentity(config.tenant),
  keys,
  remember: pendingSignIn.write,
};
const renewal = createSessionRenewal(config, {
  session,
  attempts: createRenewalAttemptsStore(extensionStorage('session')),
  keys,
  onAttempt: (outcome) => void journal.note(renewalEvent(outcome)),
});

async function finishWindow(result: Promise<AuthResult>): Promise<void> {
  await session.save(createSession(await stayAwake(result), Date.now()));
  journal.note({ kind: 'signed-in', road: 'window' });
}

const windowSignIn = createWindowSignIn({
  signIn: async (parameters) => {
    news.clear().catch((error: unknown) => console.error('An old failure could not be forgotten.', error));
    await finishWindow(authorize(config, { interactive: true, parameters }, tools));
  },
  onFailure: (error) => {
    journal.note({ kind: 'sign-in-failed', code: error.code });
    return news.keep(error);
  },
});

/** A tab of a sign-in outlives the background that opened it. Resolves when it is known whether there is one. */
async function resumeSignIn(): Promise<void> {
  const pending = await pendingSignIn.read();
  if (pending !== null) windowSignIn.resume(() => finishWindow(resumeAuthorization(config, pending, tools)));
}

async function signInSilentlyIfWanted(): Promise<boolean> {
  const isWanted = (await session.status()).kind === 'signed-out' && !(await session.isSignedOutByChoice());
  if (!config.silent || windowSignIn.isRunning() || !isWanted) return false;
  const result = await signInSilently(config, tools);
  if (result === null) return false;
  const isKept = await session.saveIfWanted(createSession(result, Date.now()));
  // Somebody was faster: these tokens are nobody's.
  if (!isKept && result.refreshToken !== null) {
    await revokeRefreshToken(config, result.refreshToken).catch((error: unknown) =>
      console.error('Tokens that came too late could not be revoked.', error),
    );
  }
  if (isKept) journal.note({ kind: 'signed-in', road: 'silent' });
  return isKept;
}

const updateBadge = createStatusUpdater({
  read: session.status,
  show: (status) => paintBadge(badgeAppearance(status, extensionName())),
});

async function setAsideIfLocked(): Promise<void> {
  if (await session.setAsideIfLocked()) journal.note({ kind: 'session-locked' });
}

const lookAfterSession = createStatusUpdater({
  read: async () => {
    await setAsideIfLocked();
    return stayAwake(renewal.keepAlive());
  },
  show: scheduleSessionAlarm,
});

function paint(): void {
  updateBadge().catch((error: unknown) => console.error('The badge could not be painted.', error));
}

// A browser forgets the badge, or restores an old one: it is painted again whenever this script starts.
function refresh(): void {
  paint();
  lookAfterSession().catch((error: unknown) => {
    journal.note({ kind: 'storage-failed' });
    console.error('The session could not be looked after.', error);
    return scheduleSessionAlarm(Date.now() + WAIT_FOR_STORAGE);
  });
}

const resumed = resumeSignIn();
browser.runtime.onInstalled.addListener(refresh);
browser.runtime.onStartup.addListener(refresh);
onSessionAlarm(refresh);
session.subscribe(refresh);
receiveOperations(operations, authorizedFetch);
receive({
  'sign-out': async () => {
    const leftBehind = await signOut(config, session, tools);
    journal.note({ kind: 'signed-out', leftBehind });
    return { leftBehind };
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
    return { windowIsOpen: windowSignIn.isRunning(), failure: await news.take() };
  },
  'sign-in-silently': async () => ({ signedIn: await signInSilentlyIfWanted() }),
  'look-after-session': async () => {
    paint();
    await setAsideIfLocked();
    await stayAwake(renewal.freshen());
    return { done: true };
  },
  'access-token': async () => ({ accessToken: await stayAwake(renewal.accessToken()) }),
});

closeToContentScripts(config.storage).catch((error: unknown) =>
  console.error('The storage could not be closed to content scripts.', error),
);
journal.note({ kind: 'background-started' });
refresh();
