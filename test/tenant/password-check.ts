/** Whether a password is right, and when the tenant stops listening: one rule for every form. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createBoundedMap } from './bounded-map.ts';
import type { UserDirectory } from './user-directory.ts';
import type { PasswordProblem, TenantUser } from './users.ts';

const REMEMBERED_IDENTIFIERS = 10_000;

export type PasswordOutcome =
  | { kind: 'right'; user: TenantUser }
  | { kind: 'wrong' }
  | { kind: 'blocked' }
  | { kind: 'too-many-attempts' }
  /** Right, but it may not be used any more. */
  | { kind: PasswordProblem };

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
  /** Lets one identifier try again, from wherever it was shut out. */
  unblock(identifier: string): void;
}

interface Options {
  users: UserDirectory;
  /** Wrong passwords in a row that are heard; asked each time. */
  limit: () => number;
  /** Hears of an existing user at the moment in which their attempts are used up. */
  onShutOut: (user: TenantUser) => void;
}

export function createPasswordCheck({ users, limit, onShutOut }: Options): PasswordCheck {
  /** By identifier: wrong attempts by address. */
  const failures = createBoundedMap<Map<string, number>>(REMEMBERED_IDENTIFIERS);

  function remember(key: string, { address }: Attempt, user: TenantUser | undefined): void {
    const counts = failures.get(key) ?? new Map<string, number>();
    const count = (counts.get(address) ?? 0) + 1;
    failures.set(key, counts.set(address, count));
    if (count === limit() && user !== undefined) onShutOut(user);
  }

  return {
    check(attempt) {
      const key = attempt.identifier.trim().toLowerCase();
      // Shut out means shut out: the right password does not open either.
      if ((failures.get(key)?.get(attempt.address) ?? 0) >= limit()) return { kind: 'too-many-attempts' };

      const user = users.byIdentifier(attempt.identifier, attempt.connection);
      // An unknown user and a wrong password are one answer, so that nobody can ask who has an account.
      if (user === undefined || !sameText(user.password, attempt.password)) {
        remember(key, attempt, user);
        return { kind: 'wrong' };
      }
      failures.get(key)?.delete(attempt.address);
      if (user.blocked) return { kind: 'blocked' };
      return user.passwordProblem === null ? { kind: 'right', user } : { kind: user.passwordProblem };
    },
    forgetAttempts: () => failures.clear(),
    unblock: (identifier) => failures.delete(identifier.trim().toLowerCase()),
  };
}

function sameText(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
