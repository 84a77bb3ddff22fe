/** The pages of the tenant that come after the first step: the code of an authenticator app, the consent. */
import type { Context } from './http.ts';
import { alertOf, escapeHtml, sendPage } from './pages.ts';

export function sendSecondStepPage(ctx: Context, problem?: string): void {
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

const MEANINGS: Readonly<Record<string, string>> = {
  profile: 'your name and picture',
  email: 'your email address',
  offline_access: 'staying signed in while you are away',
};

export function sendConsentPage(ctx: Context, { who, scopes }: { who: string; scopes: string[] }): void {
  const wishes = scopes.flatMap((scope) => {
    const meaning = MEANINGS[scope];
    return meaning === undefined ? [] : [`<li>${escapeHtml(meaning)}</li>`];
  });
  sendPage(ctx, {
    behavior: 'consent',
    title: 'Authorize Latchkey',
    body:
      `<p>Hi ${escapeHtml(who)}, Latchkey asks for:</p><ul>${wishes.join('')}</ul><form method="post">` +
      '<button name="consent" value="yes">Accept</button>' +
      '<button class="plain" name="consent" value="no">Decline</button></form>',
  });
}
