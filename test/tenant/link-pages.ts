/** What opens when somebody follows a link of a mail: a form for a new password, or a word of thanks. */
import { isDatabase } from './connections.ts';
import { asText, type Context, type Middleware, readForm } from './http.ts';
import { LINK_PATHS, type LinkKind, type MailedLinks } from './mailed-links.ts';
import { alertOf, sendErrorPage, sendPage } from './pages.ts';
import type { PasswordCheck } from './password-check.ts';
import { passwordRefusal } from './password-policy.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';
import type { TenantUser } from './users.ts';

interface Room {
  settings: Settings;
  users: UserDirectory;
  passwords: PasswordCheck;
  links: MailedLinks;
}

const KINDS = ['verify-email', 'reset-password', 'unblock'] as const;

export function linkPages(room: Room): Middleware {
  return async (ctx, next) => {
    const kind = KINDS.find((candidate) => LINK_PATHS[candidate] === ctx.path);
    if (kind === undefined) await next();
    else await follow(ctx, room, kind);
  };
}

async function follow(ctx: Context, room: Room, kind: LinkKind): Promise<void> {
  const ticket = asText(ctx.query.ticket) ?? '';
  const user = room.users.userById(room.links.find(kind, ticket) ?? '');
  if (user === undefined) {
    sendErrorPage(ctx, 'mailed-link', { text: 'This link has expired or was used before.' });
    return;
  }
  switch (kind) {
    case 'verify-email':
      room.links.redeem(kind, ticket);
      room.users.change(user.id, { emailVerified: true });
      thank(ctx, 'Email verified', 'Your email address was verified. You can close this page.');
      return;
    case 'unblock':
      room.links.redeem(kind, ticket);
      room.passwords.unblock(user.email);
      thank(ctx, 'Account unblocked', 'You can log in again.');
      return;
    case 'reset-password':
      if (ctx.method === 'POST') await changePassword(ctx, room, user, ticket);
      else sendPasswordForm(ctx);
  }
}

function thank(ctx: Context, title: string, text: string): void {
  sendPage(ctx, { behavior: 'mailed-link', title, body: `<p>${text}</p>` });
}

async function changePassword(ctx: Context, room: Room, user: TenantUser, ticket: string): Promise<void> {
  const password = (await readForm(ctx)).get('password') ?? '';
  const connection = room.settings.connections
    .filter(isDatabase)
    .find(({ name }) => name === user.connection);
  const refusal = connection === undefined ? undefined : passwordRefusal(password, connection);
  if (refusal !== undefined) {
    sendPasswordForm(
      ctx,
      `${asText(refusal.message) ?? 'Password is invalid'}. ${asText(refusal.policy) ?? ''}`,
    );
    return;
  }
  room.links.redeem('reset-password', ticket);
  room.users.change(user.id, { password, passwordProblem: null });
  room.passwords.unblock(user.email);
  thank(ctx, 'Password changed', 'Your password was changed. You can log in with it now.');
}

/** `input[name=password]`. */
function sendPasswordForm(ctx: Context, problem?: string): void {
  sendPage(ctx, {
    status: problem === undefined ? 200 : 400,
    behavior: 'mailed-link',
    title: 'Change your password',
    body:
      `${alertOf(problem)}<form method="post"><label for="password">New password</label>` +
      '<input id="password" name="password" type="password" autocomplete="new-password" required>' +
      '<button type="submit">Reset password</button></form>',
  });
}
