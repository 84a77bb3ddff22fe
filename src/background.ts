import browser from 'webextension-polyfill';
import { browserIdentity } from './auth/identity.ts';
import { signOut } from './auth/sign-out.ts';
import { badgeAppearance } from './badge/appearance.ts';
import { onExpiryAlarm, scheduleExpiryAlarm } from './badge/expiry-alarm.ts';
import { paintBadge } from './badge/painter.ts';
import { config } from './config.ts';
import { receive } from './messages.ts';
import { createStatusUpdater } from './session/status-updater.ts';
import { closeToContentScripts, extensionStorage } from './storage/extension-storage.ts';
import { createSessionStore } from './storage/session-store.ts';

const session = createSessionStore(extensionStorage(config.storage));

const updateBadge = createStatusUpdater({
  read: session.status,
  show: async (status) => {
    await Promise.all([paintBadge(badgeAppearance(status)), scheduleExpiryAlarm(status)]);
  },
});

// A browser forgets the badge, or restores an old one: it is painted again whenever this script starts.
const refresh = () => {
  updateBadge().catch((error: unknown) => console.error('The badge could not be painted.', error));
};

browser.runtime.onInstalled.addListener(refresh);
browser.runtime.onStartup.addListener(refresh);
onExpiryAlarm(refresh);
session.subscribe(refresh);
receive(async (request) => {
  switch (request.type) {
    case 'sign-out':
      return {
        type: 'signed-out',
        leftBehind: await signOut(config, session, { identity: browserIdentity() }),
      };
  }
});

closeToContentScripts(config.storage).catch((error: unknown) =>
  console.error('The storage could not be closed to content scripts.', error),
);
refresh();
