/**
 * The rows of docs/local-tenant.md. Endpoints and refusals name theirs; an error response without one becomes a 500
 * (`refuseUndeclared`). contract.test.ts compares the names with the table.
 */
import type { Middleware } from './http.ts';

/** The ID of a row. */
export type BehaviorId = string;

/** The rows of the engine's own errors, by their code. */
const ENGINE_ROWS: Readonly<Record<string, BehaviorId>> = {
  login_required: 'login-required',
  invalid_request: 'pkce',
  unsupported_response_type: 'response-type',
  invalid_redirect_uri: 'callback-mismatch',
  invalid_client: 'unknown-client',
};
const ENGINE_TOKEN_ROWS: Readonly<Record<string, BehaviorId>> = {
  invalid_request: 'token-request',
  unsupported_grant_type: 'token-request',
  invalid_client: 'token-request',
};

/** Declares the row of a response. */
export function declare(ctx: object, behavior: BehaviorId | undefined): void {
  if (behavior !== undefined) Reflect.set(ctx, 'behavior', behavior);
}

/** Returns the row of an error that the engine throws, at its token endpoint or elsewhere. */
export function rowOf(error: unknown, isToken: boolean): BehaviorId | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('behavior' in error && typeof error.behavior === 'string') return error.behavior;
  return (isToken ? ENGINE_TOKEN_ROWS : ENGINE_ROWS)[error.message];
}

/** Turns an error response without a row into a failure of the tenant, so that no test takes it for Auth0's. */
export function refuseUndeclared(): Middleware {
  return async (ctx, next) => {
    await next();
    if (ctx.status === 404) declare(ctx, 'unknown-path');
    const location = ctx.response.get('Location');
    const isError = ctx.status >= 400 || /[?&#]error=/.test(location);
    if (!isError || Reflect.has(ctx, 'behavior')) return;
    ctx.body = `docs/local-tenant.md has no row for ${ctx.method} ${ctx.path}: ${ctx.status} ${location}`;
    ctx.remove('Location');
    ctx.status = 500;
  };
}
