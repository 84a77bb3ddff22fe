/** When /authorize does not answer at once but asks first: who it is, which account. */
import type { Interaction, KoaContextWithOIDC } from 'oidc-provider';
import { Refused, refusalOf } from './admission.ts';
import { interactionPolicy } from './engine.ts';
import { asText } from './http.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';
import type { Profile } from './users.ts';

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

interface Deps {
  settings: Settings;
  users: UserDirectory;
}

/** Who must do something, beside those whom the engine's own rules send. */
export function loginPolicy({ settings, users }: Deps) {
  const { base, Check, Prompt } = interactionPolicy;
  const policy = base();
  const sessionUser = ({ oidc }: KoaContextWithOIDC) => users.byId(oidc.session?.accountId ?? '');
  policy.get('login')?.checks.add(
    new Check('grant_not_allowed', 'Not allowed', () => {
      if (!settings.grantTypes.includes('authorization_code')) throw grantNotAllowed();
      return false;
    }),
    0,
  );
  policy.get('login')?.checks.add(
    // A ticket says who signs in, whatever session the browser has.
    new Check('login_ticket', 'Login required', (ctx) => hasUnusedTicket(ctx)),
  );
  policy.get('login')?.checks.add(
    new Check('unknown_user', 'Login required', (ctx) => {
      return ctx.oidc.session?.accountId !== undefined && sessionUser(ctx) === undefined;
    }),
  );
  policy
    .get('login')
    ?.checks.add(
      new Check('other_connection', 'Login required', (ctx) => cameByAnother(ctx, sessionUser(ctx))),
    );
  policy.get('login')?.checks.add(
    new Check('refused', 'Access denied', (ctx) => {
      const user = sessionUser(ctx);
      if (user !== undefined && !signsInAnew(ctx)) refuse(user, ctx, settings);
      return false;
    }),
  );
  const noSession = policy.get('login')?.checks.get('no_session');
  if (noSession !== undefined) noSession.description = 'Login required';
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  return policy;
}

function grantNotAllowed(): Error {
  return new Refused({
    behavior: 'grant-type-code',
    error: 'unauthorized_client',
    error_description: "Grant type 'authorization_code' not allowed for the client.",
  });
}

function hasUnusedTicket({ oidc }: KoaContextWithOIDC): boolean {
  return oidc.params?.login_ticket !== undefined && oidc.result?.login === undefined;
}

function cameByAnother({ oidc }: KoaContextWithOIDC, user: Profile | undefined): boolean {
  const wanted = asText(oidc.params?.connection);
  return (
    wanted !== undefined &&
    user !== undefined &&
    user.connection !== wanted &&
    oidc.result?.login === undefined
  );
}

/** True while the browser's session does not say yet who it will be. */
function signsInAnew(ctx: KoaContextWithOIDC): boolean {
  const { oidc } = ctx;
  return hasUnusedTicket(ctx) || oidc.promptPending('login') || oidc.promptPending('select_account');
}

/** Throws what the application gets instead of a code. */
function refuse(user: Profile, { oidc }: KoaContextWithOIDC, settings: Settings): void {
  const refusal = refusalOf(user, asText(oidc.params?.organization), settings);
  if (refusal !== undefined) throw new Refused(refusal);
}
