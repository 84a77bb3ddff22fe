/** POST /co/authenticate: a name and a password for a login ticket, across origins. */
import { randomBytes } from 'node:crypto';
import { markBrowser } from './browser-cookie.ts';
import { DATABASE_CONNECTION, isDatabase } from './connections.ts';
import {
  asText,
  type Context,
  type JsonObject,
  type Middleware,
  readJsonObject,
  route,
  sendJson,
} from './http.ts';
import type { LoginTickets } from './login-tickets.ts';
import type { PasswordCheck, PasswordOutcome } from './password-check.ts';
import type { Settings } from './settings.ts';

const PASSWORD_REALM = 'http://auth0.com/oauth/grant-type/password-realm';
const PARAMETERS = new Set(['client_id', 'credential_type', 'username', 'password', 'otp', 'realm']);

interface Room {
  settings: Settings;
  passwords: PasswordCheck;
  tickets: LoginTickets;
}

interface Credentials {
  clientId: string;
  username: string;
  password: string;
  connection: string;
}

type Refusal = { status: number; error: string; description: string };

export function coAuthenticate(room: Room): Middleware {
  return route('POST', '/co/authenticate', async (ctx) => {
    const origin = ctx.get('Origin');
    if (!room.settings.allowedOrigins.includes(origin)) {
      ctx.status = 403;
      ctx.type = 'text/plain';
      ctx.body = `Origin ${origin} is not allowed.`;
      return;
    }
    const answer = readCredentials(await readJsonObject(ctx), room.settings);
    if ('error' in answer) refuse(ctx, answer);
    else authenticate(ctx, answer, room);
  });
}

function refuse(ctx: Context, { status, error, description }: Refusal): void {
  sendJson(ctx, status, { error, error_description: description });
}

function readCredentials(body: JsonObject | undefined, settings: Settings): Credentials | Refusal {
  const clientId = asText(body?.client_id);
  const type = asText(body?.credential_type);
  const username = asText(body?.username);
  if (body === undefined || clientId === undefined || type === undefined || username === undefined) {
    return invalidBody();
  }
  if (Object.keys(body).some((name) => !PARAMETERS.has(name))) return invalidBody();
  if (clientId !== settings.clientId) {
    // No source was found for these words; the status is that of a client that may not do this.
    return { status: 401, error: 'unauthorized_client', description: `Unknown client: ${clientId}` };
  }
  if (!settings.crossOriginLogin) {
    return { status: 401, error: 'unauthorized_client', description: 'Cross origin login not allowed.' };
  }
  return readPassword(body, { clientId, type, username }, settings);
}

function readPassword(
  body: JsonObject,
  { clientId, type, username }: { clientId: string; type: string; username: string },
  { connections }: Settings,
): Credentials | Refusal {
  if (type !== PASSWORD_REALM && type !== 'password') {
    return {
      status: 400,
      error: 'unsupported_credential_type',
      description: 'Unknown credential type parameter.',
    };
  }
  const realm = type === 'password' ? DATABASE_CONNECTION : asText(body.realm);
  const password = asText(body.password);
  if (realm === undefined || password === undefined) return invalidBody();
  const database = connections.filter(isDatabase).find(({ name }) => name === realm);
  if (database === undefined) {
    return { status: 400, error: 'invalid_request', description: `Unknown realm ${realm}.` };
  }
  if (!database.crossOriginLogin) {
    return { status: 401, error: 'unauthorized_client', description: 'Cross origin login not allowed.' };
  }
  return { clientId, username, password, connection: database.name };
}

function invalidBody(): Refusal {
  const description =
    'Invalid request body. All and only of client_id, credential_type, username, otp, realm are required.';
  return { status: 400, error: 'invalid_request', description };
}

function authenticate(ctx: Context, credentials: Credentials, { passwords, tickets }: Room): void {
  const { username, password, connection } = credentials;
  const outcome = passwords.check({ identifier: username, password, address: ctx.ip, connection });
  if (outcome.kind !== 'right') {
    refuse(ctx, REFUSALS[outcome.kind]);
    return;
  }
  const holder = { clientId: credentials.clientId, browser: markBrowser(ctx) };
  sendJson(ctx, 200, {
    login_ticket: tickets.issue(outcome.user.id, holder),
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

const REFUSALS: Record<Exclude<PasswordOutcome['kind'], 'right'>, Refusal> = {
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
