/** Who is it? The steps between /authorize and the code, each on its way. */
import type { Interaction, Provider } from 'oidc-provider';
import { type Refusal, USER_BLOCKED } from './admission.ts';
import { browserOf } from './browser-cookie.ts';
import {
  type Connection,
  enterpriseOf,
  type FederatedConnection,
  isDatabase,
  isFederated,
} from './connections.ts';
import { asText, type Context, type Middleware, readForm, redirect } from './http.ts';
import { INTERACTION_PREFIX } from './login-policy.ts';
import { sendErrorPage } from './pages.ts';
import type { PasswordOutcome } from './password-check.ts';
import { admit, finish, type SignInDeps, takeSecondStep } from './sign-in.ts';
import { sendSignInPage } from './sign-in-page.ts';

export function interactions(deps: SignInDeps): Middleware {
  return async (ctx, next) => {
    if (ctx.path.startsWith(INTERACTION_PREFIX)) await answerInteraction(ctx, deps);
    else await next();
  };
}

async function answerInteraction(ctx: Context, deps: SignInDeps): Promise<void> {
  const interaction = await findInteraction(ctx, deps.provider);
  if (interaction === undefined) {
    const text = 'This sign-in has expired or was begun in another browser. Go back and start again.';
    sendErrorPage(ctx, 'hosted-other-browser', { text });
    return;
  }
  await identify(ctx, deps, interaction);
}

async function findInteraction(ctx: Context, provider: Provider): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(ctx.req, ctx.res);
  } catch {
    return undefined; // No cookie, or none that is still known: the user is told to start again.
  }
}

async function identify(ctx: Context, deps: SignInDeps, interaction: Interaction): Promise<void> {
  const progress = deps.halfWay.get(interaction.uid);
  const ticket = asText(interaction.params.login_ticket);
  const state = asText(ctx.query.state);
  const federated = federatedConnectionOf(ctx, interaction, deps);
  if (progress !== undefined) await takeSecondStep(ctx, deps, interaction, progress);
  else if (ticket !== undefined) await honourTicket(ctx, deps, interaction, ticket);
  else if (state !== undefined) await welcomeBack(ctx, deps, interaction, state);
  else if (federated !== undefined) sendAway(ctx, deps, interaction, federated);
  else if (ctx.method === 'POST') await readSignInPage(ctx, deps, interaction);
  else showSignInPage(ctx, deps, interaction, asText(interaction.params.login_hint) ?? '');
}

/** Shows no page unless a second step is due: a good ticket ends in a code, a bad one in an error. */
async function honourTicket(
  ctx: Context,
  deps: SignInDeps,
  interaction: Interaction,
  ticket: string,
): Promise<void> {
  const clientId = asText(interaction.params.client_id) ?? '';
  const redeemed = deps.tickets.redeem(ticket, { clientId, browser: browserOf(ctx) });
  const profile = redeemed.kind === 'user' ? deps.users.byId(redeemed.userId) : undefined;
  if (redeemed.kind === 'unverified') await finish(ctx, deps, UNVERIFIED);
  else if (profile === undefined) await finish(ctx, deps, BAD_TICKET);
  else await admit(ctx, deps, interaction, profile);
}

const UNVERIFIED: Refusal = {
  behavior: 'ticket-cookie',
  error: 'server_error',
  error_description: 'Unable to configure verification page.',
};

const BAD_TICKET: Refusal = {
  behavior: 'ticket',
  error: 'access_denied',
  error_description: 'Unknown or invalid login ticket.',
};

/** The identity provider that the application, or a button on the page, asks for. */
function federatedConnectionOf(
  ctx: Context,
  interaction: Interaction,
  { settings }: SignInDeps,
): FederatedConnection | undefined {
  const name = asText(ctx.query.connection) ?? asText(interaction.params.connection);
  return settings.connections.filter(isFederated).find((connection) => connection.name === name);
}

function sendAway(
  ctx: Context,
  deps: SignInDeps,
  interaction: Interaction,
  connection: FederatedConnection,
  typed?: string,
): void {
  const loginHint = typed ?? asText(interaction.params.login_hint);
  const prompt = asText(interaction.params.prompt);
  const address = deps.federation.depart({
    uid: interaction.uid,
    // The provider comes back to 127.0.0.1; the sign-in may have begun by the name localhost.
    returnTo: `${new URL(ctx.href).origin}${INTERACTION_PREFIX}${interaction.uid}`,
    connection,
    ...(loginHint === undefined ? {} : { loginHint }),
    ...(prompt === undefined ? {} : { prompt }),
  });
  redirect(ctx, address);
}

async function welcomeBack(
  ctx: Context,
  deps: SignInDeps,
  interaction: Interaction,
  state: string,
): Promise<void> {
  const outcome = deps.federation.collect(interaction.uid, state);
  if (outcome === undefined) {
    sendErrorPage(ctx, 'federation-refused', { text: 'This answer belongs to no sign-in. Start again.' });
  } else if (outcome.kind === 'refused') {
    await finish(ctx, deps, {
      behavior: 'federation-refused',
      error: outcome.error,
      error_description: outcome.description,
    });
  } else await admit(ctx, deps, interaction, deps.users.remember(outcome.profile));
}

function showSignInPage(
  ctx: Context,
  { settings }: SignInDeps,
  interaction: Interaction,
  username: string,
  problem?: string,
): void {
  const named = databaseOf(interaction, settings.connections);
  const isNamed = named !== undefined && interaction.params.connection === named.name;
  const connections = isNamed ? [named] : settings.connections;
  sendSignInPage(ctx, {
    username,
    connections,
    ...(problem === undefined ? {} : { problem }),
  });
}

/** The database whose passwords the page takes: the one that is asked for, or the first. */
function databaseOf({ params }: Interaction, connections: readonly Connection[]) {
  const databases = connections.filter(isDatabase);
  return databases.find(({ name }) => name === params.connection) ?? databases[0];
}

async function readSignInPage(ctx: Context, deps: SignInDeps, interaction: Interaction): Promise<void> {
  const form = await readForm(ctx);
  const username = form.get('username') ?? form.get('email') ?? '';
  const company = enterpriseOf(username, deps.settings.connections);
  if (company !== undefined) {
    sendAway(ctx, deps, interaction, company, username);
    return;
  }
  const outcome = deps.passwords.check({
    identifier: username,
    password: form.get('password') ?? '',
    address: ctx.ip,
    connection: databaseOf(interaction, deps.settings.connections)?.name ?? '',
  });
  if (outcome.kind === 'right') await admit(ctx, deps, interaction, outcome.user);
  else if (outcome.kind === 'blocked') await finish(ctx, deps, USER_BLOCKED);
  else showSignInPage(ctx, deps, interaction, username, PROBLEMS[outcome.kind]);
}

const PROBLEMS: Record<Exclude<PasswordOutcome['kind'], 'right' | 'blocked'>, string> = {
  wrong: 'Wrong email or password',
  'too-many-attempts': 'Your account has been blocked after multiple consecutive login attempts.',
};
