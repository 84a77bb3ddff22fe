import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createReminder, onReminderClick } from '../../../../src/sdk/browser/notification/reminder.ts';
import type { SessionStatus } from '../../../../src/sdk/session/status.ts';
import { REMINDED_SESSION } from '../../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../../src/sdk/storage/memory-storage.ts';
import { openItem } from '../../../../src/sdk/storage/stored-item.ts';
import { FakeNotifications, fakeBrowser, resetFakeBrowser } from '../../../support/unit/fake-browser.ts';
import { unitSession } from '../../../support/unit/session.ts';

const ENDED: SessionStatus = { kind: 'expired', session: unitSession() };

/** A reminder in a browser that lets the extension show notifications. */
function openReminder(isWanted = true) {
  const notifications = new FakeNotifications();
  fakeBrowser.notifications = notifications;
  const reminded = openItem(REMINDED_SESSION, memoryStorage());
  const create = () => createReminder({ name: 'Notes', reminded, isWanted: async () => isWanted });
  return { notifications, remind: create(), create };
}

const shown = ({ shown }: FakeNotifications) =>
  [...shown.values()].map(({ title, message }) => `${title}: ${message}`);

beforeEach(resetFakeBrowser);

describe('a notification', () => {
  it('says that the session has ended', async () => {
    const { notifications, remind } = openReminder();
    await remind(ENDED);
    expect(shown(notifications)).toEqual(['Notes: Your session has ended. Sign in again to go on.']);
  });

  it.each([
    ['ended', 'Your session has ended. Sign in again to go on.'],
    ['sign-in-required', 'tenant.example requires you to sign in again. Continue in a window.'],
    [
      'step-required',
      'tenant.example requires one more step from you, such as a code. Continue in a window.',
    ],
  ] as const)('says what the tenant requires: %s', async (end, message) => {
    const { notifications, remind } = openReminder();
    await remind({ kind: 'expired', session: unitSession({ end }) });
    expect(shown(notifications)).toEqual([`Notes: ${message}`]);
  });

  it('comes once for each session, whoever starts again', async () => {
    const { notifications, remind, create } = openReminder();
    const made = vi.spyOn(notifications, 'create');
    await remind(ENDED);
    await create()(ENDED);
    expect(made).toHaveBeenCalledTimes(1);
    await remind({ kind: 'expired', session: unitSession({ id: 'another' }) });
    expect(made).toHaveBeenCalledTimes(2);
  });

  it.each<SessionStatus>([{ kind: 'signed-in', session: unitSession() }, { kind: 'signed-out' }])(
    'goes when the person is not needed any more: $kind',
    async (status) => {
      const { notifications, remind } = openReminder();
      await remind(ENDED);
      await remind(status);
      expect(shown(notifications)).toEqual([]);
    },
  );

  it('stays while nobody can tell how things stand', async () => {
    const { notifications, remind } = openReminder();
    await remind(ENDED);
    await remind({ kind: 'unreadable', cause: null });
    expect(shown(notifications)).toHaveLength(1);
  });

  it('does not come where the person does not want it', async () => {
    const { notifications, remind } = openReminder(false);
    await remind(ENDED);
    expect(shown(notifications)).toEqual([]);
  });

  it('is not tried where the browser does not allow it', async () => {
    const remind = createReminder({
      name: 'Notes',
      reminded: openItem(REMINDED_SESSION, memoryStorage()),
      isWanted: async () => true,
    });
    await expect(remind(ENDED)).resolves.toBeUndefined();
  });
});

describe('a click on the notification', () => {
  it('is heard', () => {
    const { notifications } = openReminder();
    const listener = vi.fn();
    onReminderClick(listener);
    notifications.onClicked.emit('session-ended');
    expect(listener).toHaveBeenCalledOnce();
  });

  it('is heard once where the permission comes later', () => {
    const listener = vi.fn();
    onReminderClick(listener);
    const { notifications } = openReminder();
    fakeBrowser.permissions.onAdded.emit();
    fakeBrowser.permissions.onAdded.emit();
    notifications.onClicked.emit('session-ended');
    expect(listener).toHaveBeenCalledOnce();
  });
});
