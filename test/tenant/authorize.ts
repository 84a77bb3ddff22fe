/** What /authorize of Auth0 does that the engine's does otherwise, put right on the way in and out. */
import { isJsonObject, type Middleware } from './http.ts';

/**
 * A login ticket goes together with `prompt=none` (Lock's popup mode sends both): the ticket is the sign-in.
 * The prompt goes on under another name, for the steps that may still follow and would need a page.
 */
export function allowSilentTickets(): Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/authorize' && ctx.query.login_ticket !== undefined && ctx.query.prompt === 'none') {
      const { prompt, ...query } = ctx.query;
      ctx.query = { ...query, ticket_prompt: prompt };
    }
    await next();
  };
}

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
