/** GET /.well-known/jwks.json: the public keys, with what a browser's cache goes by. */
import { createHash } from 'node:crypto';
import { type Middleware, route } from './http.ts';
import type { SigningKeys } from './signing-keys.ts';

/**
 * The 15 seconds are what people report of Auth0 (community.auth0.com, "JKS validity period"), the rest of the
 * line is what other projects copied from it. That there is an ETag, and so a 304, is a guess.
 */
const CACHE_CONTROL = 'public, max-age=15, stale-while-revalidate=15, stale-if-error=86400';

export function keySet(keys: SigningKeys): Middleware {
  return route('key-set', 'GET', '/.well-known/jwks.json', (ctx) => {
    const body = JSON.stringify({ keys: keys.published() });
    ctx.status = 200;
    ctx.type = 'application/json';
    ctx.set('Cache-Control', CACHE_CONTROL);
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
    ctx.etag = etag;
    // Not by `ctx.fresh`: that hears `Cache-Control: no-cache`, which comes along when a page sets If-None-Match.
    if (
      ctx
        .get('If-None-Match')
        .split(/\s*,\s*/)
        .includes(etag)
    )
      ctx.status = 304;
    else ctx.body = body;
  });
}
