/** What the links in the tenant's mails carry: a ticket, good once, for one thing. */
import { randomBytes } from 'node:crypto';
import { createBoundedMap } from './bounded-map.ts';
import type { MessageKind, PostOffice } from './mailbox.ts';
import type { TenantUser } from './users.ts';

export type LinkKind = Exclude<MessageKind, 'code'>;

export interface MailedLinks {
  send(kind: LinkKind, user: TenantUser): void;
  /** The user of a ticket that is still good. */
  find(kind: LinkKind, ticket: string): string | undefined;
  /** The same, and the ticket is used up. */
  redeem(kind: LinkKind, ticket: string): string | undefined;
}

/** Milliseconds: Auth0's five days. */
const LIFETIME = 432_000_000;

export const LINK_PATHS: Record<LinkKind, string> = {
  'verify-email': '/u/email-verification',
  'reset-password': '/u/reset-verify',
  unblock: '/u/unblock',
};

const MAILS: Record<LinkKind, { subject: string; text: string }> = {
  'verify-email': {
    subject: 'Verify your email',
    text: 'Thank you for signing up. Open this link to verify your address.',
  },
  'reset-password': { subject: 'Reset your password', text: 'Open this link to choose a new password.' },
  unblock: {
    subject: 'Your account was blocked',
    text: 'There were too many wrong passwords. Open this link to unblock your account.',
  },
};

interface Options {
  /** Where the links lead: the tenant. */
  origin: string;
  /** Milliseconds since 1970. */
  now: () => number;
  postOffice: PostOffice;
}

export function createMailedLinks({ origin, now, postOffice }: Options): MailedLinks {
  const tickets = createBoundedMap<{ kind: LinkKind; userId: string; expiresAt: number }>(1000);

  function find(kind: LinkKind, name: string): string | undefined {
    const ticket = tickets.get(name);
    return ticket?.kind === kind && ticket.expiresAt > now() ? ticket.userId : undefined;
  }

  return {
    send(kind, user) {
      const name = randomBytes(24).toString('base64url');
      tickets.set(name, { kind, userId: user.id, expiresAt: now() + LIFETIME });
      const link = `${origin}${LINK_PATHS[kind]}?${new URLSearchParams({ ticket: name })}`;
      postOffice.deliver({ to: user.email, channel: 'email', kind, ...MAILS[kind], code: null, link });
    },
    find,
    redeem(kind, name) {
      const userId = find(kind, name);
      if (userId !== undefined) tickets.delete(name);
      return userId;
    },
  };
}
