/** Signing in by a code: POST /passwordless/start sends it, /co/authenticate takes it. */
import { refuseSuspicious } from './bot-detection.ts';
import { kindOf } from './connections.ts';
import { asText, type Context, type Middleware, readJsonObject, refuse, route, sendJson } from './http.ts';
import type { Message } from './mailbox.ts';
import { CODE_LIFETIME, type CodeOutcome, type OneTimeCodes } from './one-time-codes.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';
import { hexOf, normalise, type Profile } from './users.ts';

export type Channel = 'email' | 'sms';

interface Deps {
  settings: Settings;
  users: UserDirectory;
  codes: OneTimeCodes;
  messages: Message[];
  /** Unix time in milliseconds. */
  now: () => number;
}

/** Where a code goes, as it was typed and as the tenant writes it. */
interface Recipient {
  channel: Channel;
  address: string;
}

export function isChannel(name: unknown, { connections }: Settings): name is Channel {
  return connections.some((connection) => kindOf(connection) === 'passwordless' && connection.name === name);
}

export function passwordlessStart(deps: Deps): Middleware {
  return route('code-start', 'POST', '/passwordless/start', async (ctx) => {
    const body = await readJsonObject(ctx);
    const channel = body?.connection;
    if (body === undefined || body.client_id !== deps.settings.clientId) {
      refuseStart(ctx, 'bad.client_id', 'The client was not found.');
    } else if (!isChannel(channel, deps.settings)) {
      refuseStart(ctx, 'bad.connection', 'Connection does not exist');
    } else if (!refuseSuspicious(ctx, deps.settings, 'code')) {
      if (body.send !== undefined && body.send !== 'code') {
        refuseStart(ctx, 'bad.send', 'The local tenant sends codes only, no links.');
      } else {
        const typed = asText(channel === 'email' ? body.email : body.phone_number);
        startFor(ctx, deps, channel, typed ?? '');
      }
    }
  });
}

function refuseStart(ctx: Context, error: string, description: string): void {
  refuse(ctx, 'code-start-refused', 400, { error, error_description: description });
}

function startFor(ctx: Context, deps: Deps, channel: Channel, typed: string): void {
  const recipient = parseRecipient(channel, typed);
  if (recipient === undefined && channel === 'email') {
    refuseStart(ctx, 'bad.email', `error in email - email format validation failed: ${typed}`);
  } else if (recipient === undefined) {
    refuseStart(
      ctx,
      'bad.phone_number',
      `error in phone_number - phone number format validation failed: ${typed}`,
    );
  } else {
    const { address } = recipient;
    send(deps, recipient, deps.codes.issue(keyOf(recipient)));
    const who =
      channel === 'email'
        ? { email: address, email_verified: false }
        : { phone_number: address, phone_verified: false };
    sendJson(ctx, 200, { _id: hexOf(address), ...who });
  }
}

function parseRecipient(channel: Channel, typed: string): Recipient | undefined {
  const address = channel === 'email' ? normalise(typed) : typed.replace(/[\s()-]/g, '');
  const isAddress = channel === 'email' ? /^[^\s@]+@[^\s@]+\.[^\s@]+$/ : /^\+[1-9]\d{6,14}$/;
  return isAddress.test(address) ? { channel, address } : undefined;
}

function keyOf({ channel, address }: Recipient): string {
  return `${channel} ${address}`;
}

function send({ messages, now }: Deps, { address }: Recipient, code: string): void {
  const text = `Your verification code is ${code}. It is good for ${CODE_LIFETIME} seconds.`;
  messages.push({ at: now(), to: address, text, code });
}

/** Returns the user of a code. Adds a new user. */
export function redeemCode(
  deps: Deps,
  channel: Channel,
  username: string,
  code: string,
): Profile | Exclude<CodeOutcome, 'right'> {
  const recipient = parseRecipient(channel, username);
  if (recipient === undefined) return 'wrong';
  const outcome = deps.codes.check(keyOf(recipient), code);
  if (outcome !== 'right') return outcome;
  const { address } = recipient;
  return deps.users.remember({
    id: `${channel}|${hexOf(address)}`,
    connection: channel,
    ...(channel === 'email' ? { email: address, emailVerified: true } : { phoneNumber: address }),
  });
}

/** GET /user/geoloc/country: which country code Lock offers for a phone number. */
export function country(): Middleware {
  return route('country', 'GET', '/user/geoloc/country', (ctx) => sendJson(ctx, 200, { country_code: 'US' }));
}
