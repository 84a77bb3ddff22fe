/** Whose the tokens are, what they say and how long they live. */
import type { Client, Configuration, Grant, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { Refused } from './admission.ts';
import { asText } from './http.ts';
import { findOrganization, type Organization } from './organizations.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';
import { claimsOf, type Profile } from './users.ts';

export const SCOPES = ['openid', 'profile', 'email', 'offline_access'];
/** Seconds, as all lifetimes below. Auth0's own defaults, where it has any. */
export const ACCESS_TOKEN_LIFETIME = 86_400;
const REFRESH_TOKEN_LIFETIME = 2_592_000;

/** By the id of the grant: the organization of a sign-in. The engine's records have no place for it. */
export type GrantedOrganizations = Map<string, Organization>;

interface AccountDeps {
  users: UserDirectory;
  settings: Settings;
}

export function accounts(
  { users, settings }: AccountDeps,
  organizations: GrantedOrganizations,
): Pick<Configuration, 'findAccount'> {
  return {
    findAccount(_ctx, id, token) {
      const user = users.byId(id);
      if (token?.kind === 'RefreshToken') refuseBlocked(user);
      // A token of a blocked user is refused; at /authorize the policy says why.
      if (user === undefined || (user.blocked && token !== undefined)) return undefined;
      const claims = { ...claimsOf(user), ...organizationClaims(token, organizations, settings) };
      return { accountId: id, claims: () => claims };
    },
  };
}

/** The engine comes here before it exchanges the token, which so stays valid. */
function refuseBlocked(user: Profile | undefined): void {
  if (user?.blocked !== true) return;
  throw new Refused(
    { behavior: 'refresh-blocked', error: 'invalid_grant', error_description: 'user is blocked' },
    403,
  );
}

/** `token`: anything of the engine's that belongs to a grant. */
export function organizationClaims(
  token: unknown,
  organizations: GrantedOrganizations,
  { organizationNames }: Settings,
): Record<string, string> {
  const grantId: unknown = typeof token === 'object' && token !== null ? Reflect.get(token, 'grantId') : '';
  const organization = organizations.get(asText(grantId) ?? '');
  if (organization === undefined) return {};
  return { org_id: organization.id, ...(organizationNames ? { org_name: organization.name } : {}) };
}

/** Whether a sign-in with `offline_access` gets a refresh token. */
function issuesRefreshToken(
  ctx: KoaContextWithOIDC,
  audiences: readonly string[],
  settings: Settings,
): boolean {
  // From a page or a background script, that is: other programs send no Origin.
  if (ctx.get('Origin') !== '' && !settings.refreshTokens.rotation) return false;
  const asked = settings.apis.filter(({ identifier }) => audiences.includes(identifier));
  return asked.every(({ allowOfflineAccess }) => allowOfflineAccess === true);
}

export function grants(settings: Settings, organizations: GrantedOrganizations): Configuration {
  return {
    loadExistingGrant: (ctx) => grantEverything(ctx, settings, organizations),
    issueRefreshToken: (ctx, _client, code) =>
      code.scopes.has('offline_access') && issuesRefreshToken(ctx, [code.resource ?? []].flat(), settings),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: ACCESS_TOKEN_LIFETIME,
      AuthorizationCode: 600,
      IdToken: 36_000,
      RefreshToken: REFRESH_TOKEN_LIFETIME,
      Grant: REFRESH_TOKEN_LIFETIME,
      Interaction: 3600,
      Session: 259_200,
    },
  };
}

/**
 * Each authorization has a grant of its own, so that revoking one
 * family of tokens leaves the other browsers of the same user alone.
 */
async function grantEverything(
  ctx: KoaContextWithOIDC,
  settings: Settings,
  organizations: GrantedOrganizations,
): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = newGrant(provider, client, session.accountId);
  grant.addOIDCScope(SCOPES);
  for (const audience of Object.keys(ctx.oidc.resourceServers ?? {}))
    grant.addResourceScope(audience, SCOPES);
  await grant.save();
  const organization = findOrganization(asText(ctx.oidc.params?.organization) ?? '', settings.organizations);
  if (organization !== undefined) organizations.set(grant.jti, organization);
  return grant;
}

function newGrant(provider: Provider, client: Client, accountId: string): Grant {
  return new provider.Grant({ clientId: client.clientId, accountId });
}
