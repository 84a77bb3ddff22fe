import * as oauth from 'oauth4webapi';
import { checkHostPermission } from '../browser/host-permission.ts';
import type { Identity } from '../browser/identity.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import type { AuthResult } from '../session/session.ts';
import { diagnoseAuthorization } from './diagnose.ts';
import { authorizationServer, PATHS, publicClient } from './endpoints.ts';
import { type AuthorizationMethod, explainAuthorizationFailure, explainTokenFailure } from './explain.ts';
import { checkAccessTokenHash, checkIdTokenClaims, checkIdTokenForm } from './id-token.ts';
import { tenantTime } from './tenant-time.ts';
import { clientAt, type KeyCache, NO_KEY_CACHE, requestOptions, verifySignature } from './token-endpoint.ts';

/** Options of an authorization request. */
export interface AuthorizationRequest {
  /** Whether a window can open. Only the background script can use `true`, because a popup closes when it loses the focus. */
  readonly interactive: boolean;
  /** Additional parameters of `/authorize`, such as `login_ticket` and `realm`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Dependencies of `authorize`. */
export interface AuthorizationDeps {
  readonly identity: Identity;
  readonly fetch?: typeof globalThis.fetch;
  /** Returns the Unix time in milliseconds. */
  readonly now?: () => number;
  readonly keys?: KeyCache;
}

/**
 * Signs in with authorization code and PKCE (RFC 7636, S256), state and nonce: requests `/authorize`, exchanges the code and
 * verifies the ID token (OpenID Connect Core 3.1.3.7). Rejects with a `LatchkeyError`. Doesn't store the session.
 */
export async function authorize(
  config: Config,
  request: AuthorizationRequest,
  deps: AuthorizationDeps,
): Promise<AuthResult> {
  // Checked before a window opens: without the permission, the code couldn't be exchanged.
  await checkHostPermission(config.domain);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const url = authorizationUrl(config, request, {
    redirect_uri: deps.identity.redirectUrl,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    state,
    nonce,
  });
  const redirect = await launch(config, { url, interactive: request.interactive }, deps);
  const { redirectUrl } = deps.identity;
  const callback = checkRedirect(config, redirect, { state, redirectUrl, method: methodOf(request) });
  const { fetch = globalThis.fetch, now = Date.now, keys = NO_KEY_CACHE } = deps;
  return exchangeCode(config, { callback, verifier, nonce, redirectUrl }, { fetch, now, keys });
}

function methodOf({ interactive, parameters }: AuthorizationRequest): AuthorizationMethod {
  if (interactive) return 'window';
  return 'login_ticket' in parameters ? 'ticket' : 'silent';
}

async function launch(
  config: Config,
  { url, interactive }: { readonly url: URL; readonly interactive: boolean },
  { identity, fetch = globalThis.fetch }: AuthorizationDeps,
): Promise<URL> {
  try {
    return await identity.launch(url, { interactive });
  } catch (error) {
    const unclear = error instanceof LatchkeyError && error.code === 'interaction-required';
    const { redirectUrl } = identity;
    throw unclear ? await diagnoseAuthorization(config, { redirectUrl, interactive }, fetch) : error;
  }
}

function authorizationUrl(config: Config, request: AuthorizationRequest, own: Record<string, string>): URL {
  const url = new URL(`${config.tenant}${PATHS.authorize}`);
  url.search = new URLSearchParams({
    ...request.parameters,
    client_id: config.clientId,
    response_type: 'code',
    scope: config.scope,
    ...(config.audience === null ? {} : { audience: config.audience }),
    ...(config.organization === null ? {} : { organization: config.organization }),
    code_challenge_method: 'S256',
    ...own,
  }).toString();
  return url;
}

function checkRedirect(
  config: Config,
  redirect: URL,
  {
    state,
    redirectUrl,
    method,
  }: { readonly state: string; readonly redirectUrl: string; readonly method: AuthorizationMethod },
): URLSearchParams {
  try {
    const expected = new URL(redirectUrl);
    if (redirect.origin !== expected.origin || redirect.pathname !== expected.pathname) {
      throw new TypeError('The redirect went to another address.');
    }
    const callback = oauth.validateAuthResponse(
      authorizationServer(config),
      publicClient(config),
      redirect,
      state,
    );
    const codes = callback.getAll('code');
    if (codes.length !== 1 || codes[0] === '') throw new TypeError('The redirect carries no single code.');
    return callback;
  } catch (cause) {
    throw explainAuthorizationFailure(cause, config, method);
  }
}

interface CodeExchange {
  readonly callback: URLSearchParams;
  readonly verifier: string;
  readonly nonce: string;
  readonly redirectUrl: string;
}

async function exchangeCode(
  config: Config,
  exchange: CodeExchange,
  { fetch, now, keys }: { fetch: typeof globalThis.fetch; now: () => number; keys: KeyCache },
): Promise<AuthResult> {
  const server = authorizationServer(config);
  const http = requestOptions(config, fetch);
  try {
    // The code can be exchanged only once. Without the permission, the response couldn't be read.
    await checkHostPermission(config.domain);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      clientAt(config, now()),
      oauth.None(),
      exchange.callback,
      exchange.redirectUrl,
      exchange.verifier,
      http,
    );
    const tenantNow = tenantTime(response.headers) ?? now();
    const client = clientAt(config, tenantNow);
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: exchange.nonce,
      requireIdToken: true,
    });
    checkIdTokenForm(tokens.id_token ?? '');
    await verifySignature(server, response, { http, keys });
    return await toAuthResult(config, tokens, tenantNow);
  } catch (cause) {
    throw explainTokenFailure(cause, config);
  }
}

async function toAuthResult(
  config: Config,
  tokens: oauth.TokenEndpointResponse,
  tenantNow: number,
): Promise<AuthResult> {
  if (tokens.token_type !== 'bearer') throw new TypeError(`The token type is ${tokens.token_type}.`);
  const claims = checkIdTokenClaims(oauth.getValidatedIdTokenClaims(tokens), config, tenantNow);
  await checkAccessTokenHash(claims, tokens.access_token);
  if (tokens.refresh_token === undefined && config.scope.split(' ').includes('offline_access'))
    console.error(
      'The tenant issued no refresh token although the scope includes offline_access, so the session ends with its ' +
        'access token. Fix: in the Auth0 Dashboard, check Refresh Token Rotation and the grant Refresh Token of the ' +
        'application, and Allow Offline Access of the API.',
    );
  return {
    idToken: tokens.id_token ?? '',
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? null,
    idTokenPayload: claims,
    expiresIn: tokens.expires_in ?? claims.exp - Math.floor(tenantNow / 1000),
    scope: tokens.scope ?? config.scope,
    tokenType: 'Bearer',
  };
}
