import type { Config } from '../config.ts';
import { LatchkeyError, sessionOver } from '../errors.ts';
import { dueAt, hasClockGoneBack, isFresh } from '../session/renewal.ts';
import { belongsTo, fitsRequest, type Session, type SignedIn } from '../session/session.ts';
import type { SessionStatus } from '../session/status.ts';
import type { JournalEvent } from '../storage/journal.ts';
import {
  createLockedRenewal,
  type LockedRenewalDeps,
  type RenewableSession,
} from '../tenant/locked-renewal.ts';
import type { Renewal } from '../tenant/renew.ts';

/** Minimum wait before the next refresh in milliseconds, because a tenant can issue tokens that expire immediately. */
const SHORTEST_WAIT = 1_000;

/** Minimum wait after a failure in milliseconds, because the failed attempt might not have been stored. */
const WAIT_AFTER_FAILURE = 30_000;

/** Dependencies of `createSessionRenewal`. */
export interface SessionRenewalDeps extends LockedRenewalDeps {
  readonly session: RenewableSession & { status(): Promise<SessionStatus> };
}

/** Returns the functions that renew a session. `config` is the active configuration. */
export function createSessionRenewal(deps: SessionRenewalDeps) {
  const { session, attempts, now = Date.now, random = Math.random } = deps;
  const renewWithLock = createLockedRenewal(deps);

  /**
   * Renews `signedIn` if it isn't fresh, and returns the stored sign-in. If that fails, returns the stored sign-in while its token
   * is valid, and rejects if it isn't.
   */
  const renewStale = async (signedIn: SignedIn, config: Config): Promise<SignedIn> => {
    if (signedIn.session.renewAt === null || isFresh(signedIn.session, now())) return signedIn;
    try {
      await renewWithLock(signedIn.session, config);
    } catch (error) {
      // If the renewal fails, the token can be used until it expires, unless the user has signed out.
      const stored = await readActive(session, config);
      if (now() < stored.session.expiresAt) return stored;
      throw error;
    }
    return readActive(session, config);
  };

  const liveSignedIn = async (config: Config): Promise<SignedIn> => {
    const isOver = (signedIn: SignedIn) => now() >= signedIn.session.expiresAt;
    const first = await renewStale(await readActive(session, config), config);
    // Renewed again if the computer slept in between, or if the user signed in again and that token has expired since.
    const latest = isOver(first) ? await renewStale(first, config) : first;
    if (!isOver(latest)) return latest;
    const { end, renewAt } = latest.session;
    if (renewAt === null) throw sessionOver(end, config.domain);
    throw new LatchkeyError('token-response-invalid', { reason: 'already-expired', domain: config.domain });
  };

  /**
   * Returns when to renew, in Unix time in milliseconds. If the computer slept, the time is drawn again. Without a refresh token,
   * returns when the session ends, or `null` if it has ended.
   */
  const planOf = async (stored: Session): Promise<number | null> => {
    if (stored.renewAt === null) return now() < stored.expiresAt ? stored.expiresAt : null;
    const failed = await attempts.read(stored);
    // If the clock was set back, the session's own times are meaningless. The times of an attempt come from the current clock.
    const planned = failed?.nextAt ?? (hasClockGoneBack(stored, now()) ? now() : stored.renewAt);
    const due = dueAt(stored, planned, now(), random);
    if (due > now() && due !== planned) {
      const { failures = 0, notBefore = 0, failure = null } = failed ?? {};
      await attempts.write(stored, { failures, notBefore, failure, nextAt: due });
    }
    return due;
  };

  const planNow = async (config: Config) => {
    const status = await session.status();
    if (status.kind === 'unreadable') throw status.cause;
    if (status.kind !== 'signed-in' || !fitsRequest(status.session, config)) return null;
    return { session: status.session, due: await planOf(status.session) };
  };

  return {
    /**
     * Returns an access token, renewed first if it isn't fresh. If the renewal fails, returns the stored token while it is valid.
     * Rejects with `signed-out`, `session-ended`, `interaction-required` (the tenant requires the user), `storage-failed`, or the
     * reason why the token couldn't be renewed.
     */
    accessToken: async (config: Config): Promise<string> => (await liveSignedIn(config)).tokens.accessToken,
    /** Renews the access token if it isn't fresh. Never rejects. */
    async ensureFresh(config: Config): Promise<void> {
      try {
        await liveSignedIn(config);
      } catch {
        // No caller waits for a token. The attempt is stored, and the next one runs automatically.
      }
    },
    /**
     * Renews the access token if that is due. Returns when to call this again, in Unix time in milliseconds, or `null` if there is
     * nothing to renew. Rejects if the storage fails.
     */
    async renewIfDue(config: Config): Promise<number | null> {
      const plan = await planNow(config);
      if (plan === null || plan.due === null || plan.due > now()) return plan?.due ?? null;
      const wait = await renewWithLock(plan.session, config).then(
        () => SHORTEST_WAIT,
        () => WAIT_AFTER_FAILURE,
      );
      const due = (await planNow(config))?.due ?? null;
      return due === null ? null : Math.max(due, now() + wait);
    },
  };
}

async function readActive(session: RenewableSession, config: Config): Promise<SignedIn> {
  const signedIn = await session.read();
  if (signedIn === null || !belongsTo(signedIn.session, config)) throw new LatchkeyError('signed-out', {});
  if (!fitsRequest(signedIn.session, config)) throw sessionOver('settings-changed', config.domain);
  return signedIn;
}

/** Returns the journal event for a renewal attempt. It contains codes only, no token and no text. */
export function renewalEvent(outcome: Renewal): JournalEvent {
  switch (outcome.kind) {
    case 'renewed':
      return { kind: 'renewed' };
    case 'ended':
      return { kind: 'session-ended', end: outcome.end };
    case 'failed':
      return { kind: 'renewal-failed', code: outcome.error.code };
  }
}
