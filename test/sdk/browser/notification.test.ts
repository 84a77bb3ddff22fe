import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createReminder, onReminderClick } from '../../../src/sdk/browser/notification.ts';
import { createTranslate } from '../../../src/sdk/locales/catalogue.ts';
import type { SessionEnd } from '../../../src/sdk/session/session.ts';
import type { SessionStatus } from '../../../src/sdk/session/status.ts';
import { REMINDED_SESSION } from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { ENGLISH } from '../../support/texts.ts';
import { FakeNotifications, fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { unitSession } from '../../support/unit/session.ts';

const ENDED: SessionStatus = { kind: 'expired', session: unitSession() };
const ID = 'latchkey.session-ended';

/** A reminder in a browser in which the extension can show notifications. */
function openReminder(isWanted = true) {
  const notifications = new FakeNotifications();
  fakeBrowser.notifications = notifications;
  const reminded = openItem(REMINDED_SESSION, memoryStorage());
  const create = () =>
    createReminder({
      extension: 'Notes',
      icon: 'icons/128.png',
      translate: createTranslate(ENGLISH),
      reminded,
      isWanted: async () => isWanted,
    });
  const shown = () => [...notifications.shown.values()].map(({ title, message }) => `${title}: ${message}`);
  return { notifications, remind: create(), create, shown };
}

beforeEach(resetFakeBrowser);

describe('createReminder', () => {
  it.each<[SessionEnd | null, string]>([
    [null, 'Your session has expired. Sign in again.'],
    ['ended', 'Your session has expired. Sign in again.'],
    ['sign-in-required', 'tenant.example requires you to sign in again. Continue in a window.'],
    ['step-required', 'tenant.example requires another step, such as a code. Continue in a window.'],
  ])('shows what the session needs: %s', async (end, message) => {
    const { shown, remind } = openReminder();
    await remind({ kind: 'expired', session: unitSession({ end }) });
    expect(shown()).toEqual([`Notes: ${message}`]);
  });

  it('shows one notification for each session, also after the background starts again', async () => {
    const { notifications, remind, create } = openReminder();
    const made = vi.spyOn(notifications, 'create');
    await remind(ENDED);
    await create()(ENDED);
    expect(made).toHaveBeenCalledTimes(1);
    await remind({ kind: 'expired', session: unitSession({ id: 'another' }) });
    expect(made).toHaveBeenCalledTimes(2);
  });

  it.each<[SessionStatus, number]>([
    [{ kind: 'signed-in', session: unitSession() }, 0],
    [{ kind: 'signed-out' }, 0],
    [{ kind: 'unreadable', cause: null }, 1],
  ])('removes it when the session no longer needs the user: $kind', async (status, left) => {
    const { shown, remind } = openReminder();
    await remind(ENDED);
    await remind(status);
    expect(shown()).toHaveLength(left);
  });

  it('shows nothing when the user does not want it, or without the permission', async () => {
    const { shown, remind } = openReminder(false);
    await remind(ENDED);
    expect(shown()).toEqual([]);
    const wanted = openReminder();
    fakeBrowser.notifications = undefined;
    await expect(wanted.remind(ENDED)).resolves.toBeUndefined();
  });
});

describe('onReminderClick', () => {
  it('calls the listener once, also when the permission is granted later, and not for other notifications', () => {
    const listener = vi.fn();
    onReminderClick(listener);
    const { notifications } = openReminder();
    fakeBrowser.permissions.onAdded.emit();
    fakeBrowser.permissions.onAdded.emit();
    notifications.onClicked.emit(ID);
    notifications.onClicked.emit('theirs');
    expect(listener).toHaveBeenCalledOnce();
  });
});
