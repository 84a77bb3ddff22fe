import type { IDToken } from 'oauth4webapi';
import { fromBase64url, toBase64url } from '../base64url.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import { CLOCK_TOLERANCE, MAX_TIMESTAMP } from '../session/timestamp.ts';

/** Maximum validity of an ID token in seconds: ten years. With `exp` in milliseconds, it would be thousands of years. */
const LONGEST_LIFE = 315_576_000;

/** Reason whose cause is probably a wrong clock. */
const NOT_OF_NOW = 'it was issued in the future';

const OTHER_ORGANIZATION = 'it is for another organization';

/**
 * Checks what `oauth4webapi` doesn't: the timestamps are representable, the validity is at most ten years, `iat` isn't in the
 * future, there is no other audience, there is a subject, `azp` is this application, and the organization is the requested one.
 * Returns the claims. `now` is the Unix time in milliseconds. Throws `id-token-invalid`.
 * OpenID Connect Core 3.1.3.7; https://auth0.com/docs/manage-users/organizations/using-tokens
 */
export function checkIdTokenClaims(claims: IDToken | undefined, config: Config, now: number): IDToken {
  if (claims === undefined) throw invalid('it is missing');
  const times = [claims.exp, claims.iat, claims.nbf ?? 0, claims.auth_time ?? 0];
  if (!times.every(isMoment) || claims.exp - claims.iat > LONGEST_LIFE) throw invalid('its times are wrong');
  if (claims.iat > now / 1000 + CLOCK_TOLERANCE) throw invalid(NOT_OF_NOW);
  if (Array.isArray(claims.aud) && claims.aud.length !== 1) throw invalid('it is for others too');
  if (claims.sub === '') throw invalid('it has no subject');
  if (claims.azp !== undefined && claims.azp !== config.clientId)
    throw invalid('it is for another application');
  if (!belongsToOrganization(claims, config.organization)) {
    if (isNameMissing(claims, config.organization)) throw organizationNotConfirmed(config);
    throw invalid(OTHER_ORGANIZATION);
  }
  return claims;
}

/**
 * Checks that an ID token is written in its only valid form: three parts of base64url, without padding, white space or other
 * characters, of which the first two decode to UTF-8. Decoders ignore such errors. Throws `id-token-invalid`.
 * RFC 7515 sections 2 and 5.2; RFC 7519 section 7.2
 */
export function checkIdTokenForm(idToken: string): void {
  const [header = '', payload = ''] = idToken.split('.');
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(idToken) || !isUtf8(header) || !isUtf8(payload))
    throw invalid('it is not written as it should be');
}

/**
 * Checks that an ID token and an access token belong together: `at_hash`, if present, is the left half of the access token's
 * SHA-256 hash. Rejects with `id-token-invalid`. OpenID Connect Core 3.1.3.6 and 3.1.3.8
 */
export async function checkAccessTokenHash(claims: IDToken, accessToken: string): Promise<void> {
  if (claims.at_hash === undefined) return;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken));
  if (claims.at_hash !== toBase64url(new Uint8Array(digest, 0, 16)))
    throw invalid('it belongs to another access token');
}

/** Returns whether `seconds` is a Unix time that a `Date` can represent (RFC 7519 section 2, ECMA-262 21.4.1.1). */
function isMoment(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 0 && seconds * 1000 <= MAX_TIMESTAMP;
}

/**
 * Checks an ID token from a renewal, in addition to the checks of every ID token: it must have the same user, sign-in and
 * organization. `previous` has the session's subject and last ID token. An organization's name can change, but its ID can't.
 * Throws `id-token-invalid`. OpenID Connect Core 12.2; https://auth0.com/docs/manage-users/organizations/using-tokens
 */
export function checkSamePerson(claims: IDToken, previous: { sub: string; idToken: string }): void {
  if (claims.sub !== previous.sub) throw invalid('it is for another user');
  const before = claimsOf(previous.idToken);
  const differs = (name: string) => claims[name] !== undefined && claims[name] !== before[name];
  if (before.auth_time !== undefined && differs('auth_time')) throw invalid('it belongs to another sign-in');
  if (differs('nonce')) throw invalid('it answers another request');
  if (claims.org_id !== before.org_id) throw invalid(OTHER_ORGANIZATION);
}

/** Returns the claims of an ID token that was verified when it was received (RFC 7519 section 7.2). */
function claimsOf(idToken: string): Readonly<Record<string, unknown>> {
  try {
    return { ...Object(JSON.parse(textOf(idToken.split('.')[1] ?? ''))) };
  } catch {
    // Without the previous claims, `auth_time` can't be compared. The subject is compared in any case.
    return {};
  }
}

/** Decodes a part of a JWT. Throws if it isn't UTF-8 in base64url. */
function textOf(part: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(fromBase64url(part));
}

function isUtf8(part: string): boolean {
  try {
    textOf(part);
    return true;
  } catch {
    return false;
  }
}

function belongsToOrganization(claims: IDToken, organization: string | null): boolean {
  if (organization === null) return true;
  if (organization.startsWith('org_')) return claims.org_id === organization;
  return typeof claims.org_name === 'string' && claims.org_name === organization.toLowerCase();
}

/**
 * Returns whether the ID token has the ID but not the name of an organization that the request named. The tenant then doesn't
 * allow names. https://auth0.com/docs/manage-users/organizations/configure-organizations/use-org-name-authentication-api
 */
function isNameMissing({ org_id, org_name }: IDToken, organization: string | null): boolean {
  return organization?.startsWith('org_') === false && org_id !== undefined && org_name === undefined;
}

function organizationNotConfirmed({ domain }: Config): LatchkeyError {
  const cause = new Error('it has an org_id and no org_name');
  return new LatchkeyError('id-token-invalid', { reason: 'organization-name', domain }, { cause });
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

/** `why` is for developers. */
function invalid(why: string): LatchkeyError {
  const reason = why === NOT_OF_NOW ? 'clock' : 'refused';
  return new LatchkeyError('id-token-invalid', { reason }, { cause: new Error(why) });
}
