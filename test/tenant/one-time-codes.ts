/** The six digits that are sent by e-mail or SMS in the place of a password. */
import { randomInt } from 'node:crypto';
import { createBoundedMap } from './bounded-map.ts';

export type CodeOutcome = 'right' | 'wrong' | 'expired' | 'too-many-attempts';

export interface OneTimeCodes {
  /** A new code for an address, in the place of the one before. */
  issue(address: string): string;
  /** A right code is used up; so is one that was tried too often, until a new one is sent. */
  check(address: string, code: string): CodeOutcome;
}

interface Options {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Seconds; asked at each issue. */
  lifetime: () => number;
  /** Wrong tries of one code that are heard. */
  limit: () => number;
}

interface Issued {
  code: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  wrongTries: number;
}

export function createOneTimeCodes({ now, lifetime, limit }: Options): OneTimeCodes {
  const codes = createBoundedMap<Issued>(1000);
  return {
    issue(address) {
      const code = randomInt(1_000_000).toString().padStart(6, '0');
      codes.set(address, { code, expiresAt: now() + lifetime() * 1000, wrongTries: 0 });
      return code;
    },
    check(address, code) {
      const issued = codes.get(address);
      if (issued === undefined) return 'wrong';
      if (issued.wrongTries >= limit()) return 'too-many-attempts';
      if (issued.expiresAt <= now()) return 'expired';
      if (issued.code === code.trim()) {
        codes.delete(address);
        return 'right';
      }
      issued.wrongTries += 1;
      return issued.wrongTries >= limit() ? 'too-many-attempts' : 'wrong';
    },
  };
}
