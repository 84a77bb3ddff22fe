/** The second factor: a code of an authenticator app. TOTP, RFC 6238, six digits, 30 seconds. */
import { Secret, TOTP } from 'otpauth';
import { type Context, readForm } from './http.ts';
import { alertOf, sendPage } from './pages.ts';
import type { Refusal } from './refusals.ts';
import type { TenantUser } from './users.ts';

/** Returns the code of a base 32 secret. `now`: Unix time in milliseconds. */
export function totpCode(secret: string, now: number): string {
  return totp(secret).generate({ timestamp: now });
}

function totp(secret: string): TOTP {
  return new TOTP({ issuer: 'Latchkey', secret: Secret.fromBase32(secret) });
}

/** A sign-in whose first step is done. */
export interface SecondStep {
  readonly user: TenantUser;
  wrongCodes: number;
}

const MAX_WRONG_CODES = 3;

const TOO_MANY_CODES: Refusal = {
  behavior: 'second-step',
  error: 'access_denied',
  error_description: 'Too many wrong codes. Start the sign-in again.',
};

/** Reads a code. Returns the user, a refusal, or undefined if the page is shown (again). */
export async function readSecondStep(
  ctx: Context,
  step: SecondStep,
  now: number,
): Promise<TenantUser | Refusal | undefined> {
  if (ctx.method !== 'POST') return sendSecondStepPage(ctx);
  const token = ((await readForm(ctx)).get('code') ?? '').replace(/\s/g, '');
  // A clock can be one period off.
  const options = { token, timestamp: now, window: 1 };
  if (totp(step.user.mfaSecret).validate(options) !== null) return step.user;
  step.wrongCodes += 1;
  if (step.wrongCodes >= MAX_WRONG_CODES) return TOO_MANY_CODES;
  return sendSecondStepPage(ctx, 'The code you entered is invalid');
}

export function sendSecondStepPage(ctx: Context, problem?: string): undefined {
  sendPage(ctx, {
    status: problem === undefined ? 200 : 400,
    behavior: 'second-step',
    title: 'Verify your identity',
    body:
      `<p>Enter the code of your authenticator app.</p>${alertOf(problem)}<form method="post">` +
      '<label for="code">One-time code</label>' +
      '<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required>' +
      '<button type="submit">Continue</button></form>',
  });
}
