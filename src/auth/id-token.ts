import type { IDToken } from 'oauth4webapi';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';

/** Seconds by which the tenant's clock may be ahead of ours. */
const TOLERANCE = 60;

/**
 * The checks that `oauth4webapi` leaves to its caller (it has verified signature, `iss`, `aud`, `exp`, `nonce`
 * and the claims' types): moments that a clock can show, `iat` not in the future, no other audience, a
 * subject, an authorized party that is us, and the organization that was asked for. `now` in milliseconds. Throws `id-token-invalid`.
 * OpenID Connect Core 3.1.3.7; https://auth0.com/docs/manage-users/organizations/using-tokens
 */
export function checkIdTokenClaims(claims: IDToken | undefined, config: Config, now: number): IDToken {
  if (claims === undefined) throw invalid('it is missing');
  if (!Number.isSafeInteger(claims.exp) || !Number.isSafeInteger(claims.iat))
    throw invalid('its times are wrong');
  if (claims.iat > now / 1000 + TOLERANCE) throw invalid('it was issued in the future');
  if (Array.isArray(claims.aud) && claims.aud.length !== 1) throw invalid('it is for others too');
  if (claims.sub === '') throw invalid('it names nobody');
  if (claims.azp !== undefined && claims.azp !== config.clientId)
    throw invalid('it is for another application');
  if (!belongsToOrganization(claims, config.organization)) throw invalid('it is for another organization');
  return claims;
}

function belongsToOrganization(claims: IDToken, organization: string | null): boolean {
  if (organization === null) return true;
  if (organization.startsWith('org_')) return claims.org_id === organization;
  return typeof claims.org_name === 'string' && claims.org_name === organization.toLowerCase();
}

function invalid(why: string): LatchkeyError {
  return new LatchkeyError(
    'id-token-invalid',
    `The tenant's proof of who you are was not accepted: ${why}. Check that this computer's clock is right, then ` +
      'try again.',
  );
}
