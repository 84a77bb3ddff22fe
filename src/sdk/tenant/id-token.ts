import { getValidatedIdTokenClaims, type IDToken, type TokenEndpointResponse } from 'oauth4webapi';
import { fromBase64url, toBase64url } from '../base64url.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import { CLOCK_TOLERANCE, isTimestamp } from '../session/timestamp.ts';

/** Maximum validity of an ID token in seconds: ten years. With `exp` in milliseconds, it would be thousands of years. */
const MAX_VALIDITY = 315_576_000;

/**
 * Checks what `oauth4webapi` doesn't check in a token response: the token type, and the ID token's times, audience, subject,
 * `azp` and `at_hash`. Returns the claims, or `undefined` without an ID token. `now` is the Unix time in milliseconds. Rejects
 * with `id-token-invalid` or a `TypeError`. OpenID Connect Core 3.1.3.7 and 3.1.3.8
 */
export async function checkTokens(
  response: TokenEndpointResponse,
  { clientId }: Pick<Config, 'clientId'>,
  now: number,
): Promise<IDToken | undefined> {
  if (response.token_type !== 'bearer') throw new TypeError(`The token type is ${response.token_type}.`);
  const claims = getValidatedIdTokenClaims(response);
  if (claims === undefined) return undefined;
  const { exp, iat, nbf = 0, auth_time = 0, aud, azp, sub, at_hash } = claims;
  if (![exp, iat, nbf, auth_time].every(isUnixSeconds) || exp - iat > MAX_VALIDITY)
    throw invalid('its times are wrong');
  if (iat > now / 1000 + CLOCK_TOLERANCE) throw invalid('it was issued in the future', 'clock');
  if (Array.isArray(aud) && aud.length !== 1) throw invalid('it is for others too');
  if (sub === '') throw invalid('it has no subject');
  if (azp !== undefined && azp !== clientId) throw invalid('it is for another application');
  if (at_hash !== undefined && at_hash !== (await accessTokenHash(response.access_token)))
    throw invalid('it belongs to another access token');
  return claims;
}

/** Returns whether a value is a Unix time in seconds that a `Date` can represent (RFC 7519 section 2). */
function isUnixSeconds(value: number): boolean {
  return Number.isInteger(value) && isTimestamp(value * 1000);
}

/** Returns the left half of the access token's SHA-256 hash, in base64url (OpenID Connect Core 3.1.3.6). */
async function accessTokenHash(accessToken: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken));
  return toBase64url(new Uint8Array(digest, 0, 16));
}

/**
 * Checks that an ID token is for the requested organization, if there is one. Throws `id-token-invalid`.
 * https://auth0.com/docs/manage-users/organizations/using-tokens
 */
export function checkOrganization(
  { org_id, org_name }: IDToken,
  { organization, domain }: Pick<Config, 'organization' | 'domain'>,
): void {
  if (organization === null) return;
  const isId = organization.startsWith('org_');
  if (isId ? org_id === organization : org_name === organization.toLowerCase()) return;
  if (isId || org_id === undefined || org_name !== undefined) throw invalid('it is for another organization');
  // The tenant doesn't allow names in requests:
  // https://auth0.com/docs/manage-users/organizations/configure-organizations/use-org-name-authentication-api
  const cause = new Error('it has an org_id and no org_name');
  throw new LatchkeyError('id-token-invalid', { reason: 'organization-name', domain }, { cause });
}

/**
 * Checks that an ID token from a renewal has the user, sign-in, nonce and organization of the `previous` one. If that can't be
 * parsed, compares the user only. Throws `id-token-invalid`. OpenID Connect Core 12.2;
 * https://auth0.com/docs/manage-users/organizations/using-tokens
 */
export function checkRenewedClaims(claims: IDToken, previous: { sub: string; idToken: string }): void {
  if (claims.sub !== previous.sub) throw invalid('it is for another user');
  const before = claimsOf(previous.idToken);
  if (before === null) return;
  const differs = (name: string) => claims[name] !== undefined && claims[name] !== before[name];
  if (before.auth_time !== undefined && differs('auth_time')) throw invalid('it belongs to another sign-in');
  if (differs('nonce')) throw invalid('it has the nonce of another request');
  if (claims.org_id !== before.org_id) throw invalid('it is for another organization');
}

/** Returns the claims of an ID token that was verified when it was received (RFC 7519 section 7.2), or `null`. */
function claimsOf(idToken: string): Readonly<Record<string, unknown>> | null {
  try {
    const [, payload = ''] = idToken.split('.');
    return { ...Object(JSON.parse(new TextDecoder().decode(fromBase64url(payload)))) };
  } catch {
    return null;
  }
}

/**
 * Returns the error for an ID token that isn't signed with RS256. Its cause names the fields in the Auth0 Dashboard, for
 * developers. https://auth0.com/docs/get-started/applications/signing-algorithms
 */
export function idTokenAlgorithm(domain: string, cause: Error): LatchkeyError {
  const fields =
    "in the Auth0 Dashboard, under the application's Advanced Settings > OAuth, set JSON Web Token (JWT) Signature " +
    'Algorithm to RS256 and switch on OIDC Conformant';
  const why = new Error(`${cause.message}: the ID token isn't signed with RS256. Fix: ${fields}.`);
  return new LatchkeyError('id-token-algorithm', { domain }, { cause: why });
}

/** `why` is for developers. With the reason `clock`, the cause is probably a wrong clock. */
function invalid(why: string, reason: 'refused' | 'clock' = 'refused'): LatchkeyError {
  return new LatchkeyError('id-token-invalid', { reason }, { cause: new Error(why) });
}
