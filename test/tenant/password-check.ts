/** Whether a password is right, and when the tenant stops listening: one rule for every form. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { UserDirectory } from './user-directory.ts';
import type { TenantUser } from './users.ts';

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
  /** The browser's IP address: attempts are counted for each apart. */
  address: string;
  /** The database connection. */
  connection: string;
}

export interface PasswordCheck {
  check(attempt: Attempt): PasswordOutcome;
  forgetAttempts(): void;
}

export function createPasswordCheck(users: UserDirectory): PasswordCheck {
  /** By identifier: wrong attempts by address. */
  const failures = new Map<string, Map<string, number>>();

  function remember(key: string, { address }: Attempt): void {
    const counts = failures.get(key) ?? new Map<string, number>();
    failures.set(key, counts.set(address, (counts.get(address) ?? 0) + 1));
  }

  return {
    check(attempt) {
      const key = attempt.identifier.trim().toLowerCase();
      // Shut out means shut out: the right password does not open either.
      if ((failures.get(key)?.get(attempt.address) ?? 0) >= MAX_WRONG_PASSWORDS)
        return { kind: 'too-many-attempts' };

      const user = users.byIdentifier(attempt.identifier, attempt.connection);
      // An unknown user and a wrong password are one answer, so that the answer does not tell who has an account.
      if (user === undefined || !sameText(user.password, attempt.password)) {
        remember(key, attempt);
        return { kind: 'wrong' };
      }
      failures.get(key)?.delete(attempt.address);
      return user.blocked ? { kind: 'blocked' } : { kind: 'right', user };
    },
    forgetAttempts: () => failures.clear(),
  };
}

function sameText(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
