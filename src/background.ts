import browser from 'webextension-polyfill';
import { authorize } from './auth/authorize.ts';
import { browserIdentity } from './auth/identity.ts';
import { signOut } from './auth/sign-out.ts';
import { signInSilently } from './auth/silent-sign-in.ts';
import { stayAwake } from './auth/stay-awake.ts';
import { createWindowSignIn } from './auth/window-sign-in.ts';
import { badgeAppearance } from './badge/appearance.ts';
import { onExpiryAlarm, scheduleExpiryAlarm } from './badge/expiry-alarm.ts';
import { paintBadge } from './badge/painter.ts';
import { config } from './config.ts';
import { receive } from './messages.ts';
import { createSession } from './session/session.ts';
import { createStatusUpdater } from './session/status-updater.ts';
import { closeToContentScripts, extensionStorage } from './storage/extension-storage.ts';
import { createSessionStore } from './storage/session-store.ts';
import { createSignInNews } from './storage/sign-in-news.ts';

const session = createSessionStore(extensionStorage(config.storage));
const news = createSignInNews(extensionStorage('session'));
const identity = browserIdentity();

const updateBadge = createStatusUpdater({
  read: session.status,
  show: async (status) => {
    await Promise.all([paintBadge(badgeAppearance(status)), scheduleExpiryAlarm(status)]);
  },
});

const windowSignIn = createWindowSignIn({
  signIn: async (parameters) => {
    news.clear().catch((error: unknown) => console.error('An old failure could not be forgotten.', error));
    const result = await stayAwake(authorize(config, { interactive: true, parameters }, { identity }));
    await session.save(createSession(result, Date.now()));
  },
  onFailure: news.keep,
});

async function signInSilentlyIfWanted(): Promise<boolean> {
  const isWanted = async () =>
    (await session.status()).kind === 'signed-out' && !(await session.isSignedOutByChoice());
  if (!config.silent || windowSignIn.isRunning() || !(await isWanted())) return false;
  const result = await signInSilently(config, { identity });
  if (result === null || !(await isWanted())) return false;
  await session.save(createSession(result, Date.now()));
  return true;
}

// A browser forgets the badge, or restores an old one: it is painted again whenever this script starts.
const refresh = () => {
  updateBadge().catch((error: unknown) => console.error('The badge could not be painted.', error));
};

browser.runtime.onInstalled.addListener(refresh);
browser.runtime.onStartup.addListener(refresh);
onExpiryAlarm(refresh);
session.subscribe(refresh);
receive({
  'sign-out': async () => ({ leftBehind: await signOut(config, session, { identity }) }),
  'sign-in': async ({ parameters }) => {
    await windowSignIn.start(parameters);
    return { signedIn: true };
  },
  'sign-in-news': async () => ({
    windowIsOpen: windowSignIn.isRunning(),
    failure: await news.take(),
  }),
  'sign-in-silently': async () => ({ signedIn: await signInSilentlyIfWanted() }),
});

closeToContentScripts(config.storage).catch((error: unknown) =>
  console.error('The storage could not be closed to content scripts.', error),
);
refresh();
