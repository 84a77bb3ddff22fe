/** POST /co/authenticate: exchanges a password or a code for a login ticket, across origins. */
import { randomBytes } from 'node:crypto';
import { type BehaviorId, declare } from './behaviors.ts';
import { DATABASE_CONNECTION, kindOf } from './connections.ts';
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
import type { LoginTickets } from './login-tickets.ts';
import type { PasswordCheck, PasswordOutcome } from './password-check.ts';
import { type Channel, type CodeFailure, isChannel, type OneTimeCodes, redeemCode } from './passwordless.ts';
import { refuseSuspicious } from './refusals.ts';
import type { Settings } from './settings.ts';
import type { Profile, Users } from './users.ts';

interface Deps {
  settings: Settings;
  users: Users;
  passwords: PasswordCheck;
  codes: OneTimeCodes;
  tickets: LoginTickets;
}

type Credentials =
  | { kind: 'password'; username: string; password: string; connection: string }
  | { kind: 'code'; username: string; code: string; channel: Channel };

interface CoRefusal {
  behavior: BehaviorId;
  status: number;
  error: string;
  description: string;
}

export function coAuthenticate(deps: Deps): Middleware {
  const { settings, tickets } = deps;
  return route('co-ticket', 'POST', '/co/authenticate', async (ctx) => {
    const origin = ctx.get('Origin');
    if (!settings.webOrigins.includes(origin)) {
      declare(ctx, 'web-origins');
      ctx.status = 403;
      ctx.type = 'text/plain';
      ctx.body = `Origin ${origin} is not allowed.`;
      return;
    }
    const credentials = readCredentials((await readJsonObject(ctx)) ?? {}, settings);
    if ('kind' in credentials && credentials.kind === 'password' && refuseSuspicious(ctx, settings, 'signIn'))
      return;
    const result = 'kind' in credentials ? authenticate(ctx, credentials, deps) : credentials;
    if ('error' in result) {
      const { behavior, status, error, description } = result;
      refuse(ctx, behavior, status, { error, error_description: description });
      return;
    }
    sendJson(ctx, 200, {
      login_ticket: tickets.issue(ctx, result.id),
      co_verifier: randomBytes(24).toString('base64url'),
      co_id: randomBytes(9).toString('base64url'),
    });
  });
}

const PARAMETERS = ['client_id', 'credential_type', 'username', 'password', 'otp', 'realm'];

function readCredentials(body: JsonObject, settings: Settings): Credentials | CoRefusal {
  const clientId = asText(body.client_id);
  const type = asText(body.credential_type);
  const username = asText(body.username);
  const isComplete = clientId !== undefined && type !== undefined && username !== undefined;
  if (!isComplete || Object.keys(body).some((name) => !PARAMETERS.includes(name))) return INVALID_BODY;
  if (clientId !== settings.clientId) {
    return {
      behavior: 'co-unknown-client',
      status: 401,
      error: 'unauthorized_client',
      description: `Unknown client: ${clientId}`,
    };
  }
  if (!settings.crossOriginLogin) return NOT_ALLOWED;
  switch (type) {
    case 'password':
      return readPassword({ ...body, realm: DATABASE_CONNECTION }, username, settings);
    case 'http://auth0.com/oauth/grant-type/password-realm':
      return readPassword(body, username, settings);
    case 'http://auth0.com/oauth/grant-type/passwordless/otp':
      return readCode(body, username, settings);
    default:
      return {
        behavior: 'co-credential-type',
        status: 400,
        error: 'unsupported_credential_type',
        description: 'Unknown credential type parameter.',
      };
  }
}

function readPassword(
  body: JsonObject,
  username: string,
  { connections }: Settings,
): Credentials | CoRefusal {
  const realm = asText(body.realm);
  const password = asText(body.password);
  if (realm === undefined || password === undefined) return INVALID_BODY;
  const isKnown = connections.some(
    (connection) => connection.name === realm && ['database', 'directory'].includes(kindOf(connection)),
  );
  return isKnown ? { kind: 'password', username, password, connection: realm } : unknownRealm(realm);
}

function readCode(body: JsonObject, username: string, settings: Settings): Credentials | CoRefusal {
  const realm = asText(body.realm);
  const code = asText(body.otp);
  if (realm === undefined || code === undefined) return INVALID_BODY;
  return isChannel(realm, settings) ? { kind: 'code', username, code, channel: realm } : unknownRealm(realm);
}

function authenticate(ctx: Context, credentials: Credentials, deps: Deps): Profile | CoRefusal {
  if (credentials.kind === 'code') {
    const result = redeemCode(deps, credentials);
    return typeof result === 'string' ? codeRefusal(result, credentials.channel) : result;
  }
  const { username: identifier, password, connection } = credentials;
  const outcome = deps.passwords.check({ identifier, password, ip: ctx.ip, connection });
  return outcome.kind === 'right' ? outcome.user : PASSWORD_REFUSALS[outcome.kind];
}

// The words are those of "Error codes and descriptions" in Auth0's documents of Lock.

const INVALID_BODY: CoRefusal = {
  behavior: 'co-fields',
  status: 400,
  error: 'invalid_request',
  description:
    'Invalid request body. All and only of client_id, credential_type, username, otp, realm are required.',
};

const NOT_ALLOWED: CoRefusal = {
  behavior: 'co-switched-off',
  status: 401,
  error: 'unauthorized_client',
  description: 'Cross origin login not allowed.',
};

function unknownRealm(realm: string): CoRefusal {
  return {
    behavior: 'co-unknown-realm',
    status: 400,
    error: 'invalid_request',
    description: `Unknown realm ${realm}.`,
  };
}

const PASSWORD_REFUSALS: Record<Exclude<PasswordOutcome['kind'], 'right'>, CoRefusal> = {
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

function codeRefusal(failure: CodeFailure, channel: Channel): CoRefusal {
  switch (failure) {
    case 'wrong':
      return {
        behavior: 'co-wrong-code',
        status: 403,
        error: 'access_denied',
        description: `Wrong ${channel === 'email' ? 'email' : 'phone number'} or verification code.`,
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
