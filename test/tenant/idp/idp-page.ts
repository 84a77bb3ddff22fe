/** The one page of an identity provider: who are you? */
import type { Context } from '../http.ts';
import { alertOf, escapeHtml, sendPage } from '../pages.ts';
import type { IdpUser } from './idp-users.ts';

interface IdpPage {
  title: string;
  /** The `login_hint`, or what was typed before. */
  username: string;
  problem?: string;
}

const CANCEL = '<button class="plain" name="cancel" value="yes" formnovalidate>Cancel</button>';

/** A button for each account, `button[name=account][value=EMAIL]`; the one that was hinted at comes first. */
export function sendAccountPage(ctx: Context, page: IdpPage, users: readonly IdpUser[]): void {
  const sorted = [...users].sort((one, other) => rank(one, page.username) - rank(other, page.username));
  const buttons = sorted.map(
    ({ name, email }) =>
      `<button name="account" value="${escapeHtml(email)}">${escapeHtml(name)}<br>${escapeHtml(email)}</button>`,
  );
  send(ctx, page, `<form method="post">${buttons.join('')}${CANCEL}</form>`);
}

/** A form, `input[name=username]` and `input[name=password]`. */
export function sendPasswordPage(ctx: Context, page: IdpPage): void {
  send(
    ctx,
    page,
    '<form method="post"><label for="username">Corporate account</label>' +
      `<input id="username" name="username" autocomplete="username" value="${escapeHtml(page.username)}">` +
      '<label for="password">Password</label>' +
      '<input id="password" name="password" type="password" autocomplete="current-password">' +
      `<button type="submit">Sign in</button>${CANCEL}</form>`,
  );
}

function rank({ email }: IdpUser, hint: string): number {
  return email === hint ? 0 : 1;
}

function send(ctx: Context, { title, problem }: IdpPage, form: string): void {
  const body = `<p class="soft">Who are you?</p>${alertOf(problem)}${form}`;
  sendPage(ctx, { behavior: 'social', status: problem === undefined ? 200 : 400, title, body });
}
