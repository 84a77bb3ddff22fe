/** POST /dbconnections/signup: somebody new in a database. */
import type { Captcha } from './captcha.ts';
import { type DatabaseConnection, isDatabase } from './connections.ts';
import {
  asText,
  type Context,
  isJsonObject,
  type JsonObject,
  type Middleware,
  readJsonObject,
  route,
  sendJson,
} from './http.ts';
import type { MailedLinks } from './mailed-links.ts';
import { passwordRefusal } from './password-policy.ts';
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';
import type { NewTenantUser, TenantUser } from './users.ts';

interface Room {
  settings: Settings;
  users: UserDirectory;
  captcha: Captcha;
  links: MailedLinks;
}

export function signup(room: Room): Middleware {
  return route('POST', '/dbconnections/signup', async (ctx) => {
    const body = (await readJsonObject(ctx)) ?? {};
    const connection = room.settings.connections
      .filter(isDatabase)
      .find(({ name }) => name === body.connection);
    const user = connection === undefined ? undefined : readUser(body, connection);
    if (body.client_id !== room.settings.clientId || connection === undefined) {
      refuse(ctx, 'invalid_signup', 'Invalid sign up');
    } else if (!connection.showSignup) {
      // These are Auth0's words, as people report them.
      sendJson(ctx, 400, { error: 'public signup is disabled' });
    } else if (!room.captcha.admits('signUp', body)) {
      refuse(ctx, 'invalid_captcha', 'Invalid captcha value');
    } else if (user === undefined) {
      refuse(ctx, 'invalid_signup', 'Invalid sign up');
    } else {
      register(ctx, room, user, connection);
    }
  });
}

function refuse(ctx: Context, code: string, description: string): void {
  sendJson(ctx, 400, { name: 'BadRequestError', code, description, statusCode: 400 });
}

function readUser(body: JsonObject, connection: DatabaseConnection): NewTenantUser | undefined {
  const email = asText(body.email);
  const password = asText(body.password);
  const username = asText(body.username);
  if (email === undefined || !email.includes('@') || password === undefined) return undefined;
  if (connection.requiresUsername && username === undefined) return undefined;
  const optional = {
    name: asText(body.name),
    nickname: asText(body.nickname),
    picture: asText(body.picture),
  };
  return {
    email,
    password,
    connection: connection.name,
    emailVerified: false,
    username: username ?? null,
    givenName: asText(body.given_name) ?? null,
    familyName: asText(body.family_name) ?? null,
    userMetadata: isJsonObject(body.user_metadata) ? body.user_metadata : {},
    ...(optional.name === undefined ? {} : { name: optional.name }),
    ...(optional.nickname === undefined ? {} : { nickname: optional.nickname }),
    ...(optional.picture === undefined ? {} : { picture: optional.picture }),
  };
}

function register(ctx: Context, room: Room, user: NewTenantUser, connection: DatabaseConnection): void {
  const weakness = passwordRefusal(user.password, user, connection);
  if (weakness !== undefined) {
    sendJson(ctx, 400, weakness);
    return;
  }
  const taken = takenName(room.users, user, connection.name);
  if (taken !== undefined) {
    // The same words as for anything wrong, as new Auth0 tenants have it: nobody can ask who has an account.
    if (!room.settings.publicSignupErrors) refuse(ctx, 'invalid_signup', 'Invalid sign up');
    else if (taken === 'email') refuse(ctx, 'user_exists', 'The user already exists.');
    else refuse(ctx, 'username_exists', 'The username already exists.');
    return;
  }
  const added = room.users.add(user);
  room.links.send('verify-email', added);
  sendJson(ctx, 200, describe(added));
}

function takenName(
  users: UserDirectory,
  { email, username }: NewTenantUser,
  connection: string,
): 'email' | 'username' | undefined {
  if (users.byEmail(email, connection) !== undefined) return 'email';
  const hasName = typeof username === 'string' && users.byIdentifier(username, connection) !== undefined;
  return hasName ? 'username' : undefined;
}

function describe({ id, email, username, givenName, familyName, userMetadata }: TenantUser): JsonObject {
  return {
    _id: id.slice('auth0|'.length),
    email,
    email_verified: false,
    ...(username === null ? {} : { username }),
    ...(givenName === null ? {} : { given_name: givenName }),
    ...(familyName === null ? {} : { family_name: familyName }),
    ...(Object.keys(userMetadata).length === 0 ? {} : { user_metadata: userMetadata }),
  };
}
