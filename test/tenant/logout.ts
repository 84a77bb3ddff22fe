/** GET /v2/logout: ends the browser's session at the tenant, and if asked at the identity provider too. */
import type { Provider } from 'oidc-provider';
import { isFederated, kindOf } from './connections.ts';
import { asText, type Context, type Middleware, route } from './http.ts';
import type { IdentityProvider, IdpKind } from './identity-providers.ts';
import { sendErrorPage } from './pages.ts';
import { endSession, findSession } from './sessions.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';

interface Deps {
  /** `http://127.0.0.1:PORT` of the tenant. */
  origin: string;
  provider: Provider;
  settings: Settings;
  users: UserDirectory;
  providers: Readonly<Record<IdpKind, IdentityProvider>>;
}

export function logout(deps: Deps): Middleware {
  return route('logout', 'GET', '/v2/logout', async (ctx) => {
    const returnTo = asText(ctx.query.returnTo);
    if (returnTo !== undefined && !isListed(ctx, returnTo, deps.settings)) {
      const text = `The "returnTo" querystring parameter "${returnTo}" is not defined as a valid URL in "Allowed Logout URLs".`;
      sendErrorPage(ctx, 'logout-not-listed', { text });
      return;
    }
    const identityProvider = ctx.query.federated === undefined ? undefined : await providerOf(ctx, deps);
    await endSession(ctx, deps.provider);
    if (identityProvider !== undefined) {
      ctx.redirect(
        `${identityProvider.origin}/logout?${new URLSearchParams({ continue: wayBack(ctx, deps) })}`,
      );
      return;
    }
    const destination = returnTo ?? deps.settings.allowedLogoutUrls[0];
    if (destination === undefined) ctx.body = 'OK';
    else ctx.redirect(destination);
  });
}

/** The list belongs to the application, so without its id no address is listed. */
function isListed(ctx: Context, returnTo: string, settings: Settings): boolean {
  return ctx.query.client_id === settings.clientId && settings.allowedLogoutUrls.includes(returnTo);
}

/** The provider by which the browser's session was begun. */
async function providerOf(
  ctx: Context,
  { provider, settings, users, providers }: Deps,
): Promise<IdentityProvider | undefined> {
  const session = await findSession(ctx, provider);
  const profile = users.byId(session?.accountId ?? '');
  const connection = settings.connections
    .filter(isFederated)
    .find(({ name }) => name === profile?.connection);
  if (connection === undefined) return undefined;
  return providers[kindOf(connection) === 'enterprise' ? 'enterprise' : 'social'];
}

/** This same address without `federated`: it then sends the browser on. */
function wayBack(ctx: Context, { origin }: Deps): string {
  const url = new URL(ctx.url, origin);
  url.searchParams.delete('federated');
  return url.href;
}
