/** When /authorize needs an interaction before it issues a code. */
import type { Interaction, KoaContextWithOIDC } from 'oidc-provider';
import { interactionPolicy } from './engine.ts';
import { asText } from './http.ts';
import { Refused, refusalOf } from './refusals.ts';
import type { Settings } from './settings.ts';
import type { Users } from './users.ts';

/** Each sign-in has its own address, and so its own cookies: two windows do not disturb each other. */
export const INTERACTION_PREFIX = '/u/login/';

/**
 * The engine ties a sign-in to the session that the browser had when it began. Two windows that sign in at
 * the same time replace each other's session, so here the sign-in's own cookie alone ties it to the browser.
 */
export async function beginInteraction(_ctx: KoaContextWithOIDC, interaction: Interaction): Promise<string> {
  if (interaction.session !== undefined) Reflect.deleteProperty(interaction.session, 'uid');
  await interaction.persist();
  return `${INTERACTION_PREFIX}${interaction.uid}`;
}

/** The engine's policy, with checks of the browser's session and the application. */
export function loginPolicy({ settings, users }: { settings: Settings; users: Users }) {
  const { base, Check, Prompt } = interactionPolicy;
  const policy = base();
  const login = policy.get('login');
  const add = (reason: string, check: (ctx: KoaContextWithOIDC) => boolean, position?: number) =>
    login?.checks.add(new Check(reason, 'Login required', check), position);
  const sessionUser = ({ oidc }: KoaContextWithOIDC) => users.byId(oidc.session?.accountId ?? '');
  // A ticket decides who signs in, whatever session the browser has.
  const hasUnusedTicket = ({ oidc }: KoaContextWithOIDC) =>
    oidc.params?.login_ticket !== undefined && oidc.result?.login === undefined;
  const checkGrant = () => {
    if (settings.grantTypes.includes('authorization_code')) return false;
    throw new Refused({
      behavior: 'grant-type-code',
      error: 'unauthorized_client',
      error_description: "Grant type 'authorization_code' not allowed for the client.",
    });
  };
  add('grant_not_allowed', checkGrant, 0);
  add('login_ticket', hasUnusedTicket);
  add('unknown_user', (ctx) => ctx.oidc.session?.accountId !== undefined && sessionUser(ctx) === undefined);
  add('other_connection', (ctx) => {
    const { params, result } = ctx.oidc;
    const connection = asText(params?.connection);
    const user = sessionUser(ctx);
    const isOther = connection !== undefined && user !== undefined && user.connection !== connection;
    return isOther && result?.login === undefined;
  });
  add('refused', (ctx) => {
    const { oidc } = ctx;
    const user = sessionUser(ctx);
    // The session does not decide who signs in.
    const isNew = hasUnusedTicket(ctx) || oidc.promptPending('login') || oidc.promptPending('select_account');
    if (user === undefined || isNew) return false;
    const refusal = refusalOf(user, asText(oidc.params?.organization), settings);
    if (refusal !== undefined) throw new Refused(refusal);
    return false;
  });
  const noSession = login?.checks.get('no_session');
  if (noSession !== undefined) noSession.description = 'Login required';
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}
