/** GET /v2/logout: ends the browser's session at the tenant and sends it on. */
import type { Provider } from 'oidc-provider';
import { asText, type Context, type Middleware, route } from './http.ts';
import { sendErrorPage } from './pages.ts';
import { endSession } from './sessions.ts';
import type { Settings } from './settings.ts';

export function logout(provider: Provider, settings: Settings): Middleware {
  return route('GET', '/v2/logout', async (ctx) => {
    const returnTo = asText(ctx.query.returnTo);
    if (returnTo !== undefined && !isListed(ctx, returnTo, settings)) {
      const text = `The "returnTo" querystring parameter "${returnTo}" is not defined as a valid URL in "Allowed Logout URLs".`;
      sendErrorPage(ctx, 400, 'Oops!, something went wrong', text);
      return;
    }
    await endSession(ctx, provider);
    // `federated` would also end the session at a social identity provider; this tenant has none.
    const destination = returnTo ?? settings.allowedLogoutUrls[0];
    if (destination === undefined) {
      ctx.body = 'OK';
      return;
    }
    ctx.redirect(destination);
    ctx.status = 302;
  });
}

/** The list belongs to the application, so without its id no address is listed. */
function isListed(ctx: Context, returnTo: string, settings: Settings): boolean {
  return ctx.query.client_id === settings.clientId && settings.allowedLogoutUrls.includes(returnTo);
}
