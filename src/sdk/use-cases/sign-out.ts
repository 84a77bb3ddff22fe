import type { Identity } from '../browser/identity.ts';
import type { Config } from '../config.ts';
import { asLatchkeyError, signOutIncomplete } from '../errors.ts';
import type { RemovedSession } from '../session/session.ts';
import type { FailedStep } from '../storage/journal.ts';
import { PATHS } from '../tenant/endpoints.ts';
import { revokeRefreshToken } from '../tenant/revoke.ts';
import type { Deps } from './deps.ts';
import { expectTenant } from './missing-tenant.ts';

/**
 * Returns the function that signs out: it removes the session first, then ends at its tenant what it began there, as far as
 * `config.logout` says. It resolves with what could not be ended there, and rejects only if the session is still stored.
 */
export function createSignOut(deps: Deps): () => Promise<readonly FailedStep[]> {
  const { session, userActions, journal, signOutFailure } = deps;
  return async () => {
    const action = await userActions.begin();
    const { config } = await deps.settings();
    const removed = await userActions.complete(action, session.remove);
    const failedSteps = await endAtTenant(config, removed ?? { kind: 'none' }, deps);
    void journal.note({ kind: 'signed-out', failedSteps });
    void signOutFailure.remove();
    return failedSteps;
  };
}

/** Returns the sign-out from the menu. No page waits for it: the next popup shows what failed. Never rejects. */
export function createMenuSignOut(
  { settings, journal, signInFailure, signOutFailure }: Deps,
  signOut: () => Promise<readonly FailedStep[]>,
): () => Promise<void> {
  return async () => {
    try {
      const failedSteps = await signOut();
      const { domain } = (await settings()).config;
      if (failedSteps.length > 0) await signInFailure.write(signOutIncomplete(failedSteps, domain));
    } catch (thrown) {
      const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-out' });
      void journal.note({ kind: 'sign-out-failed', code: error.code });
      await signOutFailure.write(error);
    }
  };
}

/** Ends at the tenant what a removed session began there. Resolves with what could not be ended. Never rejects. */
async function endAtTenant(
  config: Config,
  removed: RemovedSession,
  { identity, fetch }: Pick<Deps, 'identity' | 'fetch'>,
): Promise<readonly FailedStep[]> {
  const attempts: [FailedStep, Promise<void>][] = [];
  const revoked = revokeRemoved(removed, fetch);
  if (revoked !== null) attempts.push(['refresh-token', revoked]);
  if (config.logout !== 'local') attempts.push(['tenant-session', logOutAtTenant(config, identity())]);
  const results = await Promise.allSettled(attempts.map(([, attempt]) => attempt));
  return attempts.flatMap(([name], index) => (results[index]?.status === 'fulfilled' ? [] : [name]));
}

/** The token is for the tenant of its own session, whichever application is active. `null` if there is none. */
function revokeRemoved(removed: RemovedSession, fetch: typeof globalThis.fetch): Promise<void> | null {
  switch (removed.kind) {
    case 'none':
      return null;
    case 'unreadable':
      return Promise.reject(new Error('The refresh token could not be read.'));
    case 'signed-in': {
      const { session, tokens } = removed.signedIn;
      return tokens.refreshToken === null ? null : revokeRefreshToken(session, tokens.refreshToken, fetch);
    }
  }
}

/** https://auth0.com/docs/api/authentication/logout/auth-0-logout */
async function logOutAtTenant(config: Config, identity: Identity): Promise<void> {
  // Another context can have written the choice of the tenant. The permission comes from the user.
  if (config.configurable !== undefined) await expectTenant(config);
  const url = new URL(`${config.tenant}${PATHS.logout}`);
  url.search = new URLSearchParams({
    client_id: config.clientId,
    returnTo: identity.redirectUrl,
    ...(config.logout === 'federated' ? { federated: '' } : {}),
  }).toString();
  const isFederated = config.logout === 'federated';
  try {
    await identity.launch(url, { interactive: false });
  } catch (error) {
    if (!isFederated) throw error;
    // The way can end on a page of the identity provider: after that the tenant's session is over, which its answer shows.
    url.searchParams.delete('federated');
    await identity.launch(url, { interactive: false });
  }
}
