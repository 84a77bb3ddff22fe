/** GET /v2/logout: ends the browser's session at the tenant, and at the identity provider if `federated` is there. */
import type { Provider } from 'oidc-provider';
import { isFederated } from './connections.ts';
import { providerOf } from './federation.ts';
import { asText, type Middleware, route } from './http.ts';
import type { IdentityProvider, IdpKind } from './identity-providers.ts';
import { sendErrorPage } from './pages.ts';
import type { Settings } from './settings.ts';
import { findSession } from './sign-in.ts';
import type { Users } from './users.ts';

interface Deps {
  /** `http://127.0.0.1:PORT` of the tenant. */
  origin: string;
  provider: Provider;
  settings: Settings;
  users: Users;
  providers: Readonly<Record<IdpKind, IdentityProvider>>;
}

export function logout({ origin, provider, settings, users, providers }: Deps): Middleware {
  return route('logout', 'GET', '/v2/logout', async (ctx) => {
    const returnTo = asText(ctx.query.returnTo);
    // The list belongs to the application, so without its ID no address is listed.
    const listed = ctx.query.client_id === settings.clientId ? settings.allowedLogoutUrls : [];
    if (returnTo !== undefined && !listed.includes(returnTo)) {
      const text = `The "returnTo" querystring parameter "${returnTo}" is not defined as a valid URL in "Allowed Logout URLs".`;
      sendErrorPage(ctx, 'logout-not-listed', { text });
      return;
    }
    const session = await findSession(ctx, provider);
    await session?.destroy();
    ctx.cookies.set(provider.cookieName('session'), null);
    const name = users.byId(session?.accountId ?? '')?.connection;
    const connection = settings.connections.filter(isFederated).find((one) => one.name === name);
    if (ctx.query.federated !== undefined && connection !== undefined) {
      // This address without `federated`: the provider redirects to it, and it continues to `returnTo`.
      const back = new URL(ctx.url, origin);
      back.searchParams.delete('federated');
      const parameters = new URLSearchParams({ continue: back.href });
      ctx.redirect(`${providerOf(connection, providers).origin}/logout?${parameters}`);
      return;
    }
    const destination = returnTo ?? settings.allowedLogoutUrls[0];
    if (destination === undefined) ctx.body = 'OK';
    else ctx.redirect(destination);
  });
}
