/** Identifies the user between /authorize and the code: by a ticket, an identity provider or the tenant's page. */
import type { Interaction, Provider } from 'oidc-provider';
import { type Connection, enterpriseOf, isFederated, kindOf } from './connections.ts';
import { asText, type Context, type Middleware, readForm, redirect } from './http.ts';
import { INTERACTION_PREFIX } from './login-policy.ts';
import { sendErrorPage } from './pages.ts';
import type { PasswordOutcome } from './password-check.ts';
import { type Refusal, USER_BLOCKED } from './refusals.ts';
import { continueAs, finish, type SignInDeps, takeSecondStep } from './sign-in.ts';
import { sendSignInPage } from './sign-in-page.ts';

export function interactions(deps: SignInDeps): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith(INTERACTION_PREFIX)) return void (await next());
    const interaction = await findInteraction(ctx, deps.provider);
    if (interaction !== undefined) await identify(ctx, deps, interaction);
    else {
      const text = 'This sign-in has expired or was begun in another browser. Go back and start again.';
      sendErrorPage(ctx, 'hosted-other-browser', { text });
    }
  };
}

async function findInteraction(ctx: Context, provider: Provider): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(ctx.req, ctx.res);
  } catch {
    return undefined; // No cookie, or an unknown one: the user must start again.
  }
}

async function identify(ctx: Context, deps: SignInDeps, interaction: Interaction): Promise<void> {
  const secondStep = deps.secondSteps.get(interaction.uid);
  const ticket = asText(interaction.params.login_ticket);
  const state = asText(ctx.query.state);
  // The one that the application names, or a button on the page.
  const name = asText(ctx.query.connection) ?? asText(interaction.params.connection);
  const federated = deps.settings.connections.filter(isFederated).find((one) => one.name === name);
  if (secondStep !== undefined) await takeSecondStep(ctx, deps, interaction, secondStep);
  else if (ticket !== undefined) await redeemTicket(ctx, deps, interaction, ticket);
  else if (state !== undefined) await returnFromProvider(ctx, deps, interaction, state);
  else if (federated !== undefined) redirectToProvider(ctx, deps, interaction, federated);
  else if (ctx.method === 'POST') await readSignInPage(ctx, deps, interaction);
  else showSignInPage(ctx, deps, interaction, asText(interaction.params.login_hint) ?? '');
}

/** Shows no page unless a second step is due: a valid ticket ends in a code, another one in an error. */
async function redeemTicket(
  ctx: Context,
  deps: SignInDeps,
  interaction: Interaction,
  ticket: string,
): Promise<void> {
  const redeemed = deps.tickets.redeem(ctx, ticket);
  const profile = redeemed.kind === 'user' ? deps.users.byId(redeemed.userId) : undefined;
  if (redeemed.kind === 'unverified') await finish(ctx, deps, UNVERIFIED);
  else if (profile === undefined) await finish(ctx, deps, BAD_TICKET);
  else await continueAs(ctx, deps, interaction, profile);
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

function redirectToProvider(
  ctx: Context,
  { federation }: SignInDeps,
  { uid, params }: Interaction,
  connection: Connection,
  loginHint = asText(params.login_hint),
): void {
  // The provider returns to 127.0.0.1; the sign-in can have begun by the name localhost.
  const returnTo = `${new URL(ctx.href).origin}${INTERACTION_PREFIX}${uid}`;
  const prompt = asText(params.prompt) ?? '';
  redirect(ctx, federation.start({ uid, returnTo, connection }, { loginHint, prompt }));
}

async function returnFromProvider(
  ctx: Context,
  deps: SignInDeps,
  interaction: Interaction,
  state: string,
): Promise<void> {
  const outcome = deps.federation.take(interaction.uid, state);
  if (outcome === undefined) {
    sendErrorPage(ctx, 'federation-refused', { text: 'This response belongs to no sign-in. Start again.' });
  } else if ('error' in outcome) await finish(ctx, deps, outcome);
  else await continueAs(ctx, deps, interaction, deps.users.addProfile(outcome));
}

function showSignInPage(
  ctx: Context,
  { settings }: SignInDeps,
  { params }: Interaction,
  username: string,
  problem?: string,
): void {
  const { connections } = settings;
  const named = connections.filter(
    (connection) => kindOf(connection) === 'database' && connection.name === params.connection,
  );
  sendSignInPage(ctx, { username, connections: named.length > 0 ? named : connections, problem });
}

async function readSignInPage(ctx: Context, deps: SignInDeps, interaction: Interaction): Promise<void> {
  const { connections } = deps.settings;
  const form = await readForm(ctx);
  const identifier = form.get('username') ?? '';
  const company = enterpriseOf(identifier, connections);
  if (company !== undefined) return redirectToProvider(ctx, deps, interaction, company, identifier);
  const databases = connections.filter((connection) => kindOf(connection) === 'database');
  const named = databases.find(({ name }) => name === interaction.params.connection);
  const connection = (named ?? databases[0])?.name ?? '';
  const password = form.get('password') ?? '';
  const outcome = deps.passwords.check({ identifier, password, ip: ctx.ip, connection });
  if (outcome.kind === 'right') await continueAs(ctx, deps, interaction, outcome.user);
  else if (outcome.kind === 'blocked') await finish(ctx, deps, USER_BLOCKED);
  else showSignInPage(ctx, deps, interaction, identifier, PROBLEMS[outcome.kind]);
}

const PROBLEMS: Record<Exclude<PasswordOutcome['kind'], 'right' | 'blocked'>, string> = {
  wrong: 'Wrong email or password',
  'too-many-attempts': 'Your account has been blocked after multiple consecutive login attempts.',
};
