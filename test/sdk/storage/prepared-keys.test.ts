import { describe, expect, it, vi } from 'vitest';
import { preparedKeys } from '../../../src/sdk/storage/prepared-keys.ts';

const newKey = () =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

describe('a prepared key', () => {
  it('is asked for when it is prepared, and is there for who asks next', async () => {
    const key = await newKey();
    const ask = vi.fn(async () => key);
    const keys = preparedKeys({ key: ask });
    keys.prepare();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(await keys.key()).toBe(key);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('serves once: the next time it is asked for anew', async () => {
    const [first, second] = await Promise.all([newKey(), newKey()]);
    const keys = preparedKeys({ key: vi.fn().mockResolvedValueOnce(first).mockResolvedValueOnce(second) });
    keys.prepare();
    expect(await keys.key()).toBe(first);
    expect(await keys.key()).toBe(second);
  });

  it('that could not be had is asked for again', async () => {
    const key = await newKey();
    const keys = preparedKeys({
      key: vi.fn().mockRejectedValueOnce(new Error('The disk is busy.')).mockResolvedValueOnce(key),
    });
    keys.prepare();
    expect(await keys.key()).toBe(key);
  });
});
