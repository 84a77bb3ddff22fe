/** The OpenID provider, set up to look from outside like an Auth0 tenant with one first-party application. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type {
  AdapterPayload,
  Client,
  Configuration,
  Grant,
  JWK,
  KoaContextWithOIDC,
  Provider as OidcProvider,
} from 'oidc-provider';
import { type BoundedMap, createBoundedMap } from './bounded-map.ts';
import type { Consents } from './consents.ts';
import { errors, Provider, reportFailure } from './engine.ts';
import { asText } from './http.ts';
import { beginInteraction, loginPolicy } from './login-policy.ts';
import { findOrganization, type Organization } from './organizations.ts';
import { sendErrorPage } from './pages.ts';
import type { Settings } from './settings.ts';
import { createStore, type Store } from './store.ts';
import { rewriteTokenError } from './token-errors.ts';
import type { UserDirectory } from './user-directory.ts';
import { claimsOf } from './users.ts';

const SCOPES = ['openid', 'profile', 'email', 'offline_access'];
/** Seconds. Auth0's own: codes 10 minutes, idle sessions 3 days. */
const CODE_LIFETIME = 600;
const SESSION_LIFETIME = 259_200;
const INTERACTION_LIFETIME = 3600;
const REMEMBERED_GRANTS = 5000;

interface Room {
  /** With the trailing slash, as in Auth0's tokens. */
  issuer: string;
  settings: Settings;
  users: UserDirectory;
  consents: Consents;
  signingKey: JWK;
}

/** What the engine's own records have no place for. */
interface Memory {
  store: Store;
  /** By the id of the grant: as a member of what somebody signed in. */
  organizations: BoundedMap<Organization>;
}

export interface Engine {
  provider: OidcProvider;
  store: Store;
}

export function createEngine(room: Room): Engine {
  const store = createStore((id) => describeClient(id, room));
  const memory = { store, organizations: createBoundedMap<Organization>(REMEMBERED_GRANTS) };
  const provider = new Provider(room.issuer, configure(room, memory));
  // Exactly the listed addresses: not even the engine's own allowances for loopback ports.
  provider.Client.prototype.redirectUriAllowed = (uri: string) =>
    room.settings.allowedCallbackUrls.includes(uri);
  provider.on('grant.error', rewriteTokenError);
  provider.onerror = reportFailure;
  provider.on('server_error', (_ctx, error) => reportFailure(error));
  return { provider, store };
}

/** A fresh one at each start: a client that keeps keys for too long is found out. */
export function createSigningKey(): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ format: 'jwk' });
  return { ...key, kid: randomBytes(12).toString('base64url'), use: 'sig', alg: 'RS256' };
}

function describeClient(id: string, { settings, issuer }: Room): AdapterPayload | undefined {
  if (id !== settings.clientId) return undefined;
  return {
    client_id: id,
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [issuer], // One must be named; which are allowed is decided in createEngine.
  };
}

function configure(room: Room, memory: Memory): Configuration {
  return {
    adapter: memory.store.adapter,
    jwks: { keys: [room.signingKey] },
    cookies: { keys: [randomBytes(24).toString('base64url')], names: COOKIES },
    routes: ROUTES,
    scopes: SCOPES,
    claims: {
      openid: ['sub', 'org_id', 'org_name'],
      profile: ['nickname', 'name', 'given_name', 'family_name', 'picture', 'updated_at'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    clockTolerance: 0,
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => true, // cors.ts decides.
    features: features(room),
    formats: {
      customizers: {
        jwt: (_ctx, token, { payload }) => {
          addAudiences(payload, token.clientId, room);
          Object.assign(payload, organizationClaims(token, memory));
        },
      },
    },
    extraParams: {
      login_ticket: null,
      realm: null,
      audience: null,
      connection: (_ctx, name) => refuseUnknownConnection(name, room.settings),
      organization: (_ctx, wanted) => refuseUnknownOrganization(wanted, room.settings),
      screen_hint: null,
      auth0Client: null,
      ticket_prompt: null,
      scope_as_asked: restoreOfflineAccess,
    },
    interactions: { policy: loginPolicy(room), url: beginInteraction },
    ...accounts(room.users, memory),
    ...grants(room.settings, memory),
    renderError: (ctx, out, error) => renderError(ctx, out.error_description ?? out.error, error),
  };
}

const COOKIES = { session: 'auth0', interaction: 'auth0_login', resume: 'auth0_login_resume' };

const ROUTES = {
  authorization: '/authorize',
  token: '/oauth/token',
  revocation: '/oauth/revoke',
  userinfo: '/userinfo',
  jwks: '/.well-known/jwks.json',
};

function features({ settings }: Room): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    userinfo: { enabled: true },
    webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
    // `audience`, Auth0's older name for `resource`: with one the access token is a JWT for that API.
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx) => asText(ctx.oidc.params?.audience),
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, audience) => ({
        audience,
        scope: SCOPES.join(' '),
        accessTokenFormat: 'jwt',
        accessTokenTTL: settings.lifetimes.accessToken,
      }),
    },
  };
}

function addAudiences(
  payload: Record<string, unknown>,
  clientId: string | undefined,
  { issuer }: Room,
): void {
  payload.aud = [payload.aud, `${issuer}userinfo`];
  payload.azp = clientId;
}

/** `invalid_request` and its words are as people report them. */
function refuseUnknownConnection(name: unknown, { connections }: Settings): void {
  if (name === undefined || connections.some((connection) => connection.name === name)) return;
  throw new errors.InvalidRequest('the connection was not found');
}

/** No source was found for these words; that it is `invalid_request` is Auth0's. */
function refuseUnknownOrganization(wanted: unknown, { organizations }: Settings): void {
  if (wanted === undefined) return;
  if (typeof wanted === 'string' && findOrganization(wanted, organizations) !== undefined) return;
  throw new errors.InvalidRequest('parameter organization: the organization was not found');
}

/** The engine drops `offline_access` from a request that does not ask for consent; Auth0 does not. */
function restoreOfflineAccess(ctx: KoaContextWithOIDC): void {
  const { params } = ctx.oidc;
  if (params === undefined) return;
  const asked = asText(ctx.query.scope)?.split(' ') ?? [];
  if (asked.includes('offline_access')) params.scope = `${asText(params.scope) ?? ''} offline_access`.trim();
}

function accounts(users: UserDirectory, memory: Memory): Pick<Configuration, 'findAccount'> {
  return {
    findAccount: (_ctx, id, token) => {
      const user = users.byId(id);
      // A token of a blocked user is refused; at /authorize the policy above says why.
      if (user === undefined || (user.blocked && token !== undefined)) return undefined;
      const claims = { ...claimsOf(user), ...organizationClaims(token, memory) };
      return { accountId: id, claims: () => claims };
    },
  };
}

/** `token`: anything of the engine's that belongs to a grant. */
function organizationClaims(token: unknown, { organizations }: Memory): Record<string, string> {
  const grantId: unknown = typeof token === 'object' && token !== null ? Reflect.get(token, 'grantId') : '';
  const organization = organizations.get(asText(grantId) ?? '');
  return organization === undefined ? {} : { org_id: organization.id, org_name: organization.name };
}

function grants(settings: Settings, memory: Memory): Configuration {
  return {
    loadExistingGrant: (ctx) => grantEverything(ctx, settings, memory),
    issueRefreshToken: (_ctx, _client, code) => code.scopes.has('offline_access'),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    ttl: {
      AccessToken: () => settings.lifetimes.accessToken,
      AuthorizationCode: CODE_LIFETIME,
      IdToken: () => settings.lifetimes.idToken,
      RefreshToken: (ctx) => remaining(ctx) ?? settings.lifetimes.refreshToken,
      Grant: () => Math.max(settings.lifetimes.refreshToken, settings.lifetimes.accessToken, CODE_LIFETIME),
      Interaction: INTERACTION_LIFETIME,
      Session: SESSION_LIFETIME,
    },
  };
}

/** Seconds left to the family when a refresh token takes the place of another. */
function remaining(ctx: KoaContextWithOIDC): number | undefined {
  return ctx.oidc.entities.RotatedRefreshToken?.remainingTTL;
}

/**
 * Who must consent first, the policy knows. Each authorization has a grant of its own, so that revoking one
 * family of tokens leaves the other browsers of the same person alone.
 */
async function grantEverything(
  ctx: KoaContextWithOIDC,
  settings: Settings,
  { organizations }: Memory,
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

function newGrant(provider: OidcProvider, client: Client, accountId: string): Grant {
  return new provider.Grant({ clientId: client.clientId, accountId });
}

function renderError(ctx: KoaContextWithOIDC, description: string, error: Error): void {
  if (error.message === 'invalid_redirect_uri') {
    const text =
      'Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs. ' +
      'Please go to the Application Settings page and make sure you are sending a valid callback url from your application.';
    sendErrorPage(ctx, 403, 'Callback URL mismatch', text);
    return;
  }
  sendErrorPage(ctx, ctx.status, 'Oops!, something went wrong', description);
}
