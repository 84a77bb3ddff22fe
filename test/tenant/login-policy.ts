/** When /authorize does not answer at once but asks first who it is. */
import type { Interaction, KoaContextWithOIDC } from 'oidc-provider';
import { interactionPolicy } from './engine.ts';
import type { UserDirectory } from './users.ts';

/** Each sign-in has its own address, and so its own cookies: two windows do not disturb each other. */
export const INTERACTION_PREFIX = '/u/login/';
/** The reason for asking when the session belongs to a user who was blocked meanwhile. */
export const BLOCKED_USER = 'blocked_user';

/**
 * The engine ties a sign-in to the session that the browser had when it began. Two windows that sign in at
 * the same time replace each other's session, so here the sign-in's own cookie alone ties it to the browser.
 */
export async function beginInteraction(_ctx: KoaContextWithOIDC, interaction: Interaction): Promise<string> {
  Reflect.deleteProperty(interaction, 'session');
  await interaction.persist();
  return `${INTERACTION_PREFIX}${interaction.uid}`;
}

/** Who must sign in, beside those whom the engine's own rules send. */
export function loginPolicy(users: UserDirectory) {
  const { base, Check } = interactionPolicy;
  const policy = base();
  const sessionUser = ({ oidc }: KoaContextWithOIDC) => users.byId(oidc.session?.accountId ?? '');
  const checks = [
    // A ticket says who signs in, whatever session the browser has.
    new Check('login_ticket', 'Login required', ({ oidc }) => {
      return oidc.params?.login_ticket !== undefined && oidc.result?.login === undefined;
    }),
    new Check('unknown_user', 'Login required', (ctx) => {
      return ctx.oidc.session?.accountId !== undefined && sessionUser(ctx) === undefined;
    }),
    new Check(BLOCKED_USER, 'user is blocked', 'unauthorized', (ctx) => sessionUser(ctx)?.blocked === true),
  ];
  const login = policy.get('login');
  for (const check of checks) login?.checks.add(check);
  const noSession = login?.checks.get('no_session');
  if (noSession !== undefined) noSession.description = 'Login required';
  return policy;
}
