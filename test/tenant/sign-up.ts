/** POST /dbconnections/signup: a new user of a database. */
import type { BehaviorId } from './behaviors.ts';
import { refuseSuspicious } from './bot-detection.ts';
import { type DatabaseConnection, isDatabase } from './connections.ts';
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
import type { Settings } from './settings.ts';
import type { UserDirectory } from './user-directory.ts';
import type { NewTenantUser, TenantUser } from './users.ts';

interface Deps {
  settings: Settings;
  users: UserDirectory;
}

export function signup(deps: Deps): Middleware {
  return route('sign-up', 'POST', '/dbconnections/signup', async (ctx) => {
    const body = (await readJsonObject(ctx)) ?? {};
    const connection = deps.settings.connections
      .filter(isDatabase)
      .find(({ name }) => name === body.connection);
    const user = connection === undefined ? undefined : readUser(body, connection);
    if (body.client_id !== deps.settings.clientId || connection === undefined) {
      refuseBadRequest(ctx, 'sign-up-invalid', 'invalid_signup', 'Invalid sign up');
    } else if (!connection.showSignup) {
      refuse(ctx, 'sign-up-disabled', 400, { error: 'public signup is disabled' });
    } else if (!refuseSuspicious(ctx, deps.settings, 'signUp')) {
      if (user === undefined) refuseBadRequest(ctx, 'sign-up-invalid', 'invalid_signup', 'Invalid sign up');
      else register(ctx, deps, user, connection);
    }
  });
}

function refuseBadRequest(ctx: Context, behavior: BehaviorId, code: string, description: string): void {
  refuse(ctx, behavior, 400, { name: 'BadRequestError', code, description, statusCode: 400 });
}

function readUser(body: JsonObject, connection: DatabaseConnection): NewTenantUser | undefined {
  const email = asText(body.email);
  const password = asText(body.password);
  if (email === undefined || !email.includes('@') || password === undefined) return undefined;
  const username = asText(body.username);
  if (connection.requiresUsername && username === undefined) return undefined;
  return {
    email,
    password,
    connection: connection.name,
    username: username ?? null,
    emailVerified: false,
    userMetadata: isJsonObject(body.user_metadata) ? body.user_metadata : {},
  };
}

function register(ctx: Context, deps: Deps, user: NewTenantUser, connection: DatabaseConnection): void {
  if (deps.users.byEmail(user.email, connection.name) !== undefined) {
    const [code, description] = deps.settings.publicSignupErrors
      ? ['user_exists', 'The user already exists.']
      : ['invalid_signup', 'Invalid sign up'];
    refuseBadRequest(ctx, 'sign-up-taken', code, description);
    return;
  }
  sendJson(ctx, 200, describe(deps.users.add(user)));
}

function describe({ id, email, userMetadata }: TenantUser): JsonObject {
  return {
    _id: id.slice('auth0|'.length),
    email,
    email_verified: false,
    ...(Object.keys(userMetadata).length === 0 ? {} : { user_metadata: userMetadata }),
  };
}
