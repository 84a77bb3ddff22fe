/** From an identified user to the code: refusals, the second factor, the session. */
import type { Interaction, Provider } from 'oidc-provider';
import type { Federation } from './federation.ts';
import { asText, type Context, redirect } from './http.ts';
import type { LoginTickets } from './login-tickets.ts';
import type { PasswordCheck } from './password-check.ts';
import { type Refusal, refusalOf } from './refusals.ts';
import { readSecondStep, type SecondStep, sendSecondStepPage } from './second-step.ts';
import type { Settings } from './settings.ts';
import type { Profile, Users } from './users.ts';

export interface SignInDeps {
  provider: Provider;
  settings: Settings;
  users: Users;
  passwords: PasswordCheck;
  tickets: LoginTickets;
  federation: Federation;
  /** Sign-ins whose first step is done, by the ID of the interaction. */
  secondSteps: Map<string, SecondStep>;
  /** Returns Unix time in milliseconds. */
  now: () => number;
}

/** Continues with an identified user: with the second step if the user has one. */
export async function continueAs(
  ctx: Context,
  deps: SignInDeps,
  interaction: Interaction,
  profile: Profile,
): Promise<void> {
  const refusal = refusalOf(profile, asText(interaction.params.organization), deps.settings);
  const user = deps.users.userById(profile.id);
  if (refusal !== undefined) await finish(ctx, deps, refusal);
  else if (user?.mfa === true) {
    deps.secondSteps.set(interaction.uid, { user, wrongCodes: 0 });
    sendSecondStepPage(ctx);
  } else await finish(ctx, deps, profile);
}

export async function takeSecondStep(
  ctx: Context,
  deps: SignInDeps,
  interaction: Interaction,
  step: SecondStep,
): Promise<void> {
  const result = await readSecondStep(ctx, step, deps.now());
  if (result === undefined) return;
  deps.secondSteps.delete(interaction.uid);
  await finish(ctx, deps, result);
}

/** Ends the interaction and returns to the authorization that it belongs to. */
export async function finish(
  ctx: Context,
  { provider }: SignInDeps,
  outcome: Profile | Refusal,
): Promise<void> {
  if ('error' in outcome) {
    redirect(ctx, await provider.interactionResult(ctx.req, ctx.res, outcome));
    return;
  }
  // The browser can have another user's session. The engine would show a page about it; Auth0 replaces it.
  const session = await findSession(ctx, provider);
  if (session?.accountId !== undefined && session.accountId !== outcome.id) await session.destroy();
  const login = { login: { accountId: outcome.id }, select_account: {} };
  redirect(ctx, await provider.interactionResult(ctx.req, ctx.res, login));
}

/** Finds the browser's session at the tenant, which lets it sign in silently. */
export async function findSession(ctx: Context, provider: Provider) {
  const id = ctx.cookies.get(provider.cookieName('session'));
  return id === undefined ? undefined : provider.Session.find(id);
}
