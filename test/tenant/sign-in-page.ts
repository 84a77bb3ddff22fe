/** The hosted sign-in page, Universal Login: a form for the database, buttons for the other connections. */
import { type Connection, isFederated, kindOf, type Strategy } from './connections.ts';
import type { Context } from './http.ts';
import { alertOf, escapeHtml, sendPage } from './pages.ts';

interface SignInPage {
  username: string;
  /** Why the page is shown again. */
  problem: string | undefined;
  connections: readonly Connection[];
}

export function sendSignInPage(ctx: Context, { username, problem, connections }: SignInPage): void {
  const buttons = connections.filter(isFederated).map(button).join('');
  // For an enterprise connection too: the address decides where to go.
  const hasForm = connections.some((connection) => ['database', 'enterprise'].includes(kindOf(connection)));
  const form = hasForm ? formWith(username) : '';
  sendPage(ctx, {
    status: problem === undefined ? 200 : 400,
    behavior: 'hosted-page',
    title: 'Log in to Latchkey',
    body: `${alertOf(problem)}${form}${hasForm && buttons !== '' ? '<hr>' : ''}${buttons}`,
  });
}

function formWith(username: string): string {
  return (
    '<form method="post">' +
    '<label for="username">Email address</label>' +
    `<input id="username" name="username" autocomplete="username" required value="${escapeHtml(username)}">` +
    '<label for="password">Password</label>' +
    '<input id="password" name="password" type="password" autocomplete="current-password">' +
    '<button type="submit">Continue</button></form>'
  );
}

const NAMES: Partial<Record<Strategy, string>> = {
  'google-oauth2': 'Google',
  github: 'GitHub',
  apple: 'Apple',
};

/** A link, so that it works without a script and the form keeps the only submit button. */
function button({ name, strategy, domain }: Connection): string {
  const address = `?${new URLSearchParams({ connection: name })}`;
  return (
    `<a class="button plain" data-connection="${escapeHtml(name)}" href="${escapeHtml(address)}">` +
    `Continue with ${escapeHtml(domain ?? NAMES[strategy] ?? name)}</a>`
  );
}
