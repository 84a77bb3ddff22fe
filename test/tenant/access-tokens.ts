/** What an API asks before it believes an access token. */
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import type { Provider } from 'oidc-provider';
import { PUBLIC_JWK } from './signing-keys.ts';

/** An access token that is good at this moment. */
export interface AccessTokenFacts {
  /** Whose it is: the user's id. */
  readonly subject: string;
  /** The APIs that may take it; an opaque token is for the tenant's `/userinfo` alone. */
  readonly audience: readonly string[];
  /** Separated by spaces. */
  readonly scope: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

interface Deps {
  /** With the trailing slash. */
  issuer: string;
  provider: Provider;
}

/** Returns undefined for a token that is unknown, expired, revoked, or not signed by the tenant. */
export async function inspectAccessToken(token: string, deps: Deps): Promise<AccessTokenFacts | undefined> {
  return (await inspectOpaque(token, deps)) ?? (await inspectJwt(token, deps));
}

/** Opaque ones are known by the engine's records. */
async function inspectOpaque(
  token: string,
  { issuer, provider }: Deps,
): Promise<AccessTokenFacts | undefined> {
  const record = await provider.AccessToken.find(token);
  if (record?.exp === undefined) return undefined;
  return {
    subject: record.accountId,
    audience: [`${issuer}userinfo`],
    scope: record.scope ?? '',
    expiresAt: record.exp,
  };
}

/** JWTs (RFC 9068) are known by their signature alone: they cannot be revoked. */
async function inspectJwt(token: string, { issuer }: Deps): Promise<AccessTokenFacts | undefined> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [PUBLIC_JWK] }), {
      issuer,
      algorithms: ['RS256'],
      typ: 'at+jwt',
      requiredClaims: ['sub', 'aud', 'exp'],
    });
    return {
      subject: payload.sub ?? '',
      audience: [payload.aud ?? []].flat(),
      scope: typeof payload.scope === 'string' ? payload.scope : '',
      expiresAt: payload.exp ?? 0,
    };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined; // The token is bad; anything else is a failure here.
    throw error;
  }
}
