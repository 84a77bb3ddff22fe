/** What Auth0's /authorize does differently from the engine's. */
import { isJsonObject, type Middleware } from './http.ts';

/** The engine names itself in each answer (RFC 9207); Auth0 does not, so no client may come to rely on it. */
export function omitIssuer(origin: string): Middleware {
  return async (ctx, next) => {
    await next();
    if (ctx.path === '/.well-known/openid-configuration' && isJsonObject(ctx.body)) {
      const { authorization_response_iss_parameter_supported: _supported, ...document } = ctx.body;
      ctx.body = document;
    }
    const location = ctx.response.get('Location');
    if (!ctx.path.startsWith('/authorize') || !URL.canParse(location)) return;
    const url = new URL(location);
    if (url.origin === origin || !url.searchParams.has('iss')) return;
    url.searchParams.delete('iss');
    ctx.set('Location', url.href);
  };
}
