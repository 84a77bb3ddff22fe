import * as oauth from 'oauth4webapi';
import type { Config } from '../config.ts';
import type { LatchkeyError } from '../errors.ts';
import type { Renewed, SignedIn } from '../session/session.ts';
import { authorizationServer } from './authorization-server.ts';
import { explainTokenFailure } from './explain.ts';
import { checkAccessTokenHash, checkIdTokenClaims, checkIdTokenForm, checkSamePerson } from './id-token.ts';
import { retryAfterOf } from './retry-after.ts';
import { clientAt, type KeyCache, NO_KEY_CACHE, requestOptions, verifySignature } from './token-endpoint.ts';

/** What became of an attempt to renew. */
export type Renewal =
  | { readonly kind: 'renewed'; readonly renewed: Renewed }
  /** The tenant says that this sign-in is over. */
  | { readonly kind: 'ended' }
  | {
      readonly kind: 'failed';
      readonly error: LatchkeyError;
      /** Milliseconds that the tenant asked us to wait, or `null`. */
      readonly retryAfter: number | null;
      /** A rotated refresh token that came with an ID token which could not be checked for want of the keys. */
      readonly refreshToken: string | null;
    };

/** What `renew` works with. */
export interface RenewalTools {
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly keys?: KeyCache;
}

/**
 * Asks the tenant for new tokens (RFC 6749 section 6; OpenID Connect Core 12) and verifies what comes. Never
 * rejects: nothing but the tenant's `invalid_grant` ends a session, everything else is tried again later.
 */
export async function renew(
  config: Config,
  { session, tokens }: SignedIn,
  { fetch = globalThis.fetch, now = Date.now, keys = NO_KEY_CACHE }: RenewalTools,
): Promise<Renewal> {
  const server = authorizationServer(config);
  const http = requestOptions(config, fetch);
  let rotated: string | null = null;
  try {
    const response = await oauth.refreshTokenGrantRequest(
      server,
      clientAt(config, now()),
      oauth.None(),
      tokens.refreshToken ?? '',
      http,
    );
    const tenantNow = now() + clockDifference(response, now());
    const answer = await oauth.processRefreshTokenResponse(server, clientAt(config, tenantNow), response);
    if (answer.token_type !== 'bearer') throw new TypeError(`The token type is ${answer.token_type}.`);
    const claims = oauth.getValidatedIdTokenClaims(answer);
    if (claims === undefined) return { kind: 'renewed', renewed: toRenewed(answer, null) };
    checkIdTokenForm(answer.id_token ?? '');
    checkIdTokenClaims(claims, config, tenantNow);
    await checkAccessTokenHash(claims, answer.access_token);
    checkSamePerson(claims, { sub: session.user.sub, idToken: tokens.idToken });
    rotated = answer.refresh_token ?? null;
    await verifySignature(server, response, { http, keys });
    return { kind: 'renewed', renewed: toRenewed(answer, claims) };
  } catch (cause) {
    return explainFailure(cause, config, { rotated, now: now() });
  }
}

function toRenewed(answer: oauth.TokenEndpointResponse, claims: oauth.IDToken | null): Renewed {
  const idToken = answer.id_token;
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    identity: claims === null || idToken === undefined ? null : { idToken, claims },
    expiresIn: answer.expires_in ?? null,
    scope: answer.scope ?? null,
  };
}

/**
 * By how many milliseconds the tenant's clock is ahead, by its `Date` (RFC 9110 section 6.6.1). A computer whose
 * clock is wrong would refuse the ID token, and lose the refresh token that came with it for good.
 */
function clockDifference(response: Response, now: number): number {
  const date = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(date) ? 0 : date - now;
}

function explainFailure(
  cause: unknown,
  config: Config,
  { rotated, now }: { rotated: string | null; now: number },
): Renewal {
  if (cause instanceof oauth.ResponseBodyError && cause.error === 'invalid_grant') return { kind: 'ended' };
  const error = explainTokenFailure(cause, config);
  const isVerdict = error.code === 'id-token-invalid' && !isAboutKeys(cause);
  return {
    kind: 'failed',
    error,
    retryAfter: retryAfterOf(cause, now),
    refreshToken: isVerdict ? null : rotated,
  };
}

/** The key set did not have the key, or too many: that says nothing against the token. */
function isAboutKeys(cause: unknown): boolean {
  return cause instanceof oauth.OperationProcessingError && cause.code === oauth.KEY_SELECTION;
}
