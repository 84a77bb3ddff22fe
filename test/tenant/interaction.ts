/** Who is it? The step between /authorize and the code: a login ticket, or the hosted sign-in page. */
import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import { browserOf } from './browser-cookie.ts';
import { asText, type Context, type Middleware, readBody } from './http.ts';
import { BLOCKED_USER, INTERACTION_PREFIX } from './login-policy.ts';
import type { LoginTickets } from './login-tickets.ts';
import { sendErrorPage, sendSignInPage } from './pages.ts';
import type { PasswordCheck, PasswordOutcome } from './password-check.ts';
import { findSession } from './sessions.ts';

interface Room {
  provider: Provider;
  tickets: LoginTickets;
  passwords: PasswordCheck;
}

export function interactions(room: Room): Middleware {
  return async (ctx, next) => {
    if (ctx.path.startsWith(INTERACTION_PREFIX)) await answerInteraction(ctx, room);
    else await next();
  };
}

async function answerInteraction(ctx: Context, room: Room): Promise<void> {
  const interaction = await findInteraction(ctx, room.provider);
  if (interaction === undefined) {
    const text = 'This sign-in has expired or was begun in another browser. Go back and start again.';
    sendErrorPage(ctx, 400, 'Oops!, something went wrong', text);
    return;
  }
  const ticket = asText(interaction.params.login_ticket);
  if (ticket !== undefined) await honourTicket(ctx, interaction, ticket, room);
  else if (interaction.prompt.reasons.includes(BLOCKED_USER)) await finish(ctx, room, BLOCKED);
  else if (interaction.prompt.name === 'consent') await finish(ctx, room, { consent: {} });
  else if (ctx.method === 'POST') await readSignInPage(ctx, room);
  else sendSignInPage(ctx, { email: asText(interaction.params.login_hint) ?? '' });
}

const BLOCKED: InteractionResults = { error: 'unauthorized', error_description: 'user is blocked' };

async function findInteraction(ctx: Context, provider: Provider): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(ctx.req, ctx.res);
  } catch {
    return undefined; // No cookie, or none that is still known: the person is told to start again.
  }
}

/** No page on this road: a good ticket ends in a code, a bad one in an error, both at the callback. */
async function honourTicket(
  ctx: Context,
  interaction: Interaction,
  ticket: string,
  room: Room,
): Promise<void> {
  const clientId = asText(interaction.params.client_id);
  const browser = browserOf(ctx);
  const userId =
    clientId === undefined || browser === undefined
      ? undefined
      : room.tickets.redeem(ticket, { clientId, browser });
  await finish(ctx, room, userId === undefined ? BAD_TICKET : { login: { accountId: userId } });
}

const BAD_TICKET: InteractionResults = {
  error: 'access_denied',
  error_description: 'Unknown or invalid login ticket.',
};

async function readSignInPage(ctx: Context, room: Room): Promise<void> {
  const form = new URLSearchParams(await readBody(ctx.req));
  const email = form.get('email') ?? '';
  const outcome = room.passwords.check(email, form.get('password') ?? '', ctx.ip);
  if (outcome.kind === 'right') await finish(ctx, room, { login: { accountId: outcome.user.id } });
  else if (outcome.kind === 'blocked') await finish(ctx, room, BLOCKED);
  else sendSignInPage(ctx, { email, problem: PROBLEMS[outcome.kind] });
}

const PROBLEMS: Record<Exclude<PasswordOutcome['kind'], 'right' | 'blocked'>, string> = {
  wrong: 'Wrong email or password',
  'too-many-attempts': 'Your account has been blocked after multiple consecutive login attempts.',
};

async function finish(ctx: Context, { provider }: Room, result: InteractionResults): Promise<void> {
  if (result.login !== undefined) await endSessionOfOther(ctx, result.login.accountId, provider);
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, result));
  ctx.status = 303;
}

/**
 * The browser may still have the session of somebody else. The engine would ask on a page whether that one
 * is to be signed out; at Auth0 the new one simply takes the place.
 */
async function endSessionOfOther(ctx: Context, userId: string, provider: Provider): Promise<void> {
  const session = await findSession(ctx, provider);
  if (session?.accountId !== undefined && session.accountId !== userId) await session.destroy();
}
