import { browserIdentity } from '../browser/identity.ts';
import { keepWorkerAlive, type Run } from '../browser/keep-worker-alive.ts';
import { createTenantFetch } from '../browser/stable-origin.ts';
import type { Config } from '../config.ts';
import type { SignedIn } from '../session/session.ts';
import {
  JOURNAL,
  RENEWAL_ATTEMPTS,
  SIGN_IN_FAILURE,
  SIGN_OUT_FAILURE,
  TENANT_KEYS,
  USER_ACTIONS,
} from '../storage/items.ts';
import { createJournal } from '../storage/journal.ts';
import { createRenewalAttempts } from '../storage/renewal-attempts.ts';
import type { SessionStore } from '../storage/session-store.ts';
import { createSettingsStore } from '../storage/settings-store.ts';
import { openItem } from '../storage/stored-item.ts';
import { createKeyCache } from '../storage/tenant-cache.ts';
import { createSessionStoreWithTokens } from '../storage/token-session-store.ts';
import { createUserActions } from '../storage/user-actions.ts';
import { revokeOrphanedToken } from '../tenant/revoke.ts';
import type { KeyCache } from '../tenant/token-endpoint.ts';

/** Dependencies of the use cases. Each use case takes the ones that it needs. */
export type Deps = Readonly<ReturnType<typeof createDeps>>;

/** Returns the dependencies for the build configuration `buildConfig`. Must be called synchronously at startup. */
export function createDeps(buildConfig: Config, run: Run = keepWorkerAlive) {
  const fetch = createTenantFetch();
  const journal = createJournal(openItem(JOURNAL));
  const settings = createSettingsStore(buildConfig);
  /** Starts the revocation of a refresh token that no context uses any longer. */
  const revoke = (orphaned: SignedIn) => void run(() => revokeOrphanedToken(orphaned, session, fetch));
  const session: SessionStore = createSessionStoreWithTokens(buildConfig, {
    settings,
    rereadsKey: true,
    onReplaced: revoke,
  });
  return {
    settings: settings.read,
    onSettingsChange: settings.subscribe,
    identity: browserIdentity,
    fetch,
    /** Returns the tenant's cached signing keys. */
    keys: (config: Config): KeyCache => createKeyCache(openItem(TENANT_KEYS), config),
    session,
    attempts: createRenewalAttempts(openItem(RENEWAL_ATTEMPTS)),
    journal,
    userActions: createUserActions(openItem(USER_ACTIONS)),
    /** The last failure of a window, or what a sign-out from the menu couldn't end at the tenant. The next popup shows it. */
    signInFailure: openItem(SIGN_IN_FAILURE),
    /** The last failure of a sign-out from the menu. The next popup shows it. */
    signOutFailure: openItem(SIGN_OUT_FAILURE),
    /** Quarantines the stored session if its tokens can't be decrypted, and logs that in the journal. Never rejects. */
    async reconcile() {
      // If the session can't be read, its next use rejects and reports that.
      if (await session.reconcile().catch(() => false)) void journal.note({ kind: 'session-key-lost' });
    },
    revoke,
    run,
  };
}
