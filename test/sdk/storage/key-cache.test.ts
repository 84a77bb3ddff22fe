import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyCache, KEY_CACHE_KEY } from '../../../src/sdk/storage/key-cache.ts';
import { memoryStorage } from '../../../src/sdk/storage/memory-storage.ts';
import type { Storage } from '../../../src/sdk/storage/port.ts';
import { NOON } from '../../support/unit/session.ts';

const DAY = 86_400_000;
const TENANT = 'https://tenant.example';
const KEYS = { keys: [{ kty: 'RSA', kid: 'unit-key', n: 'AQAB', e: 'AQAB' }] };

/** What this computer's clock shows. */
let now = NOON;
beforeEach(() => {
  now = NOON;
});

/** A cache over a memory that works, but for `changes`. */
function cacheOver(changes: Partial<Storage> = {}) {
  const memory = memoryStorage();
  const open = (tenant = TENANT) => createKeyCache({ ...memory, ...changes }, { tenant, now: () => now });
  return { memory, cache: open(), open };
}

const broken = () => Promise.reject(new Error('disk'));

describe('remembered keys', () => {
  it('are those that were kept, also after the script that kept them has ended', async () => {
    const { cache, open } = cacheOver();
    await cache.write(KEYS);
    expect(await open().read()).toEqual(KEYS);
  });

  it.each([
    ['at once', NOON, KEYS],
    ['until a day has passed', NOON + DAY - 1, KEYS],
    ['no longer than a day: a key may have been withdrawn', NOON + DAY, null],
    ['not where the clock has gone back: nobody knows how old they are', NOON - 1, null],
  ])('serve %s', async (_name, later, expected) => {
    const { cache } = cacheOver();
    await cache.write(KEYS);
    now = later;
    expect(await cache.read()).toEqual(expected);
  });

  it.each(['https://other.example', 'http://tenant.example', 'https://tenant.example:8443'])(
    'of one tenant are none of another: %s',
    async (other) => {
      const { cache, open } = cacheOver();
      await cache.write(KEYS);
      expect(await open(other).read()).toBeNull();
    },
  );

  const whole = { of: TENANT, storedAt: NOON, value: KEYS };

  it.each([
    [null],
    [7],
    ['keys'],
    [[]],
    [{}],
    [{ ...whole, storedAt: '0' }],
    [{ ...whole, storedAt: undefined }],
    [{ ...whole, value: { keys: {} } }],
    [{ ...whole, value: undefined }],
  ])('are none where what was kept is damaged: %j', async (damaged) => {
    const { memory, cache } = cacheOver();
    await memory.set(KEY_CACHE_KEY, damaged);
    expect(await cache.read()).toBeNull();
  });

  it('are objects alone', async () => {
    const { memory, cache } = cacheOver();
    await memory.set(KEY_CACHE_KEY, { ...whole, value: { keys: [null, 7, 'key', ...KEYS.keys] } });
    expect(await cache.read()).toEqual(KEYS);
  });
});

describe('a storage that fails', () => {
  it('has no keys: the tenant is asked', async () => {
    expect(await cacheOver({ get: broken }).cache.read()).toBeNull();
  });

  it('is told in the log where keys could not be kept', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    await expect(cacheOver({ set: broken }).cache.write(KEYS)).resolves.toBeUndefined();
    expect(told).toHaveBeenCalledTimes(1);
  });
});
