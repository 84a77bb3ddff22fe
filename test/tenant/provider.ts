/** The OpenID provider, configured as an Auth0 tenant with one first-party application. */
import { randomBytes } from 'node:crypto';
import type {
  AdapterPayload,
  Configuration,
  KoaContextWithOIDC,
  Provider as OidcProvider,
} from 'oidc-provider';
import { type BehaviorId, declare, rowOf } from './behaviors.ts';
import { Provider, reportFailure } from './engine.ts';
import {
  ACCESS_TOKEN_LIFETIME,
  accounts,
  type GrantedOrganizations,
  grants,
  organizationClaims,
  SCOPES,
} from './grants.ts';
import { asText } from './http.ts';
import { beginInteraction, loginPolicy } from './login-policy.ts';
import { sendErrorPage } from './pages.ts';
import { findOrganization, Refused } from './refusals.ts';
import type { Settings } from './settings.ts';
import { PRIVATE_JWK } from './signing-keys.ts';
import { createStore, type Store } from './store.ts';
import { rewriteTokenError } from './token-errors.ts';
import type { Users } from './users.ts';

interface Deps {
  /** With the trailing slash, as in Auth0's tokens. */
  issuer: string;
  settings: Settings;
  users: Users;
}

export interface Engine {
  provider: OidcProvider;
  store: Store;
}

export function createEngine(deps: Deps): Engine {
  const { settings } = deps;
  const store = createStore((id) => describeClient(id, deps), settings);
  const provider = new Provider(deps.issuer, configure(deps, store));
  // Exactly the listed addresses: not even the engine's own allowances for loopback ports.
  provider.Client.prototype.redirectUriAllowed = (uri: string) => settings.allowedCallbackUrls.includes(uri);
  provider.Client.prototype.grantTypeAllowed = (type: string) =>
    settings.grantTypes.some((allowed) => allowed === type);
  provider.on('authorization.error', declareError);
  provider.on('userinfo.error', (ctx) => declare(ctx, 'userinfo'));
  provider.on('revocation.error', (ctx) => declare(ctx, 'revocation'));
  provider.on('grant.error', rewriteTokenError);
  provider.onerror = reportFailure;
  provider.on('server_error', (_ctx, error) => reportFailure(error));
  return { provider, store };
}

function describeClient(id: string, { settings, issuer }: Deps): AdapterPayload | undefined {
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

function configure(deps: Deps, store: Store): Configuration {
  const { settings, users, issuer } = deps;
  const organizations: GrantedOrganizations = new Map();
  return {
    adapter: store.adapter,
    jwks: { keys: [PRIVATE_JWK] },
    cookies: { keys: [randomBytes(24).toString('base64url')], names: COOKIES },
    routes: ROUTES,
    scopes: SCOPES,
    claims: {
      openid: ['sub', 'org_id', 'org_name'],
      profile: ['nickname', 'name', 'picture', 'updated_at'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    clientAuthMethods: ['none'],
    clockTolerance: 0,
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => true, // cors.ts decides.
    features: features(),
    formats: {
      customizers: {
        jwt: (_ctx, token, { payload }) => {
          const aud = [payload.aud, `${issuer}userinfo`];
          const claims = organizationClaims(token, organizations, settings);
          Object.assign(payload, { aud, azp: token.clientId }, claims);
        },
      },
    },
    extraParams: {
      login_ticket: null,
      realm: null,
      audience: (_ctx, name) => refuseApi(name, deps),
      connection: (_ctx, name) => refuseUnknownConnection(name, settings),
      organization: ({ oidc }, wanted) => refuseOrganization(wanted, oidc.params?.login_ticket, settings),
      screen_hint: null,
      auth0Client: null,
      requested_scope: restoreOfflineAccess,
    },
    interactions: { policy: loginPolicy(deps), url: beginInteraction },
    ...accounts(users, settings, organizations),
    ...grants(settings, organizations),
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

function features(): NonNullable<Configuration['features']> {
  return {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    userinfo: { enabled: true },
    // `audience`, Auth0's older name for `resource`: with one the access token is a JWT for that API.
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx) => asText(ctx.oidc.params?.audience),
      useGrantedResource: () => true,
      getResourceServerInfo: (_ctx, audience) => ({
        audience,
        scope: SCOPES.join(' '),
        accessTokenFormat: 'jwt',
        accessTokenTTL: ACCESS_TOKEN_LIFETIME,
      }),
    },
  };
}

function refuseUnknownConnection(name: unknown, { connections }: Settings): void {
  if (name === undefined || connections.some((connection) => connection.name === name)) return;
  throw invalidRequest('unknown-connection', 'the connection was not found');
}

/** The tenant's own `/userinfo` is an API that every application may use. */
function refuseApi(name: unknown, { settings, issuer }: Deps): void {
  if (typeof name !== 'string' || name === `${issuer}userinfo`) return;
  const api = settings.apis.find(({ identifier }) => identifier === name);
  if (api === undefined) {
    throw new Refused({
      behavior: 'unknown-api',
      error: 'access_denied',
      error_description: `Service not found: ${name}`,
    });
  }
  if (api.userAccess !== false) return;
  const description = `Client "${settings.clientId}" is not authorized to access resource server "${name}".`;
  throw invalidRequest('api-access', description);
}

function refuseOrganization(wanted: unknown, ticket: unknown, settings: Settings): void {
  if (wanted === undefined) return;
  if (ticket !== undefined) {
    const description = 'parameter organization is not supported with a login ticket';
    throw invalidRequest('ticket-organization', description);
  }
  if (!String(wanted).startsWith('org_') && !settings.organizationNames) {
    const description = 'authorization request parameter organization must be an organization id';
    throw invalidRequest('organization-name', description);
  }
  if (findOrganization(wanted, settings) !== undefined) return;
  throw invalidRequest('organization-unknown', 'parameter organization: the organization was not found');
}

function invalidRequest(behavior: BehaviorId, error_description: string): Error {
  return new Refused({ behavior, error: 'invalid_request', error_description });
}

/** The engine drops `offline_access` from a request without `prompt=consent`; Auth0 does not. */
function restoreOfflineAccess(ctx: KoaContextWithOIDC): void {
  const { params } = ctx.oidc;
  if (params === undefined) return;
  const requested = asText(ctx.query.scope)?.split(' ') ?? [];
  if (requested.includes('offline_access'))
    params.scope = `${asText(params.scope) ?? ''} offline_access`.trim();
}

function renderError(ctx: KoaContextWithOIDC, description: string, error: Error): void {
  const behavior = rowOf(error, false) ?? 'unknown-path';
  if (behavior === 'callback-mismatch') {
    const text =
      'Callback URL mismatch. The provided redirect_uri is not in the list of allowed callback URLs. ' +
      'Please go to the Application Settings page and make sure you are sending a valid callback url from your application.';
    sendErrorPage(ctx, behavior, { status: 403, title: 'Callback URL mismatch', text });
  } else sendErrorPage(ctx, behavior, { status: ctx.status, text: description });
}

/** Declares the row of the error in a redirect: that of the interaction which ended the sign-in, if one did. */
function declareError(ctx: KoaContextWithOIDC, error: unknown): void {
  const { behavior }: { behavior?: unknown } = Object(ctx.oidc.entities.Interaction?.result);
  declare(ctx, asText(behavior) ?? rowOf(error, false));
}
