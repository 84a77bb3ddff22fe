/** What the tables of hostile answers are made of. */
import { type Key, type Scenario, signingInput } from './provider.ts';
import { NOON } from './session.ts';

/** The moment of every sign-in in the tables, in seconds since 1970. */
export const NOON_IN_SECONDS = NOON / 1000;

type Members = Readonly<Record<string, unknown>>;

/** A signature over the bytes of `header.payload`, by the provider's key or by whatever else. */
export type Sign = (input: Buffer, key: Key) => Buffer;

export function withClaims(changes: Members): Scenario {
  return { idToken: ({ header, payload }) => ({ header, payload: { ...payload, ...changes } }) };
}

export function withHeader(changes: Members): Scenario {
  return { idToken: ({ header, payload }) => ({ header: { ...header, ...changes }, payload }) };
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

export function withTokens(changes: Members): Scenario {
  return { tokens: (good) => ({ ...good, ...changes }) };
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}
