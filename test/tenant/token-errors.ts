/** Replaces the engine's errors of the token endpoint by Auth0's. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { type BehaviorId, declare, rowOf } from './behaviors.ts';
import { type Refusal, Refused } from './refusals.ts';

/** Returns undefined if the engine's own response stays. */
function tokenErrorOf(error: unknown, grantType: unknown): Refusal | undefined {
  const { message, error_description: description, error_detail: detail }: Partial<Refused> = Object(error);
  if (description?.startsWith('requested grant type is not allowed')) {
    const error_description = `Grant type '${String(grantType)}' not allowed for the client.`;
    return { behavior: 'grant-type-token', error: 'unauthorized_client', error_description };
  }
  if (message !== 'invalid_grant') return undefined;
  if (grantType === 'refresh_token')
    return invalidGrant('refresh-refused', 'Unknown or invalid refresh token.');
  return detail?.includes('code_verifier')
    ? invalidGrant('verifier-refused', 'Failed to verify code verifier')
    : invalidGrant('code-refused', 'Invalid authorization code');
}

function invalidGrant(behavior: BehaviorId, error_description: string): Refusal {
  return { behavior, error: 'invalid_grant', error_description };
}

/** Listens to the engine's `grant.error`, which comes when its own response is already written. */
export function rewriteTokenError(ctx: KoaContextWithOIDC, error: unknown): void {
  declare(ctx, rowOf(error, true));
  if (error instanceof Refused) {
    ctx.body = { error: error.message, error_description: error.error_description };
    return;
  }
  const refusal = tokenErrorOf(error, ctx.oidc.params?.grant_type);
  if (refusal === undefined) return;
  declare(ctx, refusal.behavior);
  ctx.status = 403;
  ctx.body = { error: refusal.error, error_description: refusal.error_description };
}
