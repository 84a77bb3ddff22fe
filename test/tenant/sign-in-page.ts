/** The hosted sign-in page, Universal Login: a form for the database, buttons for the other connections. */
import {
  type Connection,
  type FederatedConnection,
  isDatabase,
  isEnterprise,
  isFederated,
} from './connections.ts';
import type { Context } from './http.ts';
import { alertOf, escapeHtml, sendPage } from './pages.ts';

interface SignInPage {
  /** What stands in the field for the name. */
  username: string;
  /** Why the page is shown again; absent the first time. */
  problem?: string;
  connections: readonly Connection[];
}

export function sendSignInPage(ctx: Context, { username, problem, connections }: SignInPage): void {
  const buttons = connections.filter(isFederated).map(button).join('');
  const form = hasForm(connections) ? formOf(username) : '';
  sendPage(ctx, {
    status: problem === undefined ? 200 : 400,
    behavior: 'hosted-page',
    title: 'Log in to Latchkey',
    body: `${alertOf(problem)}${form}${form !== '' && buttons !== '' ? '<hr>' : ''}${buttons}`,
  });
}

/** An enterprise connection needs it too: the address decides where to go. */
function hasForm(connections: readonly Connection[]): boolean {
  return connections.some((connection) => isDatabase(connection) || isEnterprise(connection));
}

function formOf(username: string): string {
  return (
    '<form method="post">' +
    '<label for="username">Email address</label>' +
    `<input id="username" name="username" autocomplete="username" required value="${escapeHtml(username)}">` +
    '<label for="password">Password</label>' +
    '<input id="password" name="password" type="password" autocomplete="current-password">' +
    '<button type="submit">Continue</button></form>'
  );
}

const NAMES: Partial<Record<FederatedConnection['strategy'], string>> = {
  'google-oauth2': 'Google',
  github: 'GitHub',
  facebook: 'Facebook',
  apple: 'Apple',
  windowslive: 'Microsoft',
};

/** A link, so that it works without a script and the form keeps the only submit button. */
function button(connection: FederatedConnection): string {
  const name = isEnterprise(connection) ? connection.domain : (NAMES[connection.strategy] ?? connection.name);
  const address = `?${new URLSearchParams({ connection: connection.name })}`;
  return (
    `<a class="button plain" data-connection="${escapeHtml(connection.name)}" href="${escapeHtml(address)}">` +
    `Continue with ${escapeHtml(name)}</a>`
  );
}
