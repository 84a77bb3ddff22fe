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

export function sendConsentPage(ctx: Context, who: string): void {
  sendPage(ctx, {
    behavior: 'consent',
    title: 'Authorize Latchkey',
    body:
      `<p>Hi ${escapeHtml(who)}, Latchkey requests access to your profile.</p><form method="post">` +
      '<button name="consent" value="yes">Accept</button>' +
      '<button class="plain" name="consent" value="no">Decline</button></form>',
  });
}
