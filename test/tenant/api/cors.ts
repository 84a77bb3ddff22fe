/** Who may call the API from a page of another origin: exactly those who are listed. */
import type { Middleware } from '../http.ts';

const ALLOWED_HEADERS = 'Authorization, Content-Type';
const ALLOWED_METHODS = 'GET, POST';

/** Goes around everything else: to a listed origin every answer is readable. Answers every preflight. */
export function cors(settings: { readonly allowedOrigins: readonly string[] }): Middleware {
  return async (ctx, next) => {
    const isPreflight = ctx.method === 'OPTIONS';
    if (isPreflight) ctx.status = 204;
    await next();
    ctx.vary('Origin');
    const origin = ctx.get('Origin');
    if (!settings.allowedOrigins.includes(origin)) return;
    ctx.set('Access-Control-Allow-Origin', origin);
    if (!isPreflight) return;
    ctx.set('Access-Control-Allow-Methods', ALLOWED_METHODS);
    ctx.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
  };
}
