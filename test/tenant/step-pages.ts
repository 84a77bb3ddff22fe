/** The page of the tenant that comes after the first step: the code of an authenticator app. */
import type { Context } from './http.ts';
import { alertOf, sendPage } from './pages.ts';

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
