/** The few pages that a person can see. Plain HTML, no script, nothing from elsewhere. */
import type { Context } from './http.ts';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;margin:3rem auto;max-width:26rem;padding:0 1rem}' +
  'label,input,button{display:block;width:100%;box-sizing:border-box;font:inherit}' +
  'input{margin:.25rem 0 1rem;padding:.5rem}button{padding:.6rem}[role=alert]{color:#b00020}';

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function sendPage(ctx: Context, status: number, title: string, body: string): void {
  ctx.status = status;
  ctx.type = 'html';
  ctx.set('Cache-Control', 'no-store');
  ctx.set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  ctx.body =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>` +
    `<h1>${escapeHtml(title)}</h1>${body}</main></body></html>`;
}

/** Where nothing may be redirected to, the person reads what went wrong. */
export function sendErrorPage(ctx: Context, status: number, title: string, text: string): void {
  sendPage(ctx, status, title, `<p role="alert">${escapeHtml(text)}</p>`);
}

interface SignInForm {
  email: string;
  /** Why the form is shown again; absent the first time. */
  problem?: string;
}

/** The hosted sign-in page. It has no form-action in its policy: after it comes a redirect to the application. */
export function sendSignInPage(ctx: Context, { email, problem }: SignInForm): void {
  const alert = problem === undefined ? '' : `<p role="alert">${escapeHtml(problem)}</p>`;
  sendPage(
    ctx,
    problem === undefined ? 200 : 400,
    'Log in to Latchkey',
    `${alert}<form method="post">` +
      '<label for="email">Email address</label>' +
      `<input id="email" name="email" type="email" autocomplete="username" required value="${escapeHtml(email)}">` +
      '<label for="password">Password</label>' +
      '<input id="password" name="password" type="password" autocomplete="current-password" required>' +
      '<button type="submit">Continue</button></form>',
  );
}
