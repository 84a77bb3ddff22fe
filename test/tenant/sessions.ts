/** A provider's own session of a browser: what lets it sign in again without being asked. */
import type { InteractionResults, Provider } from 'oidc-provider';
import { type Context, redirect } from './http.ts';

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

/** Ends a step with the user and goes back to the authorization that it belongs to. */
export async function finishInteraction(
  ctx: Context,
  provider: Provider,
  result: InteractionResults,
): Promise<void> {
  if (result.login !== undefined) await endSessionOfOther(ctx, result.login.accountId, provider);
  redirect(ctx, await provider.interactionResult(ctx.req, ctx.res, result));
}

/**
 * The browser may still have the session of another user. The engine would ask on a page whether that one
 * is to be signed out; at Auth0 the new one simply takes the place.
 */
async function endSessionOfOther(ctx: Context, userId: string, provider: Provider): Promise<void> {
  const session = await findSession(ctx, provider);
  if (session?.accountId !== undefined && session.accountId !== userId) await session.destroy();
}
