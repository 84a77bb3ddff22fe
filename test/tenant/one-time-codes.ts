/** The six digits that are sent by email or SMS instead of a password. */
import { randomInt } from 'node:crypto';

export type CodeOutcome = 'right' | 'wrong' | 'expired' | 'too-many-attempts';

export interface OneTimeCodes {
  /** Replaces the code of an address. */
  issue(address: string): string;
  /** A right code is used up; so is one that was tried too often, until a new one is sent. */
  check(address: string, code: string): CodeOutcome;
}

/** Seconds. */
export const CODE_LIFETIME = 180;

interface Issued {
  code: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  wrongTries: number;
}

/** Auth0's own default. */
const MAX_WRONG_TRIES = 3;

/** `now`: milliseconds since 1970. */
export function createOneTimeCodes(now: () => number): OneTimeCodes {
  const codes = new Map<string, Issued>();
  return {
    issue(address) {
      const code = randomInt(1_000_000).toString().padStart(6, '0');
      codes.set(address, { code, expiresAt: now() + CODE_LIFETIME * 1000, wrongTries: 0 });
      return code;
    },
    check(address, code) {
      const issued = codes.get(address);
      if (issued === undefined) return 'wrong';
      if (issued.wrongTries >= MAX_WRONG_TRIES) return 'too-many-attempts';
      if (issued.expiresAt <= now()) return 'expired';
      if (issued.code === code.trim()) {
        codes.delete(address);
        return 'right';
      }
      issued.wrongTries += 1;
      return issued.wrongTries >= MAX_WRONG_TRIES ? 'too-many-attempts' : 'wrong';
    },
  };
}
