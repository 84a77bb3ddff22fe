/** POST /dbconnections/signup and /dbconnections/change_password. */
import type { BehaviorId } from './behaviors.ts';
import { type Connection, kindOf } from './connections.ts';
import {
  asText,
  type Context,
  isJsonObject,
  type JsonObject,
  type Middleware,
  readJsonObject,
  refuse,
  route,
  sendJson,
} from './http.ts';
import { refuseSuspicious } from './refusals.ts';
import type { Settings } from './settings.ts';
import type { NewTenantUser, Users } from './users.ts';

interface Deps {
  settings: Settings;
  users: Users;
}

export function signUp({ settings, users }: Deps): Middleware {
  return route('sign-up', 'POST', '/dbconnections/signup', async (ctx) => {
    const body = (await readJsonObject(ctx)) ?? {};
    const connection = databaseOf(body, settings);
    if (connection === undefined) {
      refuseSignUp(ctx, 'sign-up-invalid');
    } else if (!refuseSuspicious(ctx, settings, 'signUp')) {
      const user = readUser(body, connection);
      if (user === undefined) refuseSignUp(ctx, 'sign-up-invalid');
      else if (users.byEmail(user.email, connection.name) === undefined) {
        const { id, email, userMetadata } = users.add(user);
        const metadata = Object.keys(userMetadata).length === 0 ? {} : { user_metadata: userMetadata };
        sendJson(ctx, 200, { _id: id.slice('auth0|'.length), email, email_verified: false, ...metadata });
      } else if (settings.publicSignupErrors) {
        refuseSignUp(ctx, 'sign-up-taken', 'user_exists', 'The user already exists.');
      } else refuseSignUp(ctx, 'sign-up-taken');
    }
  });
}

function databaseOf({ client_id, connection }: JsonObject, settings: Settings): Connection | undefined {
  if (client_id !== settings.clientId) return undefined;
  return settings.connections.find(
    (candidate) => kindOf(candidate) === 'database' && candidate.name === connection,
  );
}

function refuseSignUp(
  ctx: Context,
  behavior: BehaviorId,
  code = 'invalid_signup',
  description = 'Invalid sign up',
): void {
  refuse(ctx, behavior, 400, { name: 'BadRequestError', code, description, statusCode: 400 });
}

function readUser(body: JsonObject, { name: connection }: Connection): NewTenantUser | undefined {
  const email = asText(body.email);
  const password = asText(body.password);
  if (email === undefined || !email.includes('@') || password === undefined) return undefined;
  const userMetadata = isJsonObject(body.user_metadata) ? body.user_metadata : {};
  return { email, password, connection, emailVerified: false, userMetadata };
}

/** Sends no email. */
export function changePassword(settings: Settings): Middleware {
  return route('password-reset', 'POST', '/dbconnections/change_password', async (ctx) => {
    const body = (await readJsonObject(ctx)) ?? {};
    if (databaseOf(body, settings) === undefined || asText(body.email) === undefined) {
      refuse(ctx, 'password-reset-fields', 400, { error: 'email is required' });
      return;
    }
    // The same response whether the address is known or not.
    ctx.type = 'html';
    ctx.body = "We've just sent you an email to reset your password.";
  });
}
