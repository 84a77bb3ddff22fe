/** What the tables of hostile answers are made of. */
import type { Config } from '../../../src/sdk/config.ts';
import type { ErrorCode } from '../../../src/sdk/errors.ts';
import { type Key, type Scenario, signingInput, signRs256 } from './provider.ts';
import { NOON } from './session.ts';

/** The moment of every sign-in in the tables, in seconds since 1970. */
export const NOON_IN_SECONDS = NOON / 1000;

/**
 * An answer that must be refused. `name` ends the sentence that its table begins. `reason` is for the words of the
 * error or of its cause: the row fails where the answer is refused for anything else.
 */
export type HostileCase = [
  name: string,
  code: ErrorCode,
  reason: RegExp,
  scenario: Scenario,
  config?: Config,
];

/** Rows of a table whose every answer is refused with the same code. */
export function refusedAs(
  code: ErrorCode,
  rows: readonly (readonly [name: string, reason: RegExp, scenario: Scenario, config?: Config])[],
): readonly HostileCase[] {
  return rows.map(([name, ...rest]) => [name, code, ...rest]);
}

type Members = Readonly<Record<string, unknown>>;

/** A signature over the bytes of `header.payload`, by the provider's key or by whatever else. */
export type Sign = (input: Buffer, key: Key) => Buffer;

export function withClaims(changes: Members): Scenario {
  return { idToken: ({ header, payload }) => ({ header, payload: { ...payload, ...changes } }) };
}

export function withHeader(changes: Members): Scenario {
  return { idToken: ({ header, payload }) => ({ header: { ...header, ...changes }, payload }) };
}

/** Claims that end with `members`, JSON text, whether there is such a member before or not. */
export function withClaimsText(members: string): Scenario {
  return { idToken: ({ header, payload }) => ({ header, payload: extended(payload, members) }) };
}

function extended(good: Members, members: string): string {
  return JSON.stringify(good).replace(/\}$/, () => `,${members}}`);
}

/** A header other than the good one, with another signature. */
export function withSignature(changes: Members, sign: Sign): Scenario {
  return {
    async signedIdToken({ header, payload }, key) {
      const input = signingInput({ header: { ...header, ...changes }, payload });
      return `${input}.${sign(Buffer.from(input), key).toString('base64url')}`;
    },
  };
}

/** Three good parts that are put together otherwise. */
export function withParts(change: (header: string, payload: string, signature: string) => string): Scenario {
  return {
    async signedIdToken(good, key) {
      const [header = '', payload = '', signature = ''] = (await signRs256(good, key)).split('.');
      return change(header, payload, signature);
    },
  };
}

export function withTokens(changes: Members): Scenario {
  return { tokens: (good) => ({ ...good, ...changes }) };
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}
