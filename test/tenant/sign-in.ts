/** From "this is who I am" to the code: refusals, the second step. */
import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import { type Refusal, refusalOf } from './admission.ts';
import type { Federation } from './federation.ts';
import { asText, type Context, readForm } from './http.ts';
import type { LoginTickets } from './login-tickets.ts';
import type { PasswordCheck } from './password-check.ts';
import { finishInteraction } from './sessions.ts';
import type { Settings } from './settings.ts';
import { sendSecondStepPage } from './step-pages.ts';
import { isTotpCode } from './totp.ts';
import type { UserDirectory } from './user-directory.ts';
import type { Profile } from './users.ts';

/** A sign-in whose first step is done and whose second is not. */
export interface HalfWay {
  userId: string;
  wrongCodes: number;
}

export interface SignInDeps {
  provider: Provider;
  settings: Settings;
  users: UserDirectory;
  passwords: PasswordCheck;
  tickets: LoginTickets;
  federation: Federation;
  /** By the id of the sign-in. */
  halfWay: Map<string, HalfWay>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** The first step is done: the user is who they say. */
export async function admit(
  ctx: Context,
  deps: SignInDeps,
  interaction: Interaction,
  profile: Profile,
): Promise<void> {
  const refusal = refusalOf(profile, asText(interaction.params.organization), deps.settings);
  if (refusal !== undefined) await finish(ctx, deps, refusal);
  else if (deps.users.userById(profile.id)?.mfa !== true) await finish(ctx, deps, loginOf(profile));
  else {
    deps.halfWay.set(interaction.uid, { userId: profile.id, wrongCodes: 0 });
    sendSecondStepPage(ctx);
  }
}

const MAX_WRONG_CODES = 3;

const TOO_MANY_CODES: Refusal = {
  behavior: 'second-step',
  error: 'access_denied',
  error_description: 'Too many wrong codes. Start the sign-in again.',
};

/** The second step: a code of the authenticator app. */
export async function takeSecondStep(
  ctx: Context,
  deps: SignInDeps,
  interaction: Interaction,
  progress: HalfWay,
): Promise<void> {
  const user = deps.users.userById(progress.userId);
  if (ctx.method !== 'POST' || user === undefined) {
    sendSecondStepPage(ctx);
    return;
  }
  const code = (await readForm(ctx)).get('code') ?? '';
  if (isTotpCode(code, user.mfaSecret, deps.now())) {
    deps.halfWay.delete(interaction.uid);
    await finish(ctx, deps, loginOf(user));
    return;
  }
  progress.wrongCodes += 1;
  if (progress.wrongCodes < MAX_WRONG_CODES) {
    sendSecondStepPage(ctx, 'The code you entered is invalid');
    return;
  }
  deps.halfWay.delete(interaction.uid);
  await finish(ctx, deps, TOO_MANY_CODES);
}

function loginOf(profile: Profile): InteractionResults {
  return { login: { accountId: profile.id }, select_account: {} };
}

export async function finish(ctx: Context, deps: SignInDeps, result: InteractionResults): Promise<void> {
  await finishInteraction(ctx, deps.provider, result);
}
