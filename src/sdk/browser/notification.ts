import browser, { type Permissions } from 'webextension-polyfill';
import type { StatusTranslate } from '../locales/catalogue.ts';
import type { Session } from '../session/session.ts';
import type { SessionStatus } from '../session/status.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import { withTimeLimit } from './optional-api.ts';

const PERMISSION: Permissions.Permissions = { permissions: ['notifications'] };

/** ID of the notification. A later notification replaces an earlier one. */
const ID = 'latchkey.session-ended';

/** Returns whether the extension has the permission for notifications, or `false` if that is unknown. Never rejects. */
export function canNotify(): Promise<boolean> {
  return withTimeLimit(() => browser.permissions.contains(PERMISSION)).catch(() => false);
}

/**
 * Requests the permission for notifications. Resolves with the user's decision, or with `false` if the browser does not prompt,
 * for example because of a policy. Must be called from a user gesture.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/permissions/request
 */
export function requestNotifications(): Promise<boolean> {
  return browser.permissions.request(PERMISSION).catch(() => false);
}

/** Dependencies of `createReminder`. */
export interface ReminderDeps {
  /** The extension's name. */
  readonly extension: string;
  /** Path of the notification's icon in the package. */
  readonly icon: string;
  readonly translate: StatusTranslate;
  /** The item `REMINDED_SESSION`. */
  readonly reminded: Pick<StoredItem<string | null>, 'load' | 'write'>;
  /** Returns whether the user wants to be notified. */
  readonly isWanted: () => Promise<boolean>;
}

/**
 * Returns a function that shows a notification when the session has expired, once per session. It removes the notification when
 * the user has signed in or out. Without the permission, it does nothing.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/notifications
 */
export function createReminder(deps: ReminderDeps): (status: SessionStatus) => Promise<void> {
  const { extension, icon, translate, reminded, isWanted } = deps;
  return async (status) => {
    if (browser.notifications === undefined) return;
    switch (status.kind) {
      case 'unreadable':
        return;
      case 'signed-in':
      case 'signed-out':
        await browser.notifications.clear(ID);
        return;
      case 'expired': {
        const { id } = status.session;
        if (!(await isWanted()) || (await reminded.load()) === id) return;
        await reminded.write(id);
        await browser.notifications.create(ID, {
          type: 'basic',
          iconUrl: browser.runtime.getURL(icon),
          title: extension,
          message: reminderOf(status.session, translate),
        });
      }
    }
  };
}

function reminderOf({ domain, end }: Session, translate: StatusTranslate): string {
  switch (end) {
    case null:
    case 'ended':
      return translate('sessionEnded');
    case 'sign-in-required':
      return translate('sessionSignInRequired', { domain });
    case 'step-required':
      return translate('sessionStepRequired', { domain });
    case 'settings-changed':
      return translate('sessionSettingsChanged');
  }
}

/** Calls `listener` when the user clicks the notification. Must be called synchronously at startup. */
export function onReminderClick(listener: () => void): void {
  const onClicked = (id: string) => {
    if (id === ID) listener();
  };
  // Registering the same function again has no effect.
  const listen = () => browser.notifications?.onClicked?.addListener(onClicked);
  // The user can grant the permission while this background runs.
  browser.permissions.onAdded?.addListener(listen);
  listen();
}
