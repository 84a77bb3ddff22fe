/** Which passwords a database takes, by Auth0's own rules and in its own words. */
import policies from 'auth0-password-policies';
import sheriff from 'password-sheriff';
import type { DatabaseConnection } from './connections.ts';
import type { JsonObject } from './http.ts';

/** The body of the refusal, status 400; undefined for a good password. */
export function passwordRefusal(
  password: string,
  { passwordPolicy }: DatabaseConnection,
): JsonObject | undefined {
  const policy = new sheriff.PasswordPolicy(policies[passwordPolicy]);
  if (policy.check(password)) return undefined;
  return {
    name: 'PasswordStrengthError',
    message: 'Password is too weak',
    code: 'invalid_password',
    description: policy.missing(password),
    policy: policy.toString(),
    statusCode: 400,
  };
}
