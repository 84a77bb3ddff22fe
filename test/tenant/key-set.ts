/** GET /.well-known/jwks.json: the public keys, cached for as long as users report it of Auth0. */
import { type Middleware, route, sendJson } from './http.ts';
import { PUBLIC_JWK } from './signing-keys.ts';

export function keySet(): Middleware {
  return route('key-set', 'GET', '/.well-known/jwks.json', (ctx) => {
    sendJson(ctx, 200, { keys: [PUBLIC_JWK] });
    ctx.set('Cache-Control', 'public, max-age=15, stale-while-revalidate=15, stale-if-error=86400');
  });
}
