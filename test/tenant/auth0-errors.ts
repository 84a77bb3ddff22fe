/** Refusals of Auth0 that a test cannot have by a setting, or wants without its cause: ready for `addFault`. */
import { completeConnection } from './connections.ts';
import type { Fault } from './faults.ts';
import type { JsonObject } from './http.ts';
import { passwordRefusal } from './password-policy.ts';

type StatusFault = Extract<Fault, { kind: 'status' }>;

function answer(path: string, status: number, body: JsonObject): StatusFault {
  return { path, method: 'POST', kind: 'status', status, body: JSON.stringify(body) };
}

function signUp(code: string, description: string): StatusFault {
  const body = { name: 'BadRequestError', code, description, statusCode: 400 };
  return answer('/dbconnections/signup', 400, body);
}

function weakPassword(): StatusFault {
  const database = completeConnection({ strategy: 'auth0' });
  if (database.strategy !== 'auth0') throw new Error('The default connection is no database.');
  return answer('/dbconnections/signup', 400, passwordRefusal('short', database) ?? {});
}

export const AUTH0_ERRORS = {
  user_exists: signUp('user_exists', 'The user already exists.'),
  invalid_signup: signUp('invalid_signup', 'Invalid sign up'),
  weak_password: weakPassword(),
  /** To an application of another type that should have sent its secret. */
  client_secret_required: answer('/oauth/token', 401, {
    error: 'access_denied',
    error_description: 'Unauthorized',
  }),
} as const satisfies Record<string, Fault>;

export type Auth0ErrorName = keyof typeof AUTH0_ERRORS;
