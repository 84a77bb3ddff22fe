/** The cookie that ties a login ticket to the browser that asked for it. */
import { randomBytes } from 'node:crypto';
import type { Context } from './http.ts';

const NAME = 'auth0_co';

export function browserOf(ctx: Context): string | undefined {
  const value = ctx.cookies.get(NAME, { signed: false });
  return value !== undefined && /^[\w-]{32}$/.test(value) ? value : undefined;
}

/**
 * The browser's mark, given to it when it has none. One that it has is kept: two windows that sign in at
 * the same time share it, and neither takes the other's ticket away.
 *
 * `SameSite=None; Secure`, as Auth0 sets it, because the request comes from another site: an extension's
 * page. Chromium and Firefox accept `Secure` from plain http on loopback, which they trust like https. The
 * header is written here because the cookie library refuses `secure` on a connection without TLS.
 */
export function markBrowser(ctx: Context): string {
  const browser = browserOf(ctx) ?? randomBytes(24).toString('base64url');
  ctx.append('Set-Cookie', `${NAME}=${browser}; Path=/; HttpOnly; SameSite=None; Secure`);
  return browser;
}
