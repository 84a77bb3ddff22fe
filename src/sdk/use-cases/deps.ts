import { browserIdentity, type Identity } from '../browser/identity.ts';
import { keepWorkerAlive, type Run } from '../browser/keep-worker-alive.ts';
import { createTenantFetch } from '../browser/stable-origin.ts';
import type { Config } from '../config.ts';
import type { SignedIn } from '../session/session.ts';
import type { Settings } from '../settings/settings.ts';
import { extensionStorage } from '../storage/extension-storage.ts';
import { createJournalStore, type JournalStore } from '../storage/journal-store.ts';
import { createSessionStoreWithTokens, reconcileStoredSession } from '../storage/kept-session.ts';
import { readSettings } from '../storage/kept-settings.ts';
import { createKeyCache } from '../storage/key-cache.ts';
import { createRenewalAttemptsStore, type RenewalAttemptsStore } from '../storage/renewal-attempts.ts';
import type { SessionStore } from '../storage/session-store.ts';
import { createSignInNews, SIGN_OUT_FAILURE_KEY, type SignInNews } from '../storage/sign-in-news.ts';
import { createUserActions, type UserActions } from '../storage/user-actions.ts';
import { revokeOrphanedToken } from '../tenant/revoke.ts';
import type { KeyCache } from '../tenant/token-endpoint.ts';

/** Dependencies of the use cases. Each one takes the part that it needs. */
export interface Deps {
  /** Returns the settings that apply now. Has no side effects. Never rejects. */
  readonly settings: () => Promise<Settings>;
  /** Returns the web auth flow. */
  readonly identity: () => Identity;
  /** Sends requests to the tenant. */
  readonly fetch: typeof globalThis.fetch;
  /** Returns the tenant's cached signing keys. */
  readonly keys: (config: Config) => KeyCache;
  readonly session: SessionStore;
  readonly attempts: RenewalAttemptsStore;
  readonly journal: JournalStore;
  readonly userActions: UserActions;
  /** The last failure of a window, or what a sign-out from the menu couldn't end. The next popup shows it. */
  readonly signInFailure: SignInNews;
  /** The last failure of a sign-out from the menu. The next popup shows it. */
  readonly signOutFailure: SignInNews;
  /** Quarantines the stored session if its tokens can't be opened, and logs that. Never rejects. */
  readonly reconcile: (config: Config) => Promise<void>;
  /** Starts the revocation of a refresh token that no context uses any more. */
  readonly revoke: (orphaned: SignedIn) => void;
  readonly run: Run;
}

/** Returns the dependencies of an extension with the configuration `buildConfig`. */
export function createDeps(buildConfig: Config, run: Run = keepWorkerAlive): Deps {
  const fetch = createTenantFetch();
  const journal = createJournalStore(extensionStorage('local'));
  const revoke = (orphaned: SignedIn) => void run(() => revokeOrphanedToken(orphaned, session, fetch));
  const session = createSessionStoreWithTokens(buildConfig, { onReplaced: revoke });
  return {
    settings: () => readSettings(buildConfig),
    identity: browserIdentity,
    fetch,
    keys: (config) => createKeyCache(extensionStorage('local'), config),
    session,
    attempts: createRenewalAttemptsStore(extensionStorage('session')),
    journal,
    userActions: createUserActions(extensionStorage('session')),
    signInFailure: createSignInNews(extensionStorage('session')),
    signOutFailure: createSignInNews(extensionStorage('session'), SIGN_OUT_FAILURE_KEY),
    async reconcile(config) {
      // If the session can't be read, its next use fails and reports that.
      const isQuarantined = await reconcileStoredSession(buildConfig, config).catch(() => false);
      if (isQuarantined) journal.note({ kind: 'session-locked' });
    },
    revoke,
    run,
  };
}
