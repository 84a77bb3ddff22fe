import { answerOf, attempt } from '../browser/optional-api.ts';
import { scheduleSessionAlarm } from '../browser/session-alarm.ts';
import { createCoalescedRefresh } from '../coalesce.ts';
import type { Config } from '../config.ts';
import type { Deps } from './deps.ts';

/** Milliseconds until the session is refreshed again if the storage failed. */
const WAIT_FOR_STORAGE = 60_000;

/** Milliseconds until this script is started again if it stops during a renewal. */
const WAIT_FOR_RESTART = 120_000;

/** Milliseconds that a refresh can take: more than all time limits of two renewals. */
const TIME_LIMIT = 150_000;

/**
 * Returns the function that keeps the session right while no page is open, and sets the alarm for the next time: it
 * reconciles what is stored, replaces a session after a change of settings, and renews the access token if that is due. One
 * refresh runs at a time. It rejects if the alarm can't be set.
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
      // Overwritten by `show`. Without it, nothing starts this script again if it stops during a renewal.
      scheduleSessionAlarm(Date.now() + WAIT_FOR_RESTART).catch(() => {});
      try {
        return await answerOf(refresh, TIME_LIMIT);
      } catch (error) {
        console.error('The session could not be refreshed.', error);
        void journal.note({ kind: 'storage-failed' });
        return Date.now() + WAIT_FOR_STORAGE;
      }
    },
    show: (timestamp) => attempt(() => scheduleSessionAlarm(timestamp)),
  });
}
