/** Login tickets: what /co/authenticate hands out and /authorize takes back, once. */
import { randomBytes } from 'node:crypto';

/** Whom a ticket is for, and who may hand it in. */
export interface TicketHolder {
  clientId: string;
  /** The value of the browser's cookie at the time of /co/authenticate. */
  browser: string;
}

export interface LoginTickets {
  issue(userId: string, holder: TicketHolder): string;
  /** Uses the ticket up, whatever the outcome. `browser`: undefined without the cookie. */
  redeem(ticket: string, holder: { clientId: string; browser: string | undefined }): Redeemed;
}

/** `invalid`: unknown, used, expired, or another application's. `unverified`: another browser's. */
export type Redeemed = { kind: 'user'; userId: string } | { kind: 'invalid' | 'unverified' };

interface Ticket {
  userId: string;
  holder: TicketHolder;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

/** Milliseconds. */
const LIFETIME = 300_000;

/** `now`: milliseconds since 1970. */
export function createLoginTickets(now: () => number): LoginTickets {
  const tickets = new Map<string, Ticket>();

  return {
    issue(userId, holder) {
      const name = randomBytes(24).toString('base64url');
      tickets.set(name, { userId, holder, expiresAt: now() + LIFETIME });
      return name;
    },
    redeem(name, holder) {
      const ticket = tickets.get(name);
      tickets.delete(name);
      if (ticket === undefined || ticket.expiresAt <= now() || ticket.holder.clientId !== holder.clientId) {
        return { kind: 'invalid' };
      }
      return ticket.holder.browser === holder.browser
        ? { kind: 'user', userId: ticket.userId }
        : { kind: 'unverified' };
    },
  };
}
