/**
 * Every behavior of the tenant, by its row in docs/local-tenant.md. Endpoints and refusals name theirs, or they
 * do not compile; an error answer without one becomes a 500 (`refuseUndeclared`); behaviors.test.ts compares this list
 * with the table and with the tests.
 */
import type { Context, Middleware } from './http.ts';

export const BEHAVIORS = [
  // The application and its origins
  'settings-script',
  'settings-script-unknown',
  'discovery',
  'key-set',
  'web-origins',
  'cors',
  'cors-public',
  'rate-limit-headers',
  'unknown-path',
  // POST /co/authenticate
  'co-ticket',
  'co-fields',
  'co-unknown-client',
  'co-switched-off',
  'co-credential-type',
  'co-unknown-realm',
  'co-wrong-password',
  'co-blocked-user',
  'too-many-attempts',
  'bot-detection',
  'co-wrong-code',
  'co-code-expired',
  'co-code-attempts',
  // GET /authorize
  'authorization-code',
  'ticket',
  'ticket-cookie',
  'ticket-organization',
  'callback-mismatch',
  'unknown-client',
  'pkce',
  'response-type',
  'login-required',
  'grant-type-code',
  'user-blocked',
  'unknown-connection',
  'unknown-api',
  'api-access',
  'organization',
  'organization-name',
  'organization-unknown',
  'organization-member',
  // Pages of the tenant
  'hosted-page',
  'hosted-other-browser',
  'second-step',
  'social',
  'enterprise',
  'federation-refused',
  // Tokens
  'id-token',
  'access-token',
  'userinfo',
  'offline-access',
  'api-offline-access',
  'browser-refresh-token',
  'code-refused',
  'verifier-refused',
  'grant-type-token',
  'token-request',
  // Refresh tokens
  'rotation',
  'rotation-reuse',
  'rotation-overlap',
  'refresh-refused',
  'refresh-blocked',
  'refresh-profile',
  'revocation',
  // Accounts
  'sign-up',
  'sign-up-invalid',
  'sign-up-disabled',
  'sign-up-taken',
  'password-policy',
  'password-reset',
  'password-reset-fields',
  // Codes by mail and SMS
  'code-start',
  'code-start-refused',
  'code-sign-in',
  'country',
  // Signing out
  'logout',
  'logout-not-listed',
  'logout-federated',
  // What only the local tenant has
  'local',
] as const;

export type BehaviorId = (typeof BEHAVIORS)[number];

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
  return BEHAVIORS.find((id) => id === brought) ?? (isToken ? ENGINE_TOKEN_ROWS : ENGINE_ROWS)[error.message];
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
