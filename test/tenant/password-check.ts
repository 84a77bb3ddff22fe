/** Checks passwords, and blocks an address after too many wrong ones: one rule for every form. */
import type { TenantUser, Users } from './users.ts';

/** Wrong passwords in a row before an address is blocked. Auth0's own default. */
const MAX_WRONG_PASSWORDS = 10;

export type PasswordOutcome =
  | { kind: 'right'; user: TenantUser }
  | { kind: 'wrong' }
  | { kind: 'blocked' }
  | { kind: 'too-many-attempts' };

interface Attempt {
  identifier: string;
  password: string;
  /** The browser's IP address: attempts are counted for each one. */
  ip: string;
  /** The database or directory. */
  connection: string;
}

export interface PasswordCheck {
  check(attempt: Attempt): PasswordOutcome;
  forgetAttempts(): void;
}

export function createPasswordCheck(users: Users): PasswordCheck {
  /** Wrong attempts by identifier and IP address. */
  const failures = new Map<string, number>();
  return {
    check({ identifier, password, ip, connection }) {
      const key = `${identifier.trim().toLowerCase()} ${ip}`;
      const count = failures.get(key) ?? 0;
      // The right password is refused too.
      if (count >= MAX_WRONG_PASSWORDS) return { kind: 'too-many-attempts' };
      const user = users.byIdentifier(identifier, connection);
      // The same response for an unknown user, so that it does not reveal who has an account.
      if (user?.password !== password) {
        failures.set(key, count + 1);
        return { kind: 'wrong' };
      }
      failures.delete(key);
      return user.blocked ? { kind: 'blocked' } : { kind: 'right', user };
    },
    forgetAttempts: () => failures.clear(),
  };
}
