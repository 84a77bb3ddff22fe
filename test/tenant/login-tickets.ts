/** Login tickets: /co/authenticate issues them, /authorize redeems them, once. */
import { randomBytes } from 'node:crypto';
import type { Context } from './http.ts';

export interface LoginTickets {
  /** Returns a ticket for a user, which the browser's cookie ties to the browser. */
  issue(ctx: Context, userId: string): string;
  /** Uses the ticket up, whatever the outcome. */
  redeem(ctx: Context, ticket: string): Redeemed;
}

/** `invalid`: unknown, used, or expired. `unverified`: another browser's. */
export type Redeemed = { kind: 'user'; userId: string } | { kind: 'invalid' | 'unverified' };

interface Ticket {
  userId: string;
  /** The value of the cookie. */
  browser: string;
  /** Unix time in milliseconds. */
  expiresAt: number;
}

/** Milliseconds. */
const LIFETIME = 300_000;

/** `now` returns Unix time in milliseconds. */
export function createLoginTickets(now: () => number): LoginTickets {
  const tickets = new Map<string, Ticket>();
  return {
    issue(ctx, userId) {
      const name = randomBytes(24).toString('base64url');
      tickets.set(name, { userId, browser: markBrowser(ctx), expiresAt: now() + LIFETIME });
      return name;
    },
    redeem(ctx, name) {
      const ticket = tickets.get(name);
      tickets.delete(name);
      if (ticket === undefined || ticket.expiresAt <= now()) return { kind: 'invalid' };
      const { userId, browser } = ticket;
      return browser === browserOf(ctx) ? { kind: 'user', userId } : { kind: 'unverified' };
    },
  };
}

const COOKIE = 'auth0_co';

function browserOf(ctx: Context): string | undefined {
  return ctx.cookies.get(COOKIE, { signed: false });
}

/**
 * Sets the browser's cookie. A cookie that it has is kept: two windows that sign in at the same time share it, and
 * neither makes the other's ticket invalid.
 *
 * `SameSite=None; Secure`, as Auth0 sets it, because the request comes from another site: an extension's page. Chromium
 * and Firefox accept `Secure` from plain http on loopback, which they trust like https. The header is written here
 * because the cookie library refuses `secure` on a connection without TLS.
 */
function markBrowser(ctx: Context): string {
  const browser = browserOf(ctx) ?? randomBytes(24).toString('base64url');
  ctx.append('Set-Cookie', `${COOKIE}=${browser}; Path=/; HttpOnly; SameSite=None; Secure`);
  return browser;
}
