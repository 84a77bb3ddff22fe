import type { Identity } from '../browser/identity.ts';
import type { Config } from '../config.ts';
import type { RemovedSession } from '../session/session.ts';
import type { LeftBehind } from '../storage/journal.ts';
import { PATHS } from '../tenant/endpoints.ts';
import { revokeRefreshToken } from '../tenant/revoke.ts';
import { expectTenant } from './missing-tenant.ts';

interface SignOutTools {
  readonly identity: Identity;
  readonly fetch?: typeof globalThis.fetch;
}

/** The session as sign-out needs it; `sdk/storage/session-store.ts` has it. */
interface SessionToEnd {
  remove(): Promise<RemovedSession>;
}

/**
 * Signs out: removes the session first, then ends at its tenant what it began there, best effort and as far as
 * `config.logout` says. Returns what could not be ended there. Rejects only if the session is still here.
 */
export async function signOut(
  config: Config,
  session: SessionToEnd,
  { identity, fetch = globalThis.fetch }: SignOutTools,
): Promise<readonly LeftBehind[]> {
  const removed = await session.remove();
  const attempts: [LeftBehind, Promise<void>][] = [];
  const revoked = revokeRemoved(removed, fetch);
  if (revoked !== null) attempts.push(['refresh-token', revoked]);
  if (config.logout !== 'local') attempts.push(['tenant-session', logOutAtTenant(config, identity)]);
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
  if (__LATCHKEY_CONFIGURABLE__) await expectTenant(config);
  const url = new URL(`${config.tenant}${PATHS.logout}`);
  url.search = new URLSearchParams({
    client_id: config.clientId,
    returnTo: identity.redirectUrl,
    ...(config.logout === 'federated' ? { federated: '' } : {}),
  }).toString();
  const isFederated = config.logout === 'federated';
  try {
    await identity.launch(url, { interactive: false, leavesTenant: isFederated });
  } catch (error) {
    if (!isFederated) throw error;
    // The way can end on a page of the identity provider: after that the tenant's session is over, which its answer shows.
    url.searchParams.delete('federated');
    await identity.launch(url, { interactive: false });
  }
}
