import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnvelope, open, seal } from '../../../src/sdk/storage/envelope.ts';
import { memoryKeyStore } from '../../support/unit/keys.ts';

const key = await memoryKeyStore().key();

const bytesOf = (text: string) => Buffer.from(text, 'base64url');

describe('an envelope', () => {
  it('opens to any text that was sealed in it, at any place', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (text, place) => {
        expect(await open(key, await seal(key, text, place), place)).toBe(text);
      }),
    ));

  it('holds a text that is longer than a function may have arguments', async () => {
    const text = 'x'.repeat(200_000);
    expect(await open(key, await seal(key, text, 'place'), 'place')).toBe(text);
  });

  it('says its version, 96 bits of IV, and as many bits as the text has and a tag of 128, in base64url', async () => {
    const envelope = await seal(key, 'text', 'place');
    expect(Object.keys(envelope)).toEqual(['encrypted', 'iv', 'data']);
    expect(envelope.encrypted).toBe(1);
    expect(envelope.iv).toMatch(/^[\w-]{16}$/);
    expect(envelope.data).toMatch(/^[\w-]{27}$/);
    expect(bytesOf(envelope.data)).toHaveLength(4 + 16);
  });

  it('is another each time, with an IV of its own', async () => {
    const envelopes = await Promise.all(Array.from({ length: 100 }, () => seal(key, 'text', 'place')));
    expect(new Set(envelopes.map(({ iv }) => iv)).size).toBe(100);
    expect(new Set(envelopes.map(({ data }) => data)).size).toBe(100);
  });
});

describe('an envelope does not open', () => {
  it('with another key', async () => {
    const other = await memoryKeyStore().key();
    await expect(open(other, await seal(key, 'text', 'place'), 'place')).rejects.toThrow();
  });

  it('at another place', async () => {
    await expect(open(key, await seal(key, 'text', 'place'), 'elsewhere')).rejects.toThrow();
  });

  it.each(['iv', 'data'] as const)('after any change of any byte of its %s', (part) =>
    fc.assert(
      fc.asyncProperty(fc.string(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (text, at, bits) => {
        const envelope = await seal(key, text, 'place');
        const bytes = bytesOf(envelope[part]);
        const index = at % bytes.length;
        bytes.writeUInt8(bytes.readUInt8(index) ^ bits, index);
        const changed = { ...envelope, [part]: bytes.toString('base64url') };
        await expect(open(key, changed, 'place')).rejects.toThrow();
      }),
    ),
  );

  it.each<[what: string, changes: Readonly<Record<string, unknown>>]>([
    ['of a newer version', { encrypted: 2 }],
    ['without a version', { encrypted: undefined }],
    ['without an IV', { iv: undefined }],
    ['whose IV is no base64url', { iv: '!' }],
    ['without data', { data: undefined }],
    ['whose data is no text', { data: [1, 2, 3] }],
  ])('%s', async (_what, changes) => {
    const envelope = { ...(await seal(key, 'text', 'place')), ...changes };
    await expect(open(key, envelope, 'place')).rejects.toThrow();
  });
});

it.each([[undefined], [null], ['text'], [[]]])('what is no envelope does not open: %j', async (value) => {
  await expect(open(key, value, 'place')).rejects.toThrow('no envelope');
});

describe('what is an envelope', () => {
  it('is what was sealed, of this version or another', async () => {
    const envelope = await seal(key, 'text', 'place');
    expect(isEnvelope(envelope)).toBe(true);
    expect(isEnvelope({ ...envelope, encrypted: 2 })).toBe(true);
  });

  it.each([[undefined], [null], ['encrypted'], [1], [[]], [{}], [{ iv: 'x', data: 'x' }]])(
    'is not %j',
    (value) => {
      expect(isEnvelope(value)).toBe(false);
    },
  );
});
