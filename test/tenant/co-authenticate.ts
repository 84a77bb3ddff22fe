/** POST /co/authenticate: a name and a password, or a code, for a login ticket, across origins. */
import { randomBytes } from 'node:crypto';
import { markBrowser } from './browser-cookie.ts';
import type { Captcha } from './captcha.ts';
import { type CoCredentials, type CoRefusal, readCredentials } from './co-credentials.ts';
import { type Context, type Middleware, readJsonObject, route, sendJson } from './http.ts';
import type { LoginTickets } from './login-tickets.ts';
import type { PostOffice } from './mailbox.ts';
import type { CodeOutcome, OneTimeCodes } from './one-time-codes.ts';
import type { PasswordCheck, PasswordOutcome } from './password-check.ts';
import { type Channel, redeemCode } from './passwordless.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';
import type { Profile } from './users.ts';

interface Room {
  settings: Settings;
  users: UserDirectory;
  passwords: PasswordCheck;
  codes: OneTimeCodes;
  postOffice: PostOffice;
  captcha: Captcha;
  tickets: LoginTickets;
}

export function coAuthenticate(room: Room): Middleware {
  return route('POST', '/co/authenticate', async (ctx) => {
    const origin = ctx.get('Origin');
    if (!room.settings.allowedOrigins.includes(origin)) {
      ctx.status = 403;
      ctx.type = 'text/plain';
      ctx.body = `Origin ${origin} is not allowed.`;
      return;
    }
    const body = (await readJsonObject(ctx)) ?? {};
    const credentials = readCredentials(body, room.settings);
    if ('error' in credentials) refuse(ctx, credentials);
    else if (credentials.kind === 'password' && !room.captcha.admits('signIn', body, ctx.ip)) {
      refuse(ctx, INVALID_CAPTCHA);
    } else {
      const answer = authenticate(ctx, credentials, room);
      if ('error' in answer) refuse(ctx, answer);
      else sendTicket(ctx, answer, room);
    }
  });
}

function refuse(ctx: Context, { status, error, description }: CoRefusal): void {
  sendJson(ctx, status, { error, error_description: description });
}

/** No source was found for the form of this answer; Lock goes by the name. */
const INVALID_CAPTCHA: CoRefusal = {
  status: 401,
  error: 'invalid_captcha',
  description: 'Invalid captcha value',
};

function authenticate(ctx: Context, credentials: CoCredentials, room: Room): Profile | CoRefusal {
  if (credentials.kind === 'code') {
    const { channel, username, code } = credentials;
    const answer = redeemCode(room, channel, username, code);
    return typeof answer === 'string' ? codeRefusal(answer, channel) : answer;
  }
  const { username, password, connection } = credentials;
  const outcome = room.passwords.check({
    identifier: username,
    password,
    address: ctx.ip,
    connection: connection.name,
  });
  return outcome.kind === 'right' ? outcome.user : REFUSALS[outcome.kind];
}

function sendTicket(ctx: Context, profile: Profile, { settings, tickets }: Room): void {
  const holder = { clientId: settings.clientId, browser: markBrowser(ctx) };
  sendJson(ctx, 200, {
    login_ticket: tickets.issue(profile.id, holder),
    co_verifier: randomBytes(24).toString('base64url'),
    co_id: randomBytes(9).toString('base64url'),
  });
}

const TOO_MANY_ATTEMPTS =
  'Your account has been blocked after multiple consecutive login attempts. ' +
  "We've sent you an email with instructions on how to unblock it.";

const PASSWORD_LEAKED =
  'This login attempt has been blocked because the password you are using was previously disclosed ' +
  'through a data breach (not in this application).';

const REFUSALS: Record<Exclude<PasswordOutcome['kind'], 'right'>, CoRefusal> = {
  wrong: { status: 403, error: 'access_denied', description: 'Wrong email or password.' },
  blocked: { status: 403, error: 'blocked_user', description: 'Blocked user' },
  'too-many-attempts': { status: 429, error: 'too_many_attempts', description: TOO_MANY_ATTEMPTS },
  leaked: { status: 401, error: 'password_leaked', description: PASSWORD_LEAKED },
  // No source was found for the status and the words of these two on this road.
  expired: { status: 401, error: 'password_expired', description: 'The password has expired.' },
  'change-required': {
    status: 401,
    error: 'password_change_required',
    description: 'The password must be changed before the first sign-in.',
  },
};

const MEDIA: Record<Channel, string> = { email: 'email', sms: 'phone number' };

/** Auth0's words at its token endpoint; the status and the names for the last two have no source here. */
function codeRefusal(outcome: Exclude<CodeOutcome, 'right'>, channel: Channel): CoRefusal {
  switch (outcome) {
    case 'wrong':
      return {
        status: 403,
        error: 'access_denied',
        description: `Wrong ${MEDIA[channel]} or verification code.`,
      };
    case 'expired':
      return {
        status: 403,
        error: 'access_denied',
        description: 'The verification code has expired. Please try to login again.',
      };
    case 'too-many-attempts':
      return {
        status: 429,
        error: 'too_many_attempts',
        description: "You've reached the maximum number of attempts. Please try to login again.",
      };
  }
}
