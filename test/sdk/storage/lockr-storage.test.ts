// @vitest-environment happy-dom
import Lockr from 'lockr';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lockrStorage } from '../../../src/sdk/storage/lockr-storage.ts';
import { fakeWebStorage } from '../../support/unit/web-storage.ts';
import { describeStorageContract } from './contract.ts';

let area: ReturnType<typeof fakeWebStorage>;

beforeEach(() => {
  area = fakeWebStorage();
  vi.stubGlobal('localStorage', area);
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

const prefixed = () => lockrStorage({ ...Lockr, prefix: 'app.' });

describeStorageContract('Lockr', () => lockrStorage(Lockr));
describeStorageContract('Lockr with a prefix', prefixed);

describe('lockrStorage', () => {
  it('reads what Lockr wrote, and Lockr reads what it wrote', async () => {
    Lockr.set('key', { list: [1] });
    expect(await lockrStorage(Lockr).get('key')).toEqual({ list: [1] });
    await lockrStorage(Lockr).set('key', { list: [2] });
    expect(Lockr.get('key')).toEqual({ list: [2] });
  });

  it("stores values under Lockr's prefix", async () => {
    await prefixed().set('key', 'value');
    expect(area.getItem('app.key')).toBe('{"data":"value"}');
    await lockrStorage(Lockr).remove('key');
    expect(await prefixed().get('key')).toBe('value');
  });

  it.each([
    ['text', 'text'],
    ['{"other":1}', undefined],
  ])('reads %s of another script as Lockr does, replaces and removes it', async (text, value) => {
    const storage = lockrStorage(Lockr);
    area.setItem('key', text);
    expect(await storage.get('key')).toBe(value);
    await storage.remove('key');
    expect(area.getItem('key')).toBeNull();
    area.setItem('key', text);
    await storage.set('key', 'value');
    expect(await storage.get('key')).toBe('value');
  });

  it('rejects and keeps the previous value if localStorage is full, without logging the value', async () => {
    area.quota = 'key{"data":"value"}'.length;
    const storage = lockrStorage(Lockr);
    await storage.set('key', 'value');
    const listener = vi.fn();
    storage.subscribe('key', listener);
    for (const value of ['a long secret', { token: 'secret', toString: 'secret' }])
      await expect(storage.set('key', value)).rejects.toThrow('localStorage is full');
    expect(await storage.get('key')).toBe('value');
    expect(listener).not.toHaveBeenCalled();
    expect(vi.mocked(console.warn).mock.calls.join()).not.toContain('secret');
  });

  it.each(['get', 'set', 'remove'] as const)("rejects %s with the browser's error", async (method) => {
    area.failure = new DOMException('The operation is insecure.', 'SecurityError');
    await expect(lockrStorage(Lockr)[method]('key', 'value')).rejects.toBe(area.failure);
  });
});
