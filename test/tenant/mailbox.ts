/** The codes that the tenant would send by email and SMS, for users of `npm start` and for tests. */
import { type Middleware, route } from './http.ts';
import { escapeHtml, sendPage } from './pages.ts';

export interface Message {
  /** Unix time in milliseconds. */
  readonly at: number;
  /** An email address or a phone number. */
  readonly to: string;
  readonly text: string;
  readonly code: string;
}

export interface Mailbox {
  /** In order. */
  readonly messages: readonly Message[];
}

export const MAILBOX_PATH = '/mailbox';

/** GET /mailbox: everything that was sent, newest first. */
export function mailboxPage({ messages }: Mailbox): Middleware {
  return route('local', 'GET', MAILBOX_PATH, (ctx) => {
    const list =
      messages.length === 0 ? '<p>Nothing was sent yet.</p>' : messages.map(article).reverse().join('');
    const head = `<p class="soft">Every email and SMS, newest first. <a href="${MAILBOX_PATH}">Refresh</a></p>`;
    sendPage(ctx, { behavior: 'local', title: 'Mailbox of the local tenant', body: head + list, wide: true });
  });
}

function article({ at, to, text, code }: Message): string {
  return (
    `<article><p class="soft">${escapeHtml(to)}, ${new Date(at).toISOString()}</p>` +
    `<p>${escapeHtml(text)}</p><p class="code">${escapeHtml(code)}</p></article>`
  );
}
