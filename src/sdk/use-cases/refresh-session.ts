import { attempt, withTimeLimit } from '../browser/optional-api.ts';
import { scheduleSessionAlarm } from '../browser/timers.ts';
import { createCoalescedRefresh } from '../coalesce.ts';
import type { Config } from '../config.ts';
import type { Deps } from './deps.ts';

/** Milliseconds until the session is refreshed again if the storage failed. */
const WAIT_FOR_STORAGE = 60_000;

/** Milliseconds until the alarm starts this script again if it stops during a renewal. */
const WAIT_FOR_RESTART = 120_000;

/** Maximum duration of a refresh in milliseconds, more than all time limits of two renewals. */
const TIME_LIMIT = 150_000;

/**
 * Returns the function that maintains the session while no page is open. It quarantines a session whose tokens can't be
 * decrypted, replaces a session after a change of settings, renews the access token if that is due, and sets the alarm for the
 * next refresh. One refresh runs at a time. Never rejects: failures are logged.
 */
export function createRefreshSession(
  { settings, reconcile, journal }: Deps,
  /** Each returns when to refresh the session next, in Unix time in milliseconds, or `null`. */
  steps: {
    readonly replace: (config: Config) => Promise<number | null>;
    readonly renew: (config: Config) => Promise<number | null>;
  },
): () => Promise<void> {
  const refresh = async () => {
    const { config } = await settings();
    await reconcile();
    const next = await steps.replace(config);
    return (await steps.renew(config)) ?? next;
  };
  return createCoalescedRefresh({
    read: async () => {
      // `show` overwrites this alarm. Without it, nothing starts this script again if it stops during a renewal.
      scheduleSessionAlarm(Date.now() + WAIT_FOR_RESTART).catch(() => {});
      try {
        return await withTimeLimit(refresh, TIME_LIMIT);
      } catch (error) {
        console.error('The session could not be refreshed.', error);
        void journal.note({ kind: 'storage-failed' });
        return Date.now() + WAIT_FOR_STORAGE;
      }
    },
    show: (timestamp) => attempt(() => scheduleSessionAlarm(timestamp)),
  });
}
