import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../src/sdk/base64url.ts';

it('bytes survive a round trip, without padding and with URL-safe characters', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      expect([...fromBase64url(toBase64url(bytes))]).toEqual([...bytes]);
    }),
  );
});

it('a text that is not base64url throws', () => {
  expect(() => fromBase64url('a b.c')).toThrow();
});
