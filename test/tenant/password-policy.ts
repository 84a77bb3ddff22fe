/** Which passwords a database takes, by Auth0's own rules and in its own words. */
import policies from 'auth0-password-policies';
import sheriff from 'password-sheriff';
import type { DatabaseConnection } from './connections.ts';
import type { JsonObject } from './http.ts';

/** What a password may not hold. */
export interface OwnData {
  email: string;
  username?: string | null;
  name?: string | null;
}

/** The body of the refusal, status 400; undefined for a good password. */
export function passwordRefusal(
  password: string,
  owner: OwnData,
  connection: DatabaseConnection,
): JsonObject | undefined {
  const policy = policyOf(connection);
  if (!policy.check(password)) {
    return {
      name: 'PasswordStrengthError',
      message: 'Password is too weak',
      code: 'invalid_password',
      description: policy.missing(password),
      policy: policy.toString(),
      statusCode: 400,
    };
  }
  if (connection.passwordDictionary.includes(password.toLowerCase())) {
    return refuse('PasswordDictionaryError', 'Password is too common');
  }
  if (connection.refusePersonalPasswords && holdsOwnData(password, owner)) {
    return refuse('PasswordNoUserInfoError', 'Password contains user information');
  }
  return undefined;
}

function policyOf({ passwordPolicy, minPasswordLength }: DatabaseConnection) {
  const rules = policies[passwordPolicy];
  const length = minPasswordLength === null ? rules.length : { minLength: minPasswordLength };
  return new sheriff.PasswordPolicy({ ...rules, length });
}

/** The names are those that Lock knows; no source was found for the rest of the body. */
function refuse(name: string, message: string): JsonObject {
  return { name, message, code: 'invalid_password', description: message, statusCode: 400 };
}

/** Shorter parts are in too many passwords by chance. */
const SHORTEST_PART = 4;

function holdsOwnData(password: string, { email, username, name }: OwnData): boolean {
  const parts = [email, email.split('@')[0], username, ...(name ?? '').split(/\s+/)];
  const lower = password.toLowerCase();
  return parts.some(
    (part) =>
      part !== undefined &&
      part !== null &&
      part.length >= SHORTEST_PART &&
      lower.includes(part.toLowerCase()),
  );
}
