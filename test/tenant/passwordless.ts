/** Codes by email and SMS instead of a password: POST /passwordless/start sends one, /co/authenticate accepts it. */
import { randomInt } from 'node:crypto';
import { kindOf } from './connections.ts';
import {
  asText,
  type Context,
  type JsonObject,
  type Middleware,
  readJsonObject,
  refuse,
  route,
  sendJson,
} from './http.ts';
import type { Settings } from './settings.ts';
import { hexOf, normalize, type Profile, type Users } from './users.ts';

export type Channel = 'email' | 'sms';

/** A message that the tenant would send by email or SMS. */
export interface Message {
  /** Unix time in milliseconds. */
  readonly at: number;
  /** An email address or a phone number. */
  readonly to: string;
  readonly text: string;
  readonly code: string;
}

export type CodeFailure = 'wrong' | 'expired' | 'too-many-attempts';

export interface OneTimeCodes {
  /** Sends a code, which replaces an earlier one. */
  send(recipient: Recipient): void;
  /** Returns undefined for the right code, which is used up. One that was tried too often stays refused until the next. */
  check(recipient: Recipient, code: string): CodeFailure | undefined;
}

interface Recipient {
  channel: Channel;
  address: string;
}

/** Seconds. */
const LIFETIME = 180;

/** Auth0's own default. */
const MAX_WRONG_TRIES = 3;

/** `now` returns Unix time in milliseconds. What is sent is added to `messages`. */
export function createOneTimeCodes(now: () => number, messages: Message[]): OneTimeCodes {
  const codes = new Map<string, { code: string; expiresAt: number; wrongTries: number }>();
  const keyOf = ({ channel, address }: Recipient) => `${channel} ${address}`;
  return {
    send(recipient) {
      const code = randomInt(1_000_000).toString().padStart(6, '0');
      codes.set(keyOf(recipient), { code, expiresAt: now() + LIFETIME * 1000, wrongTries: 0 });
      const text = `Your verification code is ${code}. It is valid for ${LIFETIME} seconds.`;
      messages.push({ at: now(), to: recipient.address, text, code });
    },
    check(recipient, code) {
      const sent = codes.get(keyOf(recipient));
      if (sent === undefined) return 'wrong';
      if (sent.wrongTries >= MAX_WRONG_TRIES) return 'too-many-attempts';
      if (sent.expiresAt <= now()) return 'expired';
      if (sent.code === code.trim()) {
        codes.delete(keyOf(recipient));
        return undefined;
      }
      sent.wrongTries += 1;
      return sent.wrongTries >= MAX_WRONG_TRIES ? 'too-many-attempts' : 'wrong';
    },
  };
}

export function isChannel(name: unknown, { connections }: Settings): name is Channel {
  return connections.some((connection) => kindOf(connection) === 'passwordless' && connection.name === name);
}

export function passwordlessStart(settings: Settings, codes: OneTimeCodes): Middleware {
  return route('code-start', 'POST', '/passwordless/start', async (ctx) => {
    const body = (await readJsonObject(ctx)) ?? {};
    const channel = body.connection;
    if (body.client_id !== settings.clientId) {
      refuseStart(ctx, 'bad.client_id', 'The client was not found.');
    } else if (!isChannel(channel, settings)) {
      refuseStart(ctx, 'bad.connection', 'Connection does not exist');
    } else if (body.send !== undefined && body.send !== 'code') {
      refuseStart(ctx, 'bad.send', 'The local tenant sends codes only, no links.');
    } else sendCode(ctx, channel, body, codes);
  });
}

function sendCode(ctx: Context, channel: Channel, body: JsonObject, codes: OneTimeCodes): void {
  const field = channel === 'email' ? 'email' : 'phone_number';
  const typed = asText(body[field]) ?? '';
  const recipient = parseRecipient(channel, typed);
  if (recipient === undefined) {
    const format = field.replace('_', ' ');
    refuseStart(ctx, `bad.${field}`, `error in ${field} - ${format} format validation failed: ${typed}`);
    return;
  }
  codes.send(recipient);
  const verified = channel === 'email' ? 'email_verified' : 'phone_verified';
  sendJson(ctx, 200, { _id: hexOf(recipient.address), [field]: recipient.address, [verified]: false });
}

function refuseStart(ctx: Context, error: string, description: string): void {
  refuse(ctx, 'code-start-refused', 400, { error, error_description: description });
}

function parseRecipient(channel: Channel, typed: string): Recipient | undefined {
  const address = channel === 'email' ? normalize(typed) : typed.replace(/[\s()-]/g, '');
  const format = channel === 'email' ? /^[^\s@]+@[^\s@]+\.[^\s@]+$/ : /^\+[1-9]\d{6,14}$/;
  return format.test(address) ? { channel, address } : undefined;
}

/** Returns the user of a code. Adds a new user. */
export function redeemCode(
  { codes, users }: { codes: OneTimeCodes; users: Users },
  { channel, username, code }: { channel: Channel; username: string; code: string },
): Profile | CodeFailure {
  const recipient = parseRecipient(channel, username);
  const failure = recipient === undefined ? 'wrong' : codes.check(recipient, code);
  if (recipient === undefined || failure !== undefined) return failure ?? 'wrong';
  const { address } = recipient;
  const known = channel === 'email' ? { email: address } : { name: address };
  return users.addProfile({ id: `${channel}|${hexOf(address)}`, connection: channel, ...known });
}

/** GET /user/geoloc/country: which country code Lock offers for a phone number. */
export function country(): Middleware {
  return route('country', 'GET', '/user/geoloc/country', (ctx) => sendJson(ctx, 200, { country_code: 'US' }));
}
