/** What the user answers on an identity provider's page. */
import type { Interaction, Provider } from 'oidc-provider';
import { asText, type Context, type Middleware, readForm } from '../http.ts';
import { sendErrorPage } from '../pages.ts';
import { finishInteraction } from '../sessions.ts';
import { sendAccountPage, sendPasswordPage } from './idp-page.ts';
import type { IdpUser } from './idp-users.ts';

export const SIGN_IN_PREFIX = '/sign-in/';

interface Deps {
  provider: Provider;
  title: string;
  /** The enterprise provider asks for a password; at the social one a click on the account is enough. */
  asksForPassword: boolean;
  users: readonly IdpUser[];
  idOf: (user: IdpUser) => string;
}

export function idpSignIn(deps: Deps): Middleware {
  return async (ctx, next) => {
    if (ctx.path.startsWith(SIGN_IN_PREFIX)) await answer(ctx, deps);
    else await next();
  };
}

async function answer(ctx: Context, deps: Deps): Promise<void> {
  const interaction = await findInteraction(ctx, deps.provider);
  if (interaction === undefined)
    sendErrorPage(ctx, 'social', { title: deps.title, text: 'This sign-in has expired. Start again.' });
  else if (ctx.method === 'POST') await readAnswer(ctx, deps);
  else sendForm(ctx, deps, asText(interaction.params.login_hint) ?? '');
}

async function findInteraction(ctx: Context, provider: Provider): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(ctx.req, ctx.res);
  } catch {
    return undefined; // No cookie, or none that is still known: the user is told to start again.
  }
}

function sendForm(ctx: Context, deps: Deps, username: string, problem?: string): void {
  const page = { title: deps.title, username, ...(problem === undefined ? {} : { problem }) };
  if (deps.asksForPassword) sendPasswordPage(ctx, page);
  else sendAccountPage(ctx, page, deps.users);
}

async function readAnswer(ctx: Context, deps: Deps): Promise<void> {
  const form = await readForm(ctx);
  if (form.has('cancel')) {
    await finishInteraction(ctx, deps.provider, {
      error: 'access_denied',
      error_description: 'The user cancelled the sign-in.',
    });
    return;
  }
  const username =
    form
      .get(deps.asksForPassword ? 'username' : 'account')
      ?.trim()
      .toLowerCase() ?? '';
  const user = deps.users.find(({ email }) => email === username);
  if (user === undefined || (deps.asksForPassword && form.get('password') !== user.password)) {
    sendForm(ctx, deps, username, 'No account with this name and password.');
    return;
  }
  await finishInteraction(ctx, deps.provider, { login: { accountId: deps.idOf(user) }, select_account: {} });
}
