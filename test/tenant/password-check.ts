/** Whether a password is right, and when the tenant stops listening: one rule for every form. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { TenantUser, UserDirectory } from './users.ts';

/** After so many wrong passwords in a row, one identifier from one address is shut out. Auth0's default. */
export const MAX_ATTEMPTS = 10;
const REMEMBERED_IDENTIFIERS = 10_000;

export type PasswordOutcome =
  | { kind: 'right'; user: TenantUser }
  | { kind: 'wrong' }
  | { kind: 'blocked' }
  | { kind: 'too-many-attempts' };

export interface PasswordCheck {
  check(identifier: string, password: string, address: string): PasswordOutcome;
  forgetAttempts(): void;
}

export function createPasswordCheck(users: UserDirectory): PasswordCheck {
  const failures = new Map<string, number>();

  function remember(key: string): void {
    const count = (failures.get(key) ?? 0) + 1;
    failures.delete(key);
    failures.set(key, count);
    for (const oldest of failures.keys()) {
      if (failures.size <= REMEMBERED_IDENTIFIERS) break;
      failures.delete(oldest);
    }
  }

  return {
    check(identifier, password, address) {
      const key = `${address} ${identifier.trim().toLowerCase()}`;
      // Shut out means shut out: the right password does not open either.
      if ((failures.get(key) ?? 0) >= MAX_ATTEMPTS) return { kind: 'too-many-attempts' };

      const user = users.byEmail(identifier);
      // An unknown user and a wrong password are one answer, so that nobody can ask who has an account.
      if (user === undefined || !sameText(user.password, password)) {
        remember(key);
        return { kind: 'wrong' };
      }
      failures.delete(key);
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
