/** GET /authenticator: the current code of each user's authenticator app. */
import { type Middleware, route } from './http.ts';
import { escapeHtml, sendPage } from './pages.ts';
import { totpCode } from './totp.ts';
import type { UserDirectory } from './user-directory.ts';

export const AUTHENTICATOR_PATH = '/authenticator';

/** `now`: milliseconds since 1970. */
export function authenticatorPage(users: UserDirectory, now: () => number): Middleware {
  return route('local', 'GET', AUTHENTICATOR_PATH, (ctx) => {
    const entries = users
      .all()
      .filter(({ mfa }) => mfa)
      .map(
        ({ email, mfaSecret }) =>
          `<article data-user="${escapeHtml(email)}"><p>${escapeHtml(email)}<br>` +
          `<span class="soft">Secret ${escapeHtml(mfaSecret)}</span></p>` +
          `<p class="code">${totpCode(mfaSecret, now())}</p></article>`,
      );
    const list = entries.length === 0 ? '<p>No user has a second step.</p>' : entries.join('');
    const again = `<p class="soft">Codes change every 30 seconds. <a href="${AUTHENTICATOR_PATH}">Look again</a></p>`;
    sendPage(ctx, { behavior: 'local', title: 'Authenticator of the local tenant', body: again + list });
  });
}
