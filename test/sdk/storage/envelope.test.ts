import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isEnvelope, open, seal } from '../../../src/sdk/storage/envelope.ts';
import { memoryKeyStore } from '../../support/unit/keys.ts';

const key = await memoryKeyStore().key();

it('seal returns the version, 96 bits of IV and the text with a tag of 128 bits, in base64url', async () => {
  const { iv, data, ...rest } = await seal(key, 'text', 'place');
  expect(rest).toEqual({ encrypted: 1 });
  expect(iv).toMatch(/^[\w-]{16}$/);
  expect(Buffer.from(data, 'base64url')).toHaveLength(4 + 16);
});

it('seal uses a new IV each time', async () => {
  const envelopes = await Promise.all(Array.from({ length: 100 }, () => seal(key, 'text', 'place')));
  expect(new Set(envelopes.map(({ iv }) => iv)).size).toBe(100);
});

it("seal accepts a text longer than a function's maximum arguments", async () => {
  const text = 'x'.repeat(200_000);
  expect(await open(key, await seal(key, text, 'place'), 'place')).toBe(text);
});

it.each(['iv', 'data'] as const)('an envelope does not open after a change of any byte of its %s', (part) =>
  fc.assert(
    fc.asyncProperty(fc.string(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (text, at, bits) => {
      const envelope = await seal(key, text, 'place');
      const bytes = Buffer.from(envelope[part], 'base64url');
      const index = at % bytes.length;
      bytes.writeUInt8(bytes.readUInt8(index) ^ bits, index);
      const changed = { ...envelope, [part]: bytes.toString('base64url') };
      await expect(open(key, changed, 'place')).rejects.toThrow();
    }),
  ),
);

it.each<[what: string, changes: object]>([
  ['of a newer version', { encrypted: 2 }],
  ['without an IV', { iv: undefined }],
  ['whose IV is no base64url', { iv: '!' }],
  ['whose data is no text', { data: [1, 2, 3] }],
])('an envelope %s does not open', async (_what, changes) => {
  const envelope = { ...(await seal(key, 'text', 'place')), ...changes };
  expect(isEnvelope(envelope)).toBe(true);
  await expect(open(key, envelope, 'place')).rejects.toThrow();
});

it.each([[undefined], [null], ['encrypted'], [[]], [{ iv: 'x', data: 'x' }]])(
  '%j is not an envelope',
  async (value) => {
    expect(isEnvelope(value)).toBe(false);
    await expect(open(key, value, 'place')).rejects.toThrow('no envelope');
  },
);
