import { checkHostPermission } from '../browser/host-permission.ts';
import { QUICK_TIMEOUT, withLock } from '../browser/optional-api.ts';
import type { Config } from '../config.ts';
import { asLatchkeyError } from '../errors.ts';
import { afterFailure, retryDelay } from '../session/renewal.ts';
import { endSession, fitsRequest, renewSession, type Session, type SignedIn } from '../session/session.ts';
import type { AttemptsStore, FailedAttempts } from '../storage/renewal-attempts.ts';
import type { SessionStore } from '../storage/session-store.ts';
import { type Renewal, type RenewalDeps, renew } from './renew.ts';
import { revokeOrphanedToken } from './revoke.ts';
import type { KeyCache } from './token-endpoint.ts';

/** Name of the Web Lock for renewals: of many callers, only one requests new tokens. */
const RENEWAL_LOCK = 'latchkey.renewal';

/**
 * Milliseconds to wait for the response to an immediate retry, so that both requests fit into a rotation overlap of a minute.
 */
const RETRY_TIMEOUT = QUICK_TIMEOUT;

/** Milliseconds before each further attempt to save the tenant's response, which can't be requested again. */
const SAVE_DELAYS = [500, 2_000, 10_000];

/** The part of `SessionStore` that a renewal needs. */
export type RenewableSession = Pick<SessionStore, 'read' | 'stored' | 'saveIfCurrent' | 'assertWritable'>;

/** Dependencies of a renewal. */
export interface LockedRenewalDeps extends Omit<RenewalDeps, 'keys' | 'timeout'> {
  /** Returns the key cache of a tenant. */
  readonly keys?: (config: Config) => KeyCache;
  readonly session: RenewableSession;
  readonly attempts: AttemptsStore;
  /** Returns a number from 0 to 1. */
  readonly random?: () => number;
  /** Resolves after the given number of milliseconds. The caller keeps the background script running during that time. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** Called with the result of each attempt. */
  readonly onAttempt?: (outcome: Renewal) => void;
}

/**
 * Returns the function that renews the session `stale`, unless another context already has. It rejects with the reason if that
 * fails, without a request if it is too early to try again.
 */
export function createLockedRenewal(
  deps: LockedRenewalDeps,
): (stale: Session, config: Config) => Promise<void> {
  const { session, attempts, now = Date.now, random = Math.random, wait = delay } = deps;

  const attempt = async (config: Config, current: SignedIn, timeout?: number): Promise<Renewal> => {
    const outcome = await requestTokens(config, current, deps, timeout);
    deps.onAttempt?.(outcome);
    return outcome;
  };

  /** Requests new tokens. Retries once if the response was lost, unless the user has signed out or in again since. */
  const attemptTwice = async (config: Config, current: SignedIn): Promise<Renewal> => {
    const first = await attempt(config, current);
    if (first.kind !== 'failed' || first.retry !== 'at-once') return first;
    await wait(retryDelay(random));
    // If the storage can't be read, the second attempt fails too, before the token is sent.
    const stored = await session.read().catch(() => current);
    return stored !== null && isSameToken(stored.session, current.session)
      ? attempt(config, current, RETRY_TIMEOUT)
      : first;
  };

  /** Saves a changed sign-in, with retries. If the user has signed out or in again since, revokes the tokens. */
  const save = async (changed: SignedIn): Promise<void> => {
    const wasSaved = await SAVE_DELAYS.reduce(
      (saving, milliseconds) =>
        saving.catch(() => wait(milliseconds).then(() => session.saveIfCurrent(changed))),
      session.saveIfCurrent(changed),
    );
    if (!wasSaved) await revokeOrphanedToken(changed, session, deps.fetch);
  };

  /** Requests new tokens and saves the result. Stores a failure and rejects with it. */
  const renewAndSave = async (config: Config, current: SignedIn, previous: FailedAttempts | null) => {
    const outcome = await attemptTwice(config, current);
    switch (outcome.kind) {
      case 'renewed':
        return save(renewSession(current, outcome.renewed, { now: now(), random }));
      case 'ended':
        return save(endSession(current, outcome.end));
      case 'failed': {
        const { error, retryAfter, refreshToken } = outcome;
        if (refreshToken !== null) await save({ ...current, tokens: { ...current.tokens, refreshToken } });
        const next = afterFailure(current.session, previous, { now: now(), retryAfter, random });
        await attempts.write(current.session, { ...next, failure: error });
        throw error;
      }
    }
  };

  return (stale, config) =>
    withLock(RENEWAL_LOCK, async () => {
      const current = await session.read();
      if (current === null || !isSameToken(current.session, stale) || current.session.renewAt === null)
        return;
      // The refresh token is sent only if the session was requested with the active settings.
      if (!fitsRequest(current.session, config)) return;
      const previous = await attempts.read(current.session);
      if (previous !== null && previous.failure !== null && now() < previous.notBefore)
        throw previous.failure;
      await renewAndSave(config, current, previous);
    });
}

function isSameToken(one: Session, other: Session): boolean {
  return one.id === other.id && one.createdAt === other.createdAt;
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Sends the refresh token, which can be used only once, if the response can be read and saved. */
async function requestTokens(
  config: Config,
  current: SignedIn,
  { keys, session, ...deps }: LockedRenewalDeps,
  timeout?: number,
): Promise<Renewal> {
  try {
    await checkHostPermission(config.domain);
    await session.assertWritable();
  } catch (cause) {
    const error = asLatchkeyError(cause, 'extension-failed', { reason: 'unexpected' });
    // Nothing was sent, so the next caller that needs a token can try again immediately.
    return { kind: 'failed', error, retry: 'later', retryAfter: 0, refreshToken: null };
  }
  return renew(config, current, { ...deps, keys: keys?.(config), timeout });
}
