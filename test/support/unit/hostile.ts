/** Builds the scenarios of invalid tokens. */
import { type Key, type Scenario, signingInput } from './provider.ts';
import { NOON } from './session.ts';

/** The time of every sign-in in the tables, as Unix time in seconds. */
export const NOON_IN_SECONDS = NOON / 1000;

type Members = Readonly<Record<string, unknown>>;

/** Returns a signature over the bytes of `header.payload`, by the provider's key or another one. */
export type Sign = (input: Buffer, key: Key) => Buffer;

export function withClaims(changes: Members): Scenario {
  return { idToken: ({ header, payload }) => ({ header, payload: { ...payload, ...changes } }) };
}

export function withHeader(changes: Members): Scenario {
  return { idToken: ({ header, payload }) => ({ header: { ...header, ...changes }, payload }) };
}

/** Changes the header and the signature. */
export function withSignature(changes: Members, sign: Sign): Scenario {
  return {
    async signedIdToken({ header, payload }, key) {
      const input = signingInput({ header: { ...header, ...changes }, payload });
      return `${input}.${sign(Buffer.from(input), key).toString('base64url')}`;
    },
  };
}

export function withTokens(changes: Members): Scenario {
  return { tokens: (valid) => ({ ...valid, ...changes }) };
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}
