import type { Config } from '../config.ts';
import type { LeftBehind } from '../session/journal.ts';
import { belongsTo, type SignedIn } from '../session/session.ts';
import type { Identity } from './identity.ts';
import { revokeRefreshToken } from './revoke.ts';

interface SignOutTools {
  readonly identity: Identity;
  readonly fetch?: typeof globalThis.fetch;
}

/** The session as sign-out needs it; `storage/session-store.ts` has it. */
interface SessionToEnd {
  remove(): Promise<SignedIn | null>;
}

/**
 * Signs out: removes the session first, then ends at the tenant what it began there, best effort. Resolves
 * with what could not be ended there; rejects only if the session is still here.
 */
export async function signOut(
  config: Config,
  session: SessionToEnd,
  tools: SignOutTools,
): Promise<readonly LeftBehind[]> {
  const ended = await session.remove();
  // A token of another application is not for this tenant's eyes.
  const isOwn = ended !== null && belongsTo(ended.session, config);
  return endTenantSession(config, isOwn ? ended.tokens.refreshToken : null, tools);
}

/** As far as `config.logout` says: revokes the refresh token (RFC 7009), ends the session with the tenant. */
async function endTenantSession(
  config: Config,
  refreshToken: string | null,
  { identity, fetch = globalThis.fetch }: SignOutTools,
): Promise<readonly LeftBehind[]> {
  const attempts: [LeftBehind, Promise<void>][] = [];
  if (refreshToken !== null) {
    attempts.push(['refresh-token', revokeRefreshToken(config, refreshToken, fetch)]);
  }
  if (config.logout !== 'local') attempts.push(['tenant-session', logOutAtTenant(config, identity)]);
  const results = await Promise.allSettled(attempts.map(([, attempt]) => attempt));
  return attempts.flatMap(([name], index) => (results[index]?.status === 'fulfilled' ? [] : [name]));
}

/** https://auth0.com/docs/api/authentication/logout/auth-0-logout */
async function logOutAtTenant(config: Config, identity: Identity): Promise<void> {
  const url = new URL(`${config.tenant}/v2/logout`);
  url.search = new URLSearchParams({
    client_id: config.clientId,
    returnTo: identity.redirectUrl,
    ...(config.logout === 'federated' ? { federated: '' } : {}),
  }).toString();
  await identity.launch(url, { interactive: false, leavesTenant: config.logout === 'federated' });
}
