/** Endpoints that show what a client does: where it follows, what it sends along, how it takes a status. */
import { asText, type Middleware, route, sendJson } from '../http.ts';

export function probes(): readonly Middleware[] {
  return [redirectTo(), echoHeaders()];
}

/** GET /redirect?to=URL */
function redirectTo(): Middleware {
  return route('local', 'GET', '/redirect', (ctx) => {
    const target = asText(ctx.query.to);
    if (target !== undefined && URL.canParse(target)) ctx.redirect(target);
    else sendJson(ctx, 400, { error: 'invalid_request' });
  });
}

/** GET /echo-headers: whether an `Authorization` header came, and its scheme. Never its value. */
function echoHeaders(): Middleware {
  return route('local', 'GET', '/echo-headers', (ctx) => {
    const [scheme = ''] = ctx.get('Authorization').split(' ', 1);
    sendJson(ctx, 200, {
      authorization: ctx.req.headers.authorization !== undefined,
      scheme: asText(scheme) ?? null,
    });
  });
}
