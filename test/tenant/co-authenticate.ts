/** POST /co/authenticate: a name and a password, or a code, for a login ticket, across origins. */
import { randomBytes } from 'node:crypto';
import { declare } from './behaviors.ts';
import { refuseSuspicious } from './bot-detection.ts';
import { markBrowser } from './browser-cookie.ts';
import { type CoCredentials, type CoRefusal, readCredentials } from './co-credentials.ts';
import { type Context, type Middleware, readJsonObject, refuse, route, sendJson } from './http.ts';
import type { LoginTickets } from './login-tickets.ts';
import type { Message } from './mailbox.ts';
import type { CodeOutcome, OneTimeCodes } from './one-time-codes.ts';
import type { PasswordCheck, PasswordOutcome } from './password-check.ts';
import { type Channel, redeemCode } from './passwordless.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';
import type { Profile } from './users.ts';

interface Deps {
  settings: Settings;
  users: UserDirectory;
  passwords: PasswordCheck;
  codes: OneTimeCodes;
  messages: Message[];
  now: () => number;
  tickets: LoginTickets;
}

export function coAuthenticate(deps: Deps): Middleware {
  return route('co-ticket', 'POST', '/co/authenticate', async (ctx) => {
    const origin = ctx.get('Origin');
    if (!deps.settings.webOrigins.includes(origin)) {
      declare(ctx, 'web-origins');
      ctx.status = 403;
      ctx.type = 'text/plain';
      ctx.body = `Origin ${origin} is not allowed.`;
      return;
    }
    const credentials = readCredentials((await readJsonObject(ctx)) ?? {}, deps.settings);
    if ('error' in credentials) sendRefusal(ctx, credentials);
    else if (credentials.kind === 'code' || !refuseSuspicious(ctx, deps.settings, 'signIn')) {
      const answer = authenticate(ctx, credentials, deps);
      if ('error' in answer) sendRefusal(ctx, answer);
      else sendTicket(ctx, answer, deps);
    }
  });
}

function sendRefusal(ctx: Context, { behavior, status, error, description }: CoRefusal): void {
  refuse(ctx, behavior, status, { error, error_description: description });
}

function authenticate(ctx: Context, credentials: CoCredentials, deps: Deps): Profile | CoRefusal {
  if (credentials.kind === 'code') {
    const { channel, username, code } = credentials;
    const answer = redeemCode(deps, channel, username, code);
    return typeof answer === 'string' ? codeRefusal(answer, channel) : answer;
  }
  const { username, password, connection } = credentials;
  const outcome = deps.passwords.check({
    identifier: username,
    password,
    address: ctx.ip,
    connection: connection.name,
  });
  return outcome.kind === 'right' ? outcome.user : REFUSALS[outcome.kind];
}

function sendTicket(ctx: Context, profile: Profile, { settings, tickets }: Deps): void {
  const holder = { clientId: settings.clientId, browser: markBrowser(ctx) };
  sendJson(ctx, 200, {
    login_ticket: tickets.issue(profile.id, holder),
    co_verifier: randomBytes(24).toString('base64url'),
    co_id: randomBytes(9).toString('base64url'),
  });
}

/** The words are those of "Error codes and descriptions" in Auth0's documents of Lock. */
const REFUSALS: Record<Exclude<PasswordOutcome['kind'], 'right'>, CoRefusal> = {
  wrong: {
    behavior: 'co-wrong-password',
    status: 403,
    error: 'access_denied',
    description: 'Wrong email or password.',
  },
  blocked: {
    behavior: 'co-blocked-user',
    status: 403,
    error: 'blocked_user',
    description: 'Blocked user',
  },
  'too-many-attempts': {
    behavior: 'too-many-attempts',
    status: 429,
    error: 'too_many_attempts',
    description:
      'Your account has been blocked after multiple consecutive login attempts. ' +
      "We've sent you a notification via your preferred contact method with instructions on how to unblock it.",
  },
};

const MEDIA: Record<Channel, string> = { email: 'email', sms: 'phone number' };

function codeRefusal(outcome: Exclude<CodeOutcome, 'right'>, channel: Channel): CoRefusal {
  switch (outcome) {
    case 'wrong':
      return {
        behavior: 'co-wrong-code',
        status: 403,
        error: 'access_denied',
        description: `Wrong ${MEDIA[channel]} or verification code.`,
      };
    case 'expired':
      return {
        behavior: 'co-code-expired',
        status: 403,
        error: 'access_denied',
        description: 'The verification code has expired. Please try to login again.',
      };
    case 'too-many-attempts':
      return {
        behavior: 'co-code-attempts',
        status: 429,
        error: 'too_many_attempts',
        description: "You've reached the maximum number of attempts. Please try to login again.",
      };
  }
}
