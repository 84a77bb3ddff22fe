/** Whose the tokens are, what they say and how long they live. */
import type { Client, Configuration, Grant, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { type BoundedMap, createBoundedMap } from './bounded-map.ts';
import { asText } from './http.ts';
import { findOrganization, type Organization } from './organizations.ts';
import { refreshTokenLifetime } from './refresh-tokens.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';
import { claimsOf } from './users.ts';

export const SCOPES = ['openid', 'profile', 'email', 'offline_access'];
/** Seconds. Auth0's own: codes 10 minutes, idle sessions 3 days. */
const CODE_LIFETIME = 600;
const SESSION_LIFETIME = 259_200;
const INTERACTION_LIFETIME = 3600;
const REMEMBERED_GRANTS = 5000;

/** By the id of the grant: as a member of what somebody signed in. The engine's records have no place for it. */
export type GrantedOrganizations = BoundedMap<Organization>;

export function rememberOrganizations(): GrantedOrganizations {
  return createBoundedMap<Organization>(REMEMBERED_GRANTS);
}

export function accounts(
  users: UserDirectory,
  organizations: GrantedOrganizations,
): Pick<Configuration, 'findAccount'> {
  return {
    findAccount: (_ctx, id, token) => {
      const user = users.byId(id);
      // A token of a blocked user is refused; at /authorize the policy above says why.
      if (user === undefined || (user.blocked && token !== undefined)) return undefined;
      const claims = { ...claimsOf(user), ...organizationClaims(token, organizations) };
      return { accountId: id, claims: () => claims };
    },
  };
}

/** `token`: anything of the engine's that belongs to a grant. */
export function organizationClaims(
  token: unknown,
  organizations: GrantedOrganizations,
): Record<string, string> {
  const grantId: unknown = typeof token === 'object' && token !== null ? Reflect.get(token, 'grantId') : '';
  const organization = organizations.get(asText(grantId) ?? '');
  return organization === undefined ? {} : { org_id: organization.id, org_name: organization.name };
}

export function grants(settings: Settings, organizations: GrantedOrganizations): Configuration {
  return {
    loadExistingGrant: (ctx) => grantEverything(ctx, settings, organizations),
    issueRefreshToken: (_ctx, _client, code) => code.scopes.has('offline_access'),
    rotateRefreshToken: () => settings.refreshTokens.rotation,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: () => settings.lifetimes.accessToken,
      AuthorizationCode: CODE_LIFETIME,
      IdToken: () => settings.lifetimes.idToken,
      RefreshToken: (ctx) => refreshTokenLifetime(ctx, settings),
      Grant: () => Math.max(settings.lifetimes.refreshToken, settings.lifetimes.accessToken, CODE_LIFETIME),
      Interaction: INTERACTION_LIFETIME,
      Session: SESSION_LIFETIME,
    },
  };
}

/**
 * Who must consent first, the policy knows. Each authorization has a grant of its own, so that revoking one
 * family of tokens leaves the other browsers of the same person alone.
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
