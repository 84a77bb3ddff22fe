/** The OpenID provider, set up to look from outside like an Auth0 tenant with one first-party application. */
import { randomBytes } from 'node:crypto';
import type {
  AdapterPayload,
  Configuration,
  KoaContextWithOIDC,
  Provider as OidcProvider,
} from 'oidc-provider';
import type { Consents } from './consents.ts';
import { errors, Provider, reportFailure } from './engine.ts';
import {
  accounts,
  type GrantedOrganizations,
  grants,
  organizationClaims,
  rememberOrganizations,
  SCOPES,
} from './grants.ts';
import { asText } from './http.ts';
import { beginInteraction, loginPolicy } from './login-policy.ts';
import { findOrganization } from './organizations.ts';
import { sendErrorPage } from './pages.ts';
import { keepUnrotated, refreshTokenAdapter } from './refresh-tokens.ts';
import type { Settings } from './settings.ts';
import type { SigningKeys } from './signing-keys.ts';
import { createStore, type Store } from './store.ts';
import { rewriteTokenError } from './token-errors.ts';
import type { UserDirectory } from './user-directory.ts';

interface Room {
  /** With the trailing slash, as in Auth0's tokens. */
  issuer: string;
  settings: Settings;
  users: UserDirectory;
  consents: Consents;
  keys: SigningKeys;
}

interface Memory {
  store: Store;
  organizations: GrantedOrganizations;
}

export interface Engine {
  provider: OidcProvider;
  store: Store;
}

export function createEngine(room: Room): Engine {
  const { settings } = room;
  const store = createStore((id) => describeClient(id, room), {
    RefreshToken: (records, plain) => refreshTokenAdapter(settings, records, plain),
  });
  const organizations = rememberOrganizations();
  const provider = new Provider(room.issuer, configure(room, { store, organizations }));
  // Exactly the listed addresses: not even the engine's own allowances for loopback ports.
  provider.Client.prototype.redirectUriAllowed = (uri: string) => settings.allowedCallbackUrls.includes(uri);
  provider.Client.prototype.grantTypeAllowed = (type: string) =>
    settings.grantTypes.some((allowed) => allowed === type);
  provider.on('grant.success', (ctx) => keepUnrotated(ctx, settings, store.records('RefreshToken')));
  provider.on('grant.error', rewriteTokenError);
  provider.onerror = reportFailure;
  provider.on('server_error', (_ctx, error) => reportFailure(error));
  return { provider, store };
}

function describeClient(id: string, { settings, issuer }: Room): AdapterPayload | undefined {
  if (id !== settings.clientId) return undefined;
  return {
    client_id: id,
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'], // Which are allowed is decided in createEngine.
    response_types: ['code'],
    redirect_uris: [issuer], // One must be named; which are allowed is decided in createEngine.
  };
}

function configure(room: Room, { store, organizations }: Memory): Configuration {
  return {
    adapter: store.adapter,
    jwks: { keys: [room.keys.engineKey] },
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
          Object.assign(payload, organizationClaims(token, organizations));
        },
      },
    },
    extraParams: {
      login_ticket: null,
      realm: null,
      audience: (_ctx, name) => refuseUnknownApi(name, room.settings),
      connection: (_ctx, name) => refuseUnknownConnection(name, room.settings),
      organization: (_ctx, wanted) => refuseUnknownOrganization(wanted, room.settings),
      screen_hint: null,
      auth0Client: null,
      ticket_prompt: null,
      scope_as_asked: restoreOfflineAccess,
    },
    interactions: { policy: loginPolicy(room), url: beginInteraction },
    ...accounts(room.users, organizations),
    ...grants(room.settings, organizations),
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
    externalSigningSupport: { enabled: true, ack: 'experimental-01' },
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

/** The words are as people report them: auth0/lock#842. */
function refuseUnknownApi(name: unknown, { apis }: Settings): void {
  if (typeof name !== 'string' || apis === null || apis.includes(name)) return;
  throw new errors.CustomOIDCProviderError('access_denied', `Service not found: ${name}`);
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
