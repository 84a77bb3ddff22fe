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
  /** The user of the ticket; undefined for an unknown, used, expired or foreign one. */
  redeem(ticket: string, holder: TicketHolder): string | undefined;
}

interface Ticket {
  userId: string;
  holder: TicketHolder;
  /** Milliseconds since 1970. */
  expiresAt: number;
}

const OUTSTANDING_TICKETS = 1000;

interface TicketOptions {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Seconds; asked at each issue, because it can change while the tenant runs. */
  lifetime: () => number;
}

export function createLoginTickets({ now, lifetime }: TicketOptions): LoginTickets {
  const tickets = new Map<string, Ticket>();

  function makeRoom(): void {
    for (const [name, ticket] of tickets) {
      if (ticket.expiresAt <= now() || tickets.size >= OUTSTANDING_TICKETS) tickets.delete(name);
    }
  }

  return {
    issue(userId, holder) {
      makeRoom();
      const name = randomBytes(24).toString('base64url');
      tickets.set(name, { userId, holder, expiresAt: now() + lifetime() * 1000 });
      return name;
    },
    redeem(name, holder) {
      const ticket = tickets.get(name);
      // Handed in is used up, whoever does it: a ticket seen by a stranger is worth nothing to anyone.
      tickets.delete(name);
      if (ticket === undefined || ticket.expiresAt <= now()) return undefined;
      const isSameHolder =
        ticket.holder.clientId === holder.clientId && ticket.holder.browser === holder.browser;
      return isSameHolder ? ticket.userId : undefined;
    },
  };
}
