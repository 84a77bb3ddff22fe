/** Signing up, forgetting a password, and the question whether a captcha is wanted. */
import {
  asText,
  type Context,
  type JsonObject,
  type Middleware,
  readJsonObject,
  route,
  sendJson,
} from './http.ts';
import { DATABASE_CONNECTION, type Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';

const MIN_PASSWORD_LENGTH = 8;

export function signup(settings: Settings, users: UserDirectory): Middleware {
  return route('POST', '/dbconnections/signup', async (ctx) => {
    const body = await readJsonObject(ctx);
    const email = asText(body?.email);
    const password = asText(body?.password);
    if (
      !isForThisTenant(body, settings) ||
      email === undefined ||
      !email.includes('@') ||
      password === undefined
    ) {
      refuse(ctx, 'BadRequestError', 'invalid_signup', 'Invalid sign up');
      return;
    }
    if (password.length < MIN_PASSWORD_LENGTH) {
      refuseWeakPassword(ctx);
      return;
    }
    // The same words as above, as new Auth0 tenants have it: nobody can ask who has an account.
    if (users.byEmail(email) !== undefined) {
      refuse(ctx, 'BadRequestError', 'invalid_signup', 'Invalid sign up');
      return;
    }
    const user = users.add({ email, password, emailVerified: false });
    sendJson(ctx, 200, { _id: user.id.slice('auth0|'.length), email: user.email, email_verified: false });
  });
}

export function changePassword(settings: Settings): Middleware {
  return route('POST', '/dbconnections/change_password', async (ctx) => {
    const body = await readJsonObject(ctx);
    if (!isForThisTenant(body, settings) || asText(body?.email) === undefined) {
      sendJson(ctx, 400, { error: 'email is required' });
      return;
    }
    // The same answer whether the address is known or not, and no message is sent from here.
    ctx.type = 'html';
    ctx.body = "We've just sent you an email to reset your password.";
  });
}

export function challenge(): Middleware {
  return route('POST', '/usernamepassword/challenge', (ctx) => sendJson(ctx, 200, { required: false }));
}

function isForThisTenant(body: JsonObject | undefined, settings: Settings): boolean {
  return body?.client_id === settings.clientId && body.connection === DATABASE_CONNECTION;
}

function refuse(ctx: Context, name: string, code: string, description: string): void {
  sendJson(ctx, 400, { name, code, description, statusCode: 400 });
}

function refuseWeakPassword(ctx: Context): void {
  const rule = {
    message: 'At least %d characters in length',
    format: [MIN_PASSWORD_LENGTH],
    code: 'lengthAtLeast',
    verified: false,
  };
  sendJson(ctx, 400, {
    name: 'PasswordStrengthError',
    message: 'Password is too weak',
    code: 'invalid_password',
    description: { rules: [rule], verified: false },
    policy: `* At least ${MIN_PASSWORD_LENGTH} characters in length`,
    statusCode: 400,
  });
}
