import type { Config } from '../config.ts';
import { sessionEnded, signedOut } from '../errors.ts';
import { dueAt, isFresh } from '../session/renewal.ts';
import type { Session, SignedIn } from '../session/session.ts';
import type { SessionStatus } from '../session/status.ts';
import { createSingleRenewal, type RenewableSession, type SingleRenewalTools } from './single-renewal.ts';

/** Milliseconds to the next look at least: a tenant may give tokens that end at once. */
const SHORTEST_WAIT = 1_000;

/** The same after a failure, which may not have been remembered. */
const WAIT_AFTER_FAILURE = 30_000;

/** Keeps a session alive. */
export interface SessionRenewal {
  /**
   * An access token that is good for a while yet, renewed first where it is not. Rejects with `signed-out`, with
   * `session-ended`, with `storage-failed`, or with why it could not be renewed.
   */
  accessToken(): Promise<string>;
  /** Renews the access token if it is not good any more: somebody is about to look at the session. Never rejects. */
  freshen(): Promise<void>;
  /**
   * Renews the access token if its moment has come. Resolves with the next moment to look after the session, in
   * milliseconds since 1970, or with `null` where there is nothing to look after. Rejects if the storage fails.
   */
  keepAlive(): Promise<number | null>;
}

/** What keeping alive works with. */
export interface SessionRenewalTools extends SingleRenewalTools {
  readonly session: RenewableSession & { status(): Promise<SessionStatus> };
}

export function createSessionRenewal(config: Config, tools: SessionRenewalTools): SessionRenewal {
  const { session, attempts, now = Date.now, random = Math.random } = tools;
  const renewAlone = createSingleRenewal(config, tools);

  const freshSignedIn = async (): Promise<SignedIn> => {
    const found = await expectSignedIn(session);
    if (isFresh(found.session, now())) return found;
    if (found.session.renewAt === null) return expectLive(found, now());
    try {
      await renewAlone(found.session);
    } catch (error) {
      // Towards its end a token still serves while the tenant is away.
      if (now() < found.session.expiresAt) return found;
      throw error;
    }
    return expectLive(await expectSignedIn(session), now());
  };

  /** When to renew, which is drawn anew after the computer has slept; without a refresh token, when it ends. */
  const planOf = async (found: Session): Promise<number | null> => {
    if (found.renewAt === null) return now() < found.expiresAt ? found.expiresAt : null;
    const kept = await attempts.read(found);
    const planned = kept?.nextAt ?? found.renewAt;
    const due = dueAt(found, planned, now(), random);
    if (due > now() && due !== planned) {
      const { failures = 0, notBefore = 0, failure = null } = kept ?? {};
      await attempts.write(found, { failures, notBefore, failure, nextAt: due });
    }
    return due;
  };

  const planNow = async () => {
    const status = await session.status();
    if (status.kind === 'unreadable') throw status.cause;
    if (status.kind !== 'signed-in') return null;
    return { session: status.session, due: await planOf(status.session) };
  };

  return {
    accessToken: async () => (await freshSignedIn()).tokens.accessToken,
    async freshen() {
      try {
        await freshSignedIn();
      } catch {
        // Nobody asked for a token; the attempts tell what went wrong, and the next one comes by itself.
      }
    },
    async keepAlive() {
      const plan = await planNow();
      if (plan === null || plan.due === null || plan.due > now()) return plan?.due ?? null;
      const wait = await renewAlone(plan.session).then(
        () => SHORTEST_WAIT,
        () => WAIT_AFTER_FAILURE,
      );
      const due = (await planNow())?.due ?? null;
      return due === null ? null : Math.max(due, now() + wait);
    },
  };
}

async function expectSignedIn(session: RenewableSession): Promise<SignedIn> {
  const found = await session.read();
  if (found === null) throw signedOut();
  return found;
}

function expectLive(found: SignedIn, now: number): SignedIn {
  if (now >= found.session.expiresAt) throw sessionEnded();
  return found;
}
