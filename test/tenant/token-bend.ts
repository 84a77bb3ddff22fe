/** What the token endpoint answers, bent by a test before it is sent. */
import { type Context, isJsonObject, type JsonObject, type Middleware, parseJsonObject } from './http.ts';
import type { Settings } from './settings.ts';

/**
 * Given the body of a successful answer and the grant type of its request (`authorization_code`, `refresh_token`),
 * returns the body to send in its place, or a promise of it; undefined leaves it as it is.
 */
export type TokenBend = (answer: Record<string, unknown>, grantType: string) => unknown;

/** Answers that are errors are never bent: a fault is for those. */
export function bendTokens(settings: Settings): Middleware {
  return async (ctx, next) => {
    await next();
    const { bendTokens: bend } = settings;
    if (bend === null || ctx.path !== '/oauth/token' || ctx.status !== 200 || !isJsonObject(ctx.body)) return;
    const bent = await bend({ ...ctx.body }, grantTypeOf(ctx));
    if (bent !== undefined) ctx.body = JSON.stringify(bent); // As text, or a string would not be sent as JSON.
  };
}

/** The engine leaves what it read of the request in the context. */
function grantTypeOf(ctx: Context): string {
  const { params }: { params?: { grant_type?: unknown } } = ctx.oidc;
  return typeof params?.grant_type === 'string' ? params.grant_type : '';
}

/** The claims of the ID token in such a body, unverified: to change them and sign them again. Empty without one. */
export function idTokenClaims(answer: JsonObject): JsonObject {
  const payload = typeof answer.id_token === 'string' ? (answer.id_token.split('.')[1] ?? '') : '';
  return parseJsonObject(Buffer.from(payload, 'base64url').toString('utf8')) ?? {};
}
