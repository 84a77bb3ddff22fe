/** The tenant's own session of a browser: what lets it sign in again without a password. */
import type { Provider } from 'oidc-provider';
import type { Context } from './http.ts';

type Session = InstanceType<Provider['Session']>;

export async function findSession(ctx: Context, provider: Provider): Promise<Session | undefined> {
  const id = ctx.cookies.get(provider.cookieName('session'));
  return id === undefined ? undefined : provider.Session.find(id);
}

export async function endSession(ctx: Context, provider: Provider): Promise<void> {
  const session = await findSession(ctx, provider);
  await session?.destroy();
  ctx.cookies.set(provider.cookieName('session'), null);
}
