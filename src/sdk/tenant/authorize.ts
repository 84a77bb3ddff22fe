import * as oauth from 'oauth4webapi';
import { checkHostPermission } from '../browser/host-permission.ts';
import type { Identity } from '../browser/identity.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import type { AuthResult } from '../session/session.ts';
import { tenantTime } from '../session/timestamp.ts';
import { diagnoseAuthorization } from './diagnose.ts';
import { authorizationServer, PATHS, publicClient } from './endpoints.ts';
import { type AuthorizationMethod, explainAuthorizationFailure, explainTokenFailure } from './explain.ts';
import { checkOrganization, checkTokens } from './id-token.ts';
import { clientAt, type KeyCache, requestOptions, verifySignature } from './token-endpoint.ts';

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
  { identity, fetch = globalThis.fetch, now = Date.now, keys }: AuthorizationDeps,
): Promise<AuthResult> {
  // Checked before a window opens: without the permission, the code couldn't be exchanged.
  await checkHostPermission(config.domain);
  const { redirectUrl } = identity;
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const redirect = await launch(config, request, {
    identity,
    fetch,
    url: authorizationUrl(config, {
      ...request.parameters,
      redirect_uri: redirectUrl,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      state,
      nonce,
    }),
  });
  const server = authorizationServer(config);
  const client = publicClient(config);
  const callback = checkRedirect(config, redirect, { redirectUrl, state, method: methodOf(request) });
  const http = requestOptions(config, fetch);
  try {
    // The code can be exchanged only once. Without the permission, the response couldn't be read.
    await checkHostPermission(config.domain);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      callback,
      redirectUrl,
      verifier,
      http,
    );
    const tenantNow = tenantTime(response.headers) ?? now();
    const expected = { expectedNonce: nonce, requireIdToken: true };
    const dated = clientAt(config, tenantNow);
    const tokens = await oauth.processAuthorizationCodeResponse(server, dated, response, expected);
    await verifySignature(server, response, { http, keys });
    return await toAuthResult(config, tokens, tenantNow);
  } catch (cause) {
    throw explainTokenFailure(cause, config);
  }
}

async function launch(
  config: Config,
  { interactive }: AuthorizationRequest,
  { identity, fetch, url }: Required<Pick<AuthorizationDeps, 'identity' | 'fetch'>> & { readonly url: URL },
): Promise<URL> {
  try {
    return await identity.launch(url, { interactive });
  } catch (error) {
    const { redirectUrl } = identity;
    const isUnclear = error instanceof LatchkeyError && error.code === 'interaction-required';
    throw isUnclear ? await diagnoseAuthorization(config, { redirectUrl, interactive }, fetch) : error;
  }
}

function authorizationUrl(
  { tenant, clientId, scope, audience, organization }: Config,
  parameters: Readonly<Record<string, string>>,
): URL {
  const url = new URL(`${tenant}${PATHS.authorize}`);
  url.search = new URLSearchParams({
    ...parameters,
    client_id: clientId,
    response_type: 'code',
    scope,
    code_challenge_method: 'S256',
    ...(audience === null ? {} : { audience }),
    ...(organization === null ? {} : { organization }),
  }).toString();
  return url;
}

function methodOf({ interactive, parameters }: AuthorizationRequest): AuthorizationMethod {
  if (interactive) return 'window';
  return 'login_ticket' in parameters ? 'ticket' : 'silent';
}

function checkRedirect(
  config: Config,
  redirect: URL,
  { redirectUrl, state, method }: { redirectUrl: string; state: string; method: AuthorizationMethod },
): URLSearchParams {
  try {
    const expected = new URL(redirectUrl);
    if (redirect.origin !== expected.origin || redirect.pathname !== expected.pathname)
      throw new TypeError('The redirect went to another address.');
    const server = authorizationServer(config);
    const callback = oauth.validateAuthResponse(server, publicClient(config), redirect, state);
    const codes = callback.getAll('code');
    if (codes.length !== 1 || codes[0] === '') throw new TypeError('The redirect carries no single code.');
    return callback;
  } catch (cause) {
    throw explainAuthorizationFailure(cause, config, method);
  }
}

async function toAuthResult(
  config: Config,
  tokens: oauth.TokenEndpointResponse,
  tenantNow: number,
): Promise<AuthResult> {
  const claims = await checkTokens(tokens, config, tenantNow);
  if (claims === undefined || tokens.id_token === undefined) throw new TypeError('There is no ID token.');
  checkOrganization(claims, config);
  if (tokens.refresh_token === undefined && config.scope.split(' ').includes('offline_access'))
    console.error(
      'The tenant issued no refresh token although the scope includes offline_access, so the session ends with its ' +
        'access token. Fix: in the Auth0 Dashboard, check Refresh Token Rotation and the grant Refresh Token of the ' +
        'application, and Allow Offline Access of the API.',
    );
  return {
    idToken: tokens.id_token,
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? null,
    idTokenPayload: claims,
    expiresIn: tokens.expires_in ?? claims.exp - Math.floor(tenantNow / 1000),
    scope: tokens.scope ?? config.scope,
    tokenType: 'Bearer',
  };
}
