/**
 * Which row of docs/local-tenant.md accounts for an answer. Endpoints and refusals name theirs; an error answer without one
 * becomes a 500 (`refuseUndeclared`); behaviors.test.ts compares the names with the table.
 */
import type { Context, Middleware } from './http.ts';

/** The ID of a row. */
export type BehaviorId = string;

/** Errors that the engine words itself, by their code; the others bring their row along. */
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

/** Says which row accounts for the answer of a request. */
export function declare(ctx: object, behavior: BehaviorId | undefined): void {
  if (behavior !== undefined) Reflect.set(ctx, 'behavior', behavior);
}

/** The row of an error that the engine throws: at its token endpoint, or anywhere else. */
export function rowOf(error: unknown, isToken: boolean): BehaviorId | undefined {
  if (!(error instanceof Error)) return undefined;
  const brought: unknown = Reflect.get(error, 'behavior');
  if (typeof brought === 'string') return brought;
  return (isToken ? ENGINE_TOKEN_ROWS : ENGINE_ROWS)[error.message];
}

/** Makes an error answer that no row accounts for a failure of the tenant, so that no test takes it for Auth0's. */
export function refuseUndeclared(): Middleware {
  return async (ctx, next) => {
    await next();
    if (ctx.status === 404) declare(ctx, 'unknown-path');
    if (!isRefusal(ctx) || Reflect.has(ctx, 'behavior')) return;
    const answered = `${ctx.status} ${ctx.response.get('Location')}`;
    ctx.remove('Location');
    ctx.status = 500;
    ctx.body = `docs/local-tenant.md has no row for this answer of ${ctx.method} ${ctx.path}: ${answered}`;
  };
}

function isRefusal(ctx: Context): boolean {
  return ctx.status >= 400 || /[?&#]error=/.test(ctx.response.get('Location'));
}
