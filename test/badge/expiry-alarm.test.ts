import { beforeEach, describe, expect, it, vi } from 'vitest';
import { onExpiryAlarm, scheduleExpiryAlarm } from '../../src/badge/expiry-alarm.ts';
import type { SessionStatus } from '../../src/session/status.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/fake-browser.ts';
import { unitSession } from '../support/unit-session.ts';

const session = unitSession();

beforeEach(resetFakeBrowser);

describe('the alarm', () => {
  it('is set for the end of a live session', async () => {
    await scheduleExpiryAlarm({ kind: 'signed-in', session });
    expect([...fakeBrowser.alarms.scheduled.values()]).toEqual([session.expiresAt]);
  });

  it('moves with the session: there is one alarm', async () => {
    await scheduleExpiryAlarm({ kind: 'signed-in', session });
    await scheduleExpiryAlarm({
      kind: 'signed-in',
      session: unitSession({ expiresAt: session.expiresAt + 1 }),
    });
    expect([...fakeBrowser.alarms.scheduled.values()]).toEqual([session.expiresAt + 1]);
  });

  it.each<SessionStatus>([
    { kind: 'signed-out' },
    { kind: 'expired', session },
    { kind: 'unreadable', cause: new Error('disk') },
  ])('is cleared where the status is $kind', async (status) => {
    await scheduleExpiryAlarm({ kind: 'signed-in', session });
    await scheduleExpiryAlarm(status);
    expect(fakeBrowser.alarms.scheduled.size).toBe(0);
  });

  it('is heard when it rings', async () => {
    const listener = vi.fn();
    onExpiryAlarm(listener);
    await scheduleExpiryAlarm({ kind: 'signed-in', session });
    for (const name of fakeBrowser.alarms.scheduled.keys()) fakeBrowser.alarms.ring(name);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('is not taken for another that rings', () => {
    const listener = vi.fn();
    onExpiryAlarm(listener);
    fakeBrowser.alarms.ring('another');
    expect(listener).not.toHaveBeenCalled();
  });
});
