/** The words of Auth0's token endpoint in the place of the engine's. */
import type { KoaContextWithOIDC } from 'oidc-provider';

interface TokenError {
  status: number;
  error: string;
  description: string;
}

/** What the engine says of a grant that the application may not use. */
const NOT_ALLOWED = /^requested grant type is not allowed/;

/** Undefined: the engine's own answer stands. */
function tokenErrorOf(error: unknown, grantType: unknown): TokenError | undefined {
  if (!(error instanceof Error)) return undefined;
  // The words are as people report them (auth0/auth0-spa-js#51); that the status is 403 is auth0/auth0-java#165.
  if (NOT_ALLOWED.test(String(Reflect.get(error, 'error_description')))) {
    const description = `Grant type '${String(grantType)}' not allowed for the client.`;
    return { status: 403, error: 'unauthorized_client', description };
  }
  if (error.message !== 'invalid_grant') return undefined;
  const description = describe(grantType, detailOf(error));
  return description === undefined ? undefined : { status: 403, error: 'invalid_grant', description };
}

function describe(grantType: unknown, detail: string): string | undefined {
  if (grantType === 'refresh_token') return 'Unknown or invalid refresh token.';
  if (grantType !== 'authorization_code') return undefined;
  return detail.includes('code_verifier') ? 'Failed to verify code verifier' : 'Invalid authorization code';
}

function detailOf(error: Error): string {
  const detail: unknown = Reflect.get(error, 'error_detail');
  return typeof detail === 'string' ? detail : '';
}

/** Listens to the engine's `grant.error`, which comes when its own answer is already written. */
export function rewriteTokenError(ctx: KoaContextWithOIDC, error: unknown): void {
  const answer = tokenErrorOf(error, ctx.oidc.params?.grant_type);
  if (answer === undefined) return;
  ctx.status = answer.status;
  ctx.body = { error: answer.error, error_description: answer.description };
}
