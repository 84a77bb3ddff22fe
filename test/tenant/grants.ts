/** The claims and lifetimes of tokens, and who gets a refresh token. */
import type { Configuration, Grant, KoaContextWithOIDC } from 'oidc-provider';
import { asText } from './http.ts';
import { findOrganization, Refused } from './refusals.ts';
import type { Organization, Settings } from './settings.ts';
import { claimsOf, type Users } from './users.ts';

export const SCOPES = ['openid', 'profile', 'email', 'offline_access'];
/** Seconds, as all lifetimes below. Auth0's own defaults, if it has any. */
export const ACCESS_TOKEN_LIFETIME = 86_400;
const REFRESH_TOKEN_LIFETIME = 2_592_000;

/** The organizations of sign-ins by the ID of the grant. The engine's records have no place for them. */
export type GrantedOrganizations = Map<string, Organization>;

export function accounts(
  users: Users,
  settings: Settings,
  organizations: GrantedOrganizations,
): Pick<Configuration, 'findAccount'> {
  return {
    findAccount(_ctx, id, token) {
      const user = users.byId(id);
      // Called before the token is exchanged, so it stays valid.
      if (token?.kind === 'RefreshToken' && user?.blocked === true) {
        const error_description = 'user is blocked';
        throw new Refused({ behavior: 'refresh-blocked', error: 'invalid_grant', error_description }, 403);
      }
      // A token of a blocked user is refused; at /authorize the policy gives the reason.
      if (user === undefined || (user.blocked && token !== undefined)) return undefined;
      const claims = { ...claimsOf(user), ...organizationClaims(token, organizations, settings) };
      return { accountId: id, claims: () => claims };
    },
  };
}

/** `token`: anything of the engine's that belongs to a grant. */
export function organizationClaims(
  token: unknown,
  organizations: GrantedOrganizations,
  { organizationNames }: Settings,
): Record<string, string> {
  const { grantId }: { grantId?: unknown } = Object(token);
  const organization = organizations.get(asText(grantId) ?? '');
  if (organization === undefined) return {};
  return { org_id: organization.id, ...(organizationNames ? { org_name: organization.name } : {}) };
}

export function grants(settings: Settings, organizations: GrantedOrganizations): Configuration {
  return {
    loadExistingGrant: (ctx) => createGrant(ctx, settings, organizations),
    issueRefreshToken(ctx, _client, { scopes, resource }) {
      // Pages and background scripts send `Origin`, other programs do not.
      const isAllowed = ctx.get('Origin') === '' || settings.refreshTokens.rotation;
      const audiences = [resource ?? []].flat();
      const apis = settings.apis.filter(({ identifier }) => audiences.includes(identifier));
      const isOffline = apis.every(({ allowOfflineAccess }) => allowOfflineAccess === true);
      return scopes.has('offline_access') && isAllowed && isOffline;
    },
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
 * Grants everything. Each authorization has a grant of its own, so that revoking one family of tokens does not affect the
 * other browsers of the same user.
 */
async function createGrant(
  { oidc }: KoaContextWithOIDC,
  settings: Settings,
  organizations: GrantedOrganizations,
): Promise<Grant | undefined> {
  const { client, session, provider, resourceServers = {}, params } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  for (const audience of Object.keys(resourceServers)) grant.addResourceScope(audience, SCOPES);
  await grant.save();
  const organization = findOrganization(params?.organization, settings);
  if (organization !== undefined) organizations.set(grant.jti, organization);
  return grant;
}
