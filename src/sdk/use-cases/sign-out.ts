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
 * Returns the function that signs out. It removes the session first. Then it revokes the refresh token and, depending on
 * `config.logout`, ends the tenant session. It resolves with the steps that failed at the tenant, and rejects only if the session
 * is still stored.
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

/**
 * Returns the function for the sign-out from the menu. No page waits for it, so the next popup shows what failed. Never rejects.
 */
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

/**
 * Revokes the refresh token of a removed session at the tenant that the session belongs to, and ends the active tenant's session
 * unless `config.logout` is `local`. Resolves with the steps that failed. Never rejects.
 */
async function endAtTenant(
  config: Config,
  removed: RemovedSession,
  { identity, fetch }: Pick<Deps, 'identity' | 'fetch'>,
): Promise<readonly FailedStep[]> {
  const failed = (step: FailedStep) => () => [step];
  const results = await Promise.all([
    revokeRemoved(removed, fetch).then(none, failed('refresh-token')),
    config.logout === 'local' ? [] : logOutAtTenant(config, identity()).then(none, failed('tenant-session')),
  ]);
  return results.flat();
}

const none = () => [];

/** Revokes the refresh token of a removed session, if it has one. Rejects if it couldn't be read or revoked. */
async function revokeRemoved(removed: RemovedSession, fetch: typeof globalThis.fetch): Promise<void> {
  if (removed.kind === 'unreadable') throw new Error('The refresh token could not be read.');
  if (removed.kind === 'none') return;
  const { session, tokens } = removed.signedIn;
  if (tokens.refreshToken !== null) await revokeRefreshToken(session, tokens.refreshToken, fetch);
}

/** Ends the tenant session. Rejects if that fails. https://auth0.com/docs/api/authentication/logout/auth-0-logout */
async function logOutAtTenant(config: Config, identity: Identity): Promise<void> {
  // Another context might have written the choice of the tenant, but only the user can grant the permission.
  await expectTenant(config);
  const isFederated = config.logout === 'federated';
  const url = new URL(`${config.tenant}${PATHS.logout}`);
  url.search = new URLSearchParams({
    client_id: config.clientId,
    returnTo: identity.redirectUrl,
    ...(isFederated ? { federated: '' } : {}),
  }).toString();
  try {
    await identity.launch(url, { interactive: false });
  } catch (error) {
    if (!isFederated) throw error;
    // The redirects can end on a page of the identity provider. The tenant session is over by then, which a second request
    // without `federated` confirms.
    url.searchParams.delete('federated');
    await identity.launch(url, { interactive: false });
  }
}
