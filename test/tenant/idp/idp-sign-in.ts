/** What the person answers on an identity provider's page. */
import type { Interaction, Provider } from 'oidc-provider';
import { asText, type Context, type Middleware, readForm } from '../http.ts';
import { sendErrorPage } from '../pages.ts';
import { finishInteraction } from '../sessions.ts';
import { sendAccountPage, sendPasswordPage } from './idp-page.ts';
import type { IdpUser } from './idp-users.ts';

export const SIGN_IN_PREFIX = '/sign-in/';

interface Room {
  provider: Provider;
  title: string;
  /** The enterprise provider asks for a password; at the social one a click on the account is enough. */
  asksForPassword: boolean;
  users: readonly IdpUser[];
  idOf: (user: IdpUser) => string;
}

export function idpSignIn(room: Room): Middleware {
  return async (ctx, next) => {
    if (ctx.path.startsWith(SIGN_IN_PREFIX)) await answer(ctx, room);
    else await next();
  };
}

async function answer(ctx: Context, room: Room): Promise<void> {
  const interaction = await findInteraction(ctx, room.provider);
  if (interaction === undefined)
    sendErrorPage(ctx, 'social', { title: room.title, text: 'This sign-in has expired. Start again.' });
  else if (ctx.method === 'POST') await readAnswer(ctx, room);
  else sendForm(ctx, room, asText(interaction.params.login_hint) ?? '');
}

async function findInteraction(ctx: Context, provider: Provider): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(ctx.req, ctx.res);
  } catch {
    return undefined; // No cookie, or none that is still known: the person is told to start again.
  }
}

function sendForm(ctx: Context, room: Room, username: string, problem?: string): void {
  const page = { title: room.title, username, ...(problem === undefined ? {} : { problem }) };
  if (room.asksForPassword) sendPasswordPage(ctx, page);
  else sendAccountPage(ctx, page, room.users);
}

async function readAnswer(ctx: Context, room: Room): Promise<void> {
  const form = await readForm(ctx);
  if (form.has('cancel')) {
    await finishInteraction(ctx, room.provider, {
      error: 'access_denied',
      error_description: 'The user cancelled the sign-in.',
    });
    return;
  }
  const username =
    form
      .get(room.asksForPassword ? 'username' : 'account')
      ?.trim()
      .toLowerCase() ?? '';
  const user = room.users.find(({ email }) => email === username);
  if (user === undefined || (room.asksForPassword && form.get('password') !== user.password)) {
    sendForm(ctx, room, username, 'No account with this name and password.');
    return;
  }
  await finishInteraction(ctx, room.provider, { login: { accountId: room.idOf(user) }, select_account: {} });
}
