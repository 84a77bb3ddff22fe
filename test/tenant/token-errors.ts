/** Replaces the engine's errors of the token endpoint by Auth0's. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { Refused } from './admission.ts';
import { type BehaviorId, declare, rowOf } from './behaviors.ts';

interface TokenError {
  behavior: BehaviorId;
  status: number;
  error: string;
  description: string;
}

/** What the engine says of a grant that the application may not use. */
const NOT_ALLOWED = /^requested grant type is not allowed/;

/** Undefined: the engine's own answer stands. */
function tokenErrorOf(error: unknown, grantType: unknown): TokenError | undefined {
  if (!(error instanceof Error)) return undefined;
  if (NOT_ALLOWED.test(String(Reflect.get(error, 'error_description')))) {
    const description = `Grant type '${String(grantType)}' not allowed for the client.`;
    return { behavior: 'grant-type-token', status: 403, error: 'unauthorized_client', description };
  }
  if (error.message !== 'invalid_grant') return undefined;
  if (grantType === 'refresh_token')
    return invalidGrant('refresh-refused', 'Unknown or invalid refresh token.');
  return detailOf(error).includes('code_verifier')
    ? invalidGrant('verifier-refused', 'Failed to verify code verifier')
    : invalidGrant('code-refused', 'Invalid authorization code');
}

function invalidGrant(behavior: BehaviorId, description: string): TokenError {
  return { behavior, status: 403, error: 'invalid_grant', description };
}

function detailOf(error: Error): string {
  const detail: unknown = Reflect.get(error, 'error_detail');
  return typeof detail === 'string' ? detail : '';
}

/** Listens to the engine's `grant.error`, which comes when its own answer is already written. */
export function rewriteTokenError(ctx: KoaContextWithOIDC, error: unknown): void {
  declare(ctx, rowOf(error, true));
  if (error instanceof Refused) {
    ctx.body = { error: error.message, error_description: error.error_description };
  } else {
    const answer = tokenErrorOf(error, ctx.oidc.params?.grant_type);
    if (answer === undefined) return;
    declare(ctx, answer.behavior);
    ctx.status = answer.status;
    ctx.body = { error: answer.error, error_description: answer.description };
  }
}
