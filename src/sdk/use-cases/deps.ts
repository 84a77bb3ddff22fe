import { browserIdentity, type Identity } from '../browser/identity.ts';
import { keepWorkerAlive, type Run } from '../browser/keep-worker-alive.ts';
import { createTenantFetch } from '../browser/stable-origin.ts';
import type { Config } from '../config.ts';
import type { LatchkeyError } from '../errors.ts';
import type { SignedIn } from '../session/session.ts';
import type { Settings } from '../settings/settings.ts';
import {
  JOURNAL,
  RENEWAL_ATTEMPTS,
  SIGN_IN_FAILURE,
  SIGN_OUT_FAILURE,
  TENANT_KEYS,
  USER_ACTIONS,
} from '../storage/items.ts';
import { createJournal, type Journal } from '../storage/journal.ts';
import { createSessionStoreWithTokens } from '../storage/open-session-store.ts';
import { createRenewalAttempts } from '../storage/renewal-attempts.ts';
import type { SessionStore } from '../storage/session-store.ts';
import { createSettingsStore } from '../storage/settings-store.ts';
import { openItem, type StoredItem } from '../storage/stored-item.ts';
import { createKeyCache } from '../storage/tenant-cache.ts';
import { createUserActions, type UserActions } from '../storage/user-actions.ts';
import type { AttemptsStore } from '../tenant/locked-renewal.ts';
import { revokeOrphanedToken } from '../tenant/revoke.ts';
import type { KeyCache } from '../tenant/token-endpoint.ts';

/** Dependencies of the use cases. Each use case takes the ones that it needs. */
export interface Deps {
  /** Returns the active settings. Has no side effects. Never rejects. */
  readonly settings: () => Promise<Settings>;
  /**
   * Calls `listener` when the settings might have changed. Returns an unsubscribe function. Must be called synchronously at
   * startup.
   */
  readonly onSettingsChange: (listener: () => void) => () => void;
  /** Returns the web auth flow. */
  readonly identity: () => Identity;
  /** Sends requests to the tenant. */
  readonly fetch: typeof globalThis.fetch;
  /** Returns the tenant's cached signing keys. */
  readonly keys: (config: Config) => KeyCache;
  readonly session: SessionStore;
  readonly attempts: AttemptsStore;
  readonly journal: Journal;
  readonly userActions: UserActions;
  /** The last failure of a window, or what a sign-out from the menu couldn't end at the tenant. The next popup shows it. */
  readonly signInFailure: StoredItem<LatchkeyError | null>;
  /** The last failure of a sign-out from the menu. The next popup shows it. */
  readonly signOutFailure: StoredItem<LatchkeyError | null>;
  /** Quarantines the stored session if its tokens can't be decrypted, and logs that in the journal. Never rejects. */
  readonly reconcile: () => Promise<void>;
  /** Starts the revocation of a refresh token that no context uses any longer. */
  readonly revoke: (orphaned: SignedIn) => void;
  readonly run: Run;
}

/** Returns the dependencies for the build configuration `buildConfig`. */
export function createDeps(buildConfig: Config, run: Run = keepWorkerAlive): Deps {
  const fetch = createTenantFetch();
  const journal = createJournal(openItem(JOURNAL));
  const revoke = (orphaned: SignedIn) => void run(() => revokeOrphanedToken(orphaned, session, fetch));
  const settings = createSettingsStore(buildConfig);
  const session = createSessionStoreWithTokens(buildConfig, {
    settings,
    rereadsKey: true,
    onReplaced: revoke,
  });
  return {
    settings: settings.read,
    onSettingsChange: settings.subscribe,
    identity: browserIdentity,
    fetch,
    keys: (config) => createKeyCache(openItem(TENANT_KEYS), config),
    session,
    attempts: createRenewalAttempts(openItem(RENEWAL_ATTEMPTS)),
    journal,
    userActions: createUserActions(openItem(USER_ACTIONS)),
    signInFailure: openItem(SIGN_IN_FAILURE),
    signOutFailure: openItem(SIGN_OUT_FAILURE),
    async reconcile() {
      // If the session can't be read, its next use rejects and reports that.
      if (await session.reconcile().catch(() => false)) void journal.note({ kind: 'session-key-lost' });
    },
    revoke,
    run,
  };
}
