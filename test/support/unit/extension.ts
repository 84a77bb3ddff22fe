/** An extension in memory: contexts that share a storage and a clock, and renew a session. */
import type { Config } from '../../../src/sdk/config.ts';
import type { Session, SignedIn } from '../../../src/sdk/session/session.ts';
import { RENEWAL_ATTEMPTS, SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import { createRenewalAttempts } from '../../../src/sdk/storage/renewal-attempts.ts';
import { createSessionStore, type SessionStore } from '../../../src/sdk/storage/session-store.ts';
import type { StorageAdapter } from '../../../src/sdk/storage/storage-adapter.ts';
import { openItem } from '../../../src/sdk/storage/stored-item.ts';
import { createLockedRenewal } from '../../../src/sdk/tenant/locked-renewal.ts';
import type { Renewal } from '../../../src/sdk/tenant/renew.ts';
import { createSessionRenewal } from '../../../src/sdk/use-cases/session-renewal.ts';
import { unitConfig } from './config.ts';
import { NOON, unitRecord, unitSignedIn } from './session.ts';

/** Keys at which the shared storage fails, by operation. */
interface BrokenKeys {
  readonly get: Set<string>;
  readonly set: Set<string>;
}

/** The state of one context, which is lost with it. */
export interface Context {
  readonly store: SessionStore;
  readonly attempts: ReturnType<typeof createRenewalAttempts>;
  readonly renewal: {
    accessToken(): Promise<string>;
    ensureFresh(): Promise<void>;
    renewIfDue(): Promise<number | null>;
  };
  /** Renews the given session, by default the stored one. */
  renewWithLock(session?: Session): Promise<void>;
  /** The outcomes of the attempts. */
  readonly outcomes: readonly Renewal['kind'][];
}

export interface Extension {
  readonly broken: BrokenKeys;
  /** The active configuration. */
  readonly active: { config: Config };
  /** This computer's clock, as Unix time in milliseconds. */
  readonly clock: { now: number };
  open(): Context;
  /** Reads the stored sign-in. */
  readStored(): Promise<SignedIn | null>;
}

/** Starts an extension at noon with a stored sign-in, and a tenant behind `fetch`. */
export async function startExtension(
  fetch: typeof globalThis.fetch,
  { signedIn = unitSignedIn() }: { signedIn?: SignedIn | null } = {},
): Promise<Extension> {
  const memory = memoryStorage();
  if (signedIn !== null) await memory.set(SESSION_KEY, unitRecord(signedIn));
  const broken: BrokenKeys = { get: new Set(), set: new Set() };
  const clock = { now: NOON };
  const now = () => clock.now;
  const active = { config: unitConfig() };
  const failAt = async (keys: Set<string>, key: string) => {
    if (keys.has(key)) throw new Error('disk full');
  };
  const storage: StorageAdapter = {
    ...memory,
    get: (key) => failAt(broken.get, key).then(() => memory.get(key)),
    set: (key, value) => failAt(broken.set, key).then(() => memory.set(key, value)),
  };
  const open = (): Context => {
    const store = createSessionStore(storage, { active: async () => active.config, now });
    const attempts = createRenewalAttempts(openItem(RENEWAL_ATTEMPTS, storage), now);
    const outcomes: Renewal['kind'][] = [];
    const deps = {
      session: store,
      attempts,
      fetch,
      now,
      random: () => 0.5,
      wait: async (milliseconds: number) => {
        clock.now += milliseconds;
      },
      onAttempt: ({ kind }: Renewal) => void outcomes.push(kind),
    };
    const renewWithLock = createLockedRenewal(deps);
    const renewal = createSessionRenewal(deps);
    return {
      store,
      attempts,
      outcomes,
      renewal: {
        accessToken: () => renewal.accessToken(active.config),
        ensureFresh: () => renewal.ensureFresh(active.config),
        renewIfDue: () => renewal.renewIfDue(active.config),
      },
      async renewWithLock(given) {
        const session = given ?? (await store.read())?.session;
        if (session !== undefined) await renewWithLock(session, active.config);
      },
    };
  };
  const readStored = () => createSessionStore(memory, { active: async () => unitConfig(), now }).read();
  return { broken, active, clock, open, readStored };
}
