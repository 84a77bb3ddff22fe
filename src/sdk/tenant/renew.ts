import * as oauth from 'oauth4webapi';
import type { Config } from '../config.ts';
import type { LatchkeyError } from '../errors.ts';
import type { Renewed, SignedIn, TenantRefusal } from '../session/session.ts';
import { tenantTime } from '../session/timestamp.ts';
import { authorizationServer, publicClient } from './endpoints.ts';
import { explainTokenFailure } from './explain.ts';
import { checkRenewedClaims, checkTokens } from './id-token.ts';
import { judgeRefreshFailure, retryAfterOf } from './refresh-verdict.ts';
import { clientAt, type KeyCache, requestOptions, verifySignature } from './token-endpoint.ts';

/** The result of an attempt to renew. */
export type Renewal =
  | { readonly kind: 'renewed'; readonly renewed: Renewed }
  /** The tenant has refused the renewal for good. */
  | { readonly kind: 'ended'; readonly end: TenantRefusal }
  | {
      readonly kind: 'failed';
      readonly error: LatchkeyError;
      /** When to retry. `at-once`: the response was lost, and the tenant might have exchanged the refresh token. */
      readonly retry: 'at-once' | 'later';
      /** Milliseconds to wait that the tenant requires, or `null`. */
      readonly retryAfter: number | null;
      /** A rotated refresh token whose ID token couldn't be verified because the keys weren't available, or `null`. */
      readonly refreshToken: string | null;
    };

/** Dependencies of `renew`. */
export interface RenewalDeps {
  readonly fetch?: typeof globalThis.fetch;
  /** Returns the Unix time in milliseconds. */
  readonly now?: () => number;
  readonly keys?: KeyCache | undefined;
  /** Milliseconds to wait for the token endpoint's response. */
  readonly timeout?: number | undefined;
}

/**
 * Requests new tokens (RFC 6749 section 6; OpenID Connect Core 12) and verifies the response. Never rejects.
 * `refresh-verdict.ts` decides which refusals end the session.
 */
export async function renew(
  config: Config,
  { session, tokens }: SignedIn,
  { fetch = globalThis.fetch, now = Date.now, keys, timeout }: RenewalDeps,
): Promise<Renewal> {
  const server = authorizationServer(config);
  const http = requestOptions(config, fetch, timeout);
  let wasAnswered = false;
  let rotated: string | null = null;
  try {
    const refreshToken = tokens.refreshToken ?? '';
    const client = publicClient(config);
    const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, http);
    const tenantNow = tenantTime(response.headers) ?? now();
    const body = await oauth.processRefreshTokenResponse(server, clientAt(config, tenantNow), response);
    wasAnswered = true;
    const claims = await checkTokens(body, config, tenantNow);
    if (claims !== undefined) {
      // Compared with the session, because the active configuration might have another organization.
      checkRenewedClaims(claims, { sub: session.user.sub, idToken: tokens.idToken });
      rotated = body.refresh_token ?? null;
      await verifySignature(server, response, { http, keys });
    }
    return { kind: 'renewed', renewed: toRenewed(body, claims) };
  } catch (cause) {
    const verdict = await judgeRefreshFailure(cause, wasAnswered);
    if (verdict !== 'retry-at-once' && verdict !== 'back-off') return { kind: 'ended', end: verdict };
    const error = explainTokenFailure(cause, config);
    const isRefused = error.code.startsWith('id-token-') && !isAboutKeys(cause);
    return {
      kind: 'failed',
      error,
      retry: verdict === 'retry-at-once' ? 'at-once' : 'later',
      retryAfter: retryAfterOf(cause, now()),
      refreshToken: isRefused ? null : rotated,
    };
  }
}

function toRenewed(body: oauth.TokenEndpointResponse, claims: oauth.IDToken | undefined): Renewed {
  const idToken = body.id_token;
  return {
    accessToken: body.access_token,
    refreshToken: body.refresh_token ?? null,
    identity: claims === undefined || idToken === undefined ? null : { idToken, claims },
    expiresIn: body.expires_in ?? null,
    scope: body.scope ?? null,
  };
}

/** Returns whether the key set has no matching key, or several. That doesn't make the token invalid. */
function isAboutKeys(cause: unknown): boolean {
  return cause instanceof oauth.OperationProcessingError && cause.code === oauth.KEY_SELECTION;
}
