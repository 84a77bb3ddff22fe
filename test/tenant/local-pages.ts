/** Pages that only the local tenant has: its mailbox, its users' authenticator app, and their pictures. */
import { type Middleware, route } from './http.ts';
import { escapeHtml, sendPage } from './pages.ts';
import type { Message } from './passwordless.ts';
import { totpCode } from './second-step.ts';
import type { Users } from './users.ts';

export const MAILBOX_PATH = '/mailbox';
export const AUTHENTICATOR_PATH = '/authenticator';

/** GET /mailbox: every email and SMS, newest first. */
export function mailboxPage(messages: readonly Message[]): Middleware {
  return route('local', 'GET', MAILBOX_PATH, (ctx) => {
    const articles = messages.map(({ at, to, text, code }) =>
      article(`${to}, ${new Date(at).toISOString()}`, text, code),
    );
    const body = articles.reverse().join('') || '<p>Nothing was sent yet.</p>';
    sendPage(ctx, { behavior: 'local', title: 'Mailbox of the local tenant', body, wide: true });
  });
}

/** GET /authenticator: the current code of each user's authenticator app. `now` returns Unix time in milliseconds. */
export function authenticatorPage(users: Users, now: () => number): Middleware {
  return route('local', 'GET', AUTHENTICATOR_PATH, (ctx) => {
    const articles = users
      .all()
      .filter(({ mfa }) => mfa)
      .map(({ email, mfaSecret }) => article(email, `Secret ${mfaSecret}`, totpCode(mfaSecret, now())));
    const body = articles.join('') || '<p>No user has a second factor.</p>';
    sendPage(ctx, { behavior: 'local', title: 'Authenticator of the local tenant', body });
  });
}

function article(head: string, text: string, code: string): string {
  return (
    `<article><p class="soft">${escapeHtml(head)}</p>` +
    `<p>${escapeHtml(text)}</p><p class="code">${escapeHtml(code)}</p></article>`
  );
}

/** GET /picture/HEX.svg: a user's picture, drawn here instead of fetched from Gravatar. */
export function pictures(users: Users): Middleware {
  return async (ctx, next) => {
    const hex = /^\/picture\/([0-9a-f]{24})\.svg$/.exec(ctx.path)?.[1];
    const user = hex === undefined ? undefined : users.byPicture(ctx.path);
    if (hex === undefined || user === undefined || ctx.method !== 'GET') return void (await next());
    ctx.type = 'image/svg+xml';
    ctx.body =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80">' +
      `<rect width="80" height="80" fill="hsl(${Number.parseInt(hex.slice(0, 4), 16) % 360} 55% 35%)"/>` +
      '<text x="40" y="40" dy=".35em" text-anchor="middle" font-family="sans-serif" font-size="34" fill="#fff">' +
      `${escapeHtml(user.name.charAt(0))}</text></svg>`;
  };
}
