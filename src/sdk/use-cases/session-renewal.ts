import type { Config } from '../config.ts';
import { LatchkeyError, sessionOver } from '../errors.ts';
import { dueAt, hasClockGoneBack, isFresh } from '../session/renewal.ts';
import { fitsRequest } from '../session/request.ts';
import { belongsTo, type Session, type SignedIn } from '../session/session.ts';
import type { SessionStatus } from '../session/status.ts';
import {
  createSingleRenewal,
  type RenewableSession,
  type SingleRenewalTools,
} from '../tenant/locked-renewal.ts';
import type { Renewal } from '../tenant/renew.ts';
import { renewalEvent } from '../tenant/renewal-event.ts';
import type { Deps } from './deps.ts';

/** Milliseconds to the next look at least: a tenant may give tokens that end at once. */
const SHORTEST_WAIT = 1_000;

/** The same after a failure, which may not have been remembered. */
const WAIT_AFTER_FAILURE = 30_000;

/** Keeps a session alive. `config` is the active configuration. */
export interface SessionRenewal {
  /**
   * An access token that is good for a while yet, renewed first where it is not. Rejects with `signed-out`, with
   * `session-ended`, with `interaction-required` (the tenant requires the user), with `storage-failed`, or with why it
   * could not be renewed.
   */
  accessToken(config: Config): Promise<string>;
  /** Renews the access token if it is not good any more: somebody is about to look at the session. Never rejects. */
  freshen(config: Config): Promise<void>;
  /**
   * Renews the access token if its moment has come. Resolves with the next moment to look after the session, in
   * milliseconds since 1970, or with `null` where there is nothing to look after. Rejects if the storage fails.
   */
  keepAlive(config: Config): Promise<number | null>;
}

/** Dependencies of `createSessionRenewal`. */
export interface SessionRenewalTools extends SingleRenewalTools {
  readonly session: RenewableSession & { status(): Promise<SessionStatus> };
}

/** Returns the renewal of an extension, which logs each attempt. */
export function createRenewal({ session, attempts, keys, fetch, journal }: Deps): SessionRenewal {
  const onAttempt = (outcome: Renewal) => void journal.note(renewalEvent(outcome));
  return createSessionRenewal({ session, attempts, keys, fetch, onAttempt });
}

export function createSessionRenewal(tools: SessionRenewalTools): SessionRenewal {
  const { session, attempts, now = Date.now, random = Math.random } = tools;
  const renewAlone = createSingleRenewal(tools);

  /** What is kept once `found` is renewed, if it was not good any more; or what still serves. */
  const renewStale = async (found: SignedIn, config: Config): Promise<SignedIn> => {
    if (found.session.renewAt === null || isFresh(found.session, now())) return found;
    try {
      await renewAlone(found.session, config);
    } catch (error) {
      // Towards its end a token still serves while the tenant is away, unless somebody signed out meanwhile.
      const kept = await expectOwn(session, config);
      if (now() < kept.session.expiresAt) return kept;
      throw error;
    }
    return expectOwn(session, config);
  };

  const liveSignedIn = async (config: Config): Promise<SignedIn> => {
    const isOver = (signedIn: SignedIn) => now() >= signedIn.session.expiresAt;
    const first = await renewStale(await expectOwn(session, config), config);
    // Again, where the computer slept in between, or somebody signed in anew and it was long ago.
    const found = isOver(first) ? await renewStale(first, config) : first;
    if (!isOver(found)) return found;
    const { end, renewAt } = found.session;
    throw renewAt === null ? sessionOver(end, config.domain) : overAtOnce(config.domain);
  };

  /** When to renew, which is drawn anew after the computer has slept; without a refresh token, when it ends. */
  const planOf = async (found: Session): Promise<number | null> => {
    if (found.renewAt === null) return now() < found.expiresAt ? found.expiresAt : null;
    const kept = await attempts.read(found);
    // After the clock was set back, the session's own times mean nothing; those of an attempt are by the clock as it is.
    const planned = kept?.nextAt ?? (hasClockGoneBack(found, now()) ? now() : found.renewAt);
    const due = dueAt(found, planned, now(), random);
    if (due > now() && due !== planned) {
      const { failures = 0, notBefore = 0, failure = null } = kept ?? {};
      await attempts.write(found, { failures, notBefore, failure, nextAt: due });
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
    accessToken: async (config) => (await liveSignedIn(config)).tokens.accessToken,
    async freshen(config) {
      try {
        await liveSignedIn(config);
      } catch {
        // Nobody asked for a token; the attempts tell what went wrong, and the next one comes by itself.
      }
    },
    async keepAlive(config) {
      const plan = await planNow(config);
      if (plan === null || plan.due === null || plan.due > now()) return plan?.due ?? null;
      const wait = await renewAlone(plan.session, config).then(
        () => SHORTEST_WAIT,
        () => WAIT_AFTER_FAILURE,
      );
      const due = (await planNow(config))?.due ?? null;
      return due === null ? null : Math.max(due, now() + wait);
    },
  };
}

async function expectOwn(session: RenewableSession, config: Config): Promise<SignedIn> {
  const found = await session.read();
  if (found === null || !belongsTo(found.session, config)) throw new LatchkeyError('signed-out', {});
  if (!fitsRequest(found.session, config)) throw sessionOver('settings-changed', config.domain);
  return found;
}

function overAtOnce(domain: string): LatchkeyError {
  return new LatchkeyError('token-response-invalid', { reason: 'already-expired', domain });
}
