import browser from 'webextension-polyfill';
import { translate } from '../../locales/translate.ts';
import type { Session } from '../../session/session.ts';
import type { SessionStatus } from '../../session/status.ts';
import type { StoredItem } from '../../storage/stored-item.ts';

/** The one notification: a later one takes the place of an older one. */
const ID = 'session-ended';

/** What reminding works with. */
export interface ReminderTools {
  /** The extension's name. */
  readonly name: string;
  /** The ID of the session whose end the user was notified of. */
  readonly reminded: Pick<StoredItem<string | null>, 'load' | 'write'>;
  /** Whether the person wants to be reminded. */
  readonly isWanted: () => Promise<boolean>;
}

/**
 * Makes the function that shows a notification when the session needs the person, once for each session, and takes it
 * away when it does not any more. Where the person has not granted the permission it does nothing.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/notifications
 */
export function createReminder({
  name,
  reminded,
  isWanted,
}: ReminderTools): (status: SessionStatus) => Promise<void> {
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
          iconUrl: browser.runtime.getURL('icons/signed-out-128.png'),
          title: name,
          message: reminderOf(status.session),
        });
      }
    }
  };
}

function reminderOf({ domain, end }: Session): string {
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

/** Calls `listener` when the person clicks the notification. Call it in the background's first turn. */
export function onReminderClick(listener: () => void): void {
  const listen = () => browser.notifications?.onClicked?.addListener(listener);
  // The user may grant the permission while this background runs.
  browser.permissions.onAdded?.addListener(listen);
  listen();
}
