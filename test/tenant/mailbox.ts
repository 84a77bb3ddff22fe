/** What the tenant would send by e-mail and SMS, kept here for people and tests to read. */

export type MessageKind = 'code' | 'verify-email' | 'reset-password' | 'unblock';

export interface Message {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** An e-mail address or a phone number. */
  readonly to: string;
  readonly channel: 'email' | 'sms';
  readonly kind: MessageKind;
  readonly subject: string;
  readonly text: string;
  /** What is to be typed in; null when the message has none. */
  readonly code: string | null;
  /** What is to be opened; null when the message has none. */
  readonly link: string | null;
}

export interface Mailbox {
  /** In order, the latest thousand. */
  readonly messages: readonly Message[];
  /** The newest one, to somebody, of a kind. */
  latest(to?: string, kind?: MessageKind): Message | undefined;
  clear(): void;
}

export interface PostOffice extends Mailbox {
  deliver(message: Omit<Message, 'at'>): void;
}

const KEPT_MESSAGES = 1000;

/** `now`: milliseconds since 1970. */
export function createPostOffice(now: () => number): PostOffice {
  const messages: Message[] = [];
  return {
    messages,
    latest: (to, kind) =>
      messages.findLast(
        (message) => (to === undefined || message.to === to) && (kind === undefined || message.kind === kind),
      ),
    clear() {
      messages.length = 0;
    },
    deliver(message) {
      messages.push({ at: now(), ...message });
      if (messages.length > KEPT_MESSAGES) messages.shift();
    },
  };
}
