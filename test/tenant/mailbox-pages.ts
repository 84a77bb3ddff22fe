/** GET /mailbox for people and /mailbox.json for programs: everything that was sent, newest first. */
import { type Context, type Middleware, sendJson } from './http.ts';
import type { Mailbox, Message } from './mailbox.ts';
import { escapeHtml, sendPage } from './pages.ts';

export const MAILBOX_PATH = '/mailbox';

export function mailboxPages(mailbox: Mailbox): Middleware {
  return async (ctx, next) => {
    const messages = mailbox.messages.toReversed();
    if (ctx.method !== 'GET') await next();
    else if (ctx.path === MAILBOX_PATH) sendMailboxPage(ctx, messages);
    else if (ctx.path === `${MAILBOX_PATH}.json`) sendJson(ctx, 200, { messages });
    else await next();
  };
}

function sendMailboxPage(ctx: Context, messages: readonly Message[]): void {
  const list = messages.length === 0 ? '<p>Nothing was sent yet.</p>' : messages.map(article).join('');
  sendPage(ctx, {
    behavior: 'local',
    title: 'Mailbox of the local tenant',
    body: `<p class="soft">Every e-mail and SMS, newest first. <a href="${MAILBOX_PATH}">Look again</a></p>${list}`,
    wide: true,
  });
}

function article({ at, to, channel, subject, text, code, link }: Message): string {
  return (
    `<article data-to="${escapeHtml(to)}"><p><strong>${escapeHtml(subject)}</strong><br>` +
    `<span class="soft">${channel === 'sms' ? 'SMS' : 'E-mail'} to ${escapeHtml(to)}, ${new Date(at).toISOString()}</span></p>` +
    `<p>${escapeHtml(text)}</p>` +
    (code === null ? '' : `<p class="code">${escapeHtml(code)}</p>`) +
    (link === null ? '' : `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`) +
    '</article>'
  );
}
