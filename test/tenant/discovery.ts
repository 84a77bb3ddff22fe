/** The public documents of the tenant, as Auth0's differ from the engine's. */
import { isJsonObject, type Middleware, route, sendJson } from './http.ts';
import { PUBLIC_JWK } from './signing-keys.ts';

/** GET /.well-known/jwks.json: the public keys, cached for as long as users report it of Auth0. */
export function keySet(): Middleware {
  return route('key-set', 'GET', '/.well-known/jwks.json', (ctx) => {
    sendJson(ctx, 200, { keys: [PUBLIC_JWK] });
    ctx.set('Cache-Control', 'public, max-age=15, stale-while-revalidate=15, stale-if-error=86400');
  });
}

/** Removes the engine's `iss` from redirects (RFC 9207): Auth0 has none, so no client can rely on it. */
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
