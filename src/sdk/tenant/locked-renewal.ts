import { checkHostPermission } from '../browser/host-permission.ts';
import { withLock } from '../browser/locks.ts';
import type { Config } from '../config.ts';
import { asLatchkeyError, type LatchkeyError } from '../errors.ts';
import { afterFailure, isFresh, type RenewalAttempts, retryDelay } from '../session/renewal.ts';
import { fitsRequest } from '../session/request.ts';
import { endSession, renewSession, type Session, type SignedIn } from '../session/session.ts';
import { type Renewal, type RenewalDeps, renew } from './renew.ts';
import { revokeOrphanedToken } from './revoke.ts';
import { QUICK_TIMEOUT } from './timeouts.ts';
import { type KeyCache, NO_KEY_CACHE } from './token-endpoint.ts';

/** Name of the Web Lock for renewals: of many callers, only one requests new tokens. */
const RENEWAL_LOCK = 'latchkey.renewal';

/**
 * Milliseconds to wait for the response to an immediate retry, less than for the first request. With the 20 s of the first
 * request and the longest delay, the total is 33 s, which is within a rotation overlap of one minute.
 */
const RETRY_TIMEOUT = QUICK_TIMEOUT;

/** Milliseconds before each further attempt to save the tenant's response, which can't be requested again. */
const SAVE_DELAYS = [500, 2_000, 10_000];

/** The part of `SessionStore` that a renewal needs. */
export interface RenewableSession {
  read(): Promise<SignedIn | null>;
  stored(): Promise<Session | null>;
  saveIfCurrent(signedIn: SignedIn): Promise<boolean>;
  assertWritable(): Promise<void>;
}

/** Failed attempts and the last failure. */
export interface FailedAttempts extends RenewalAttempts {
  readonly failure: LatchkeyError | null;
}

/** Stores failed attempts: see `createRenewalAttempts`. */
export interface AttemptsStore {
  read(session: Session): Promise<FailedAttempts | null>;
  write(session: Session, attempts: FailedAttempts): Promise<void>;
}

/** Dependencies of a renewal. */
export interface LockedRenewalDeps extends Omit<RenewalDeps, 'keys' | 'timeout'> {
  /** Returns the key cache of a tenant. */
  readonly keys?: (config: Config) => KeyCache;
  /** Rejects if the extension isn't permitted to read responses from the host with this domain. */
  readonly checkHost?: (domain: string) => Promise<void>;
  readonly session: RenewableSession;
  readonly attempts: AttemptsStore;
  /** Returns a number from 0 to 1. */
  readonly random?: () => number;
  /** Resolves after the given number of milliseconds. The caller keeps the background script running during that time. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** Milliseconds before each further attempt to save the tenant's response. */
  readonly saveDelays?: readonly number[];
  /** Called with the result of each attempt. */
  readonly onAttempt?: (outcome: Renewal) => void;
}

/**
 * Returns the function that renews the session `found` for the active configuration, unless another context already has. The
 * function rejects with the reason if the session couldn't be renewed, without a request if it is too early to try again.
 */
export function createSingleRenewal(
  deps: LockedRenewalDeps,
): (found: Session, config: Config) => Promise<void> {
  const { session, attempts, now = Date.now, random = Math.random, wait = delay } = deps;
  const { saveDelays = SAVE_DELAYS } = deps;
  /** The tenant's response that couldn't be saved yet. This context keeps it because it can't be requested again. */
  let unsaved: { readonly previous: SignedIn; readonly changed: SignedIn } | null = null;

  const attempt = async (config: Config, kept: SignedIn, timeout?: number): Promise<Renewal> => {
    const outcome = await askTenant(config, kept, deps, timeout);
    deps.onAttempt?.(outcome);
    return outcome;
  };

  /** Requests new tokens. Retries once if the response was lost, unless the user has signed out or in again since. */
  const attemptTwice = async (config: Config, kept: SignedIn): Promise<Renewal> => {
    const first = await attempt(config, kept);
    if (first.kind !== 'failed' || first.retry !== 'at-once') return first;
    await wait(retryDelay(random));
    // If the storage can't be read, the second attempt fails too, before the token is sent.
    const found = await session.read().catch(() => kept);
    return found !== null && isSame(found, kept) ? attempt(config, kept, RETRY_TIMEOUT) : first;
  };

  const ask = async (config: Config, kept: SignedIn, previous: FailedAttempts | null): Promise<SignedIn> => {
    const outcome = await attemptTwice(config, kept);
    switch (outcome.kind) {
      case 'renewed':
        return renewSession(kept, outcome.renewed, { now: now(), random });
      case 'ended':
        return endSession(kept, outcome.end);
      case 'failed': {
        const { error, retryAfter, refreshToken } = outcome;
        if (refreshToken !== null) await save(kept, { ...kept, tokens: { ...kept.tokens, refreshToken } });
        const next = afterFailure(kept.session, previous, { now: now(), retryAfter, random });
        await attempts.write(kept.session, { ...next, failure: error });
        throw error;
      }
    }
  };

  /**
   * Saves a changed sign-in and returns whether it was saved. If the user has signed out or in again since, revokes the tokens.
   */
  const save = async (previous: SignedIn, changed: SignedIn): Promise<boolean> => {
    unsaved = { previous, changed };
    const wasSaved = await saveDelays.reduce(
      (saving, milliseconds) =>
        saving.catch(() => wait(milliseconds).then(() => session.saveIfCurrent(changed))),
      session.saveIfCurrent(changed),
    );
    unsaved = null;
    if (!wasSaved) await revokeOrphanedToken(changed, session, deps.fetch);
    return wasSaved;
  };

  /**
   * Saves the pending response if it belongs to `kept`. Returns the sign-in that still has to be renewed, or `null` if there is
   * none.
   */
  const saveUnsaved = async (kept: SignedIn): Promise<SignedIn | null> => {
    if (unsaved === null || !isSame(unsaved.previous, kept)) return kept;
    const { changed } = unsaved;
    if (!(await save(kept, changed)) || changed.session.renewAt === null) return null;
    const isRenewed = changed.tokens.accessToken !== kept.tokens.accessToken;
    return isRenewed && isFresh(changed.session, now()) ? null : changed;
  };

  return (found, config) =>
    withLock(RENEWAL_LOCK, async () => {
      const kept = await session.read();
      if (kept === null || !isSameToken(kept.session, found) || kept.session.renewAt === null) return;
      // The refresh token is sent only if the session was requested with the active settings.
      if (!fitsRequest(kept.session, config)) return;
      const current = await saveUnsaved(kept);
      if (current === null) return;
      const previous = await attempts.read(current.session);
      if (previous !== null && previous.failure !== null && now() < previous.notBefore)
        throw previous.failure;
      await save(current, await ask(config, current, previous));
    });
}

function isSame(one: SignedIn, other: SignedIn): boolean {
  return isSameToken(one.session, other.session) && one.tokens.refreshToken === other.tokens.refreshToken;
}

function isSameToken(kept: Session, found: Session): boolean {
  return kept.id === found.id && kept.createdAt === found.createdAt;
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Sends the refresh token, which can be used only once, if the response can be read and saved. */
async function askTenant(
  config: Config,
  kept: SignedIn,
  { checkHost = checkHostPermission, keys = () => NO_KEY_CACHE, session, ...deps }: LockedRenewalDeps,
  timeout?: number,
): Promise<Renewal> {
  // Nothing was sent, so the next caller that needs a token can try again immediately.
  const failed = (error: LatchkeyError): Renewal => {
    return { kind: 'failed', error, retry: 'later', retryAfter: 0, refreshToken: null };
  };
  try {
    await checkHost(config.domain);
  } catch (cause) {
    return failed(asLatchkeyError(cause, 'extension-failed', { reason: 'unexpected' }));
  }
  try {
    await session.assertWritable();
  } catch (cause) {
    return failed(asLatchkeyError(cause, 'storage-failed', { reason: 'not-writable' }));
  }
  return renew(config, kept, { ...deps, keys: keys(config), ...(timeout === undefined ? {} : { timeout }) });
}
