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
});

const prefixed = () => lockrStorage({ ...Lockr, prefix: 'app.' });

describeStorageContract('Lockr', () => lockrStorage(Lockr));
describeStorageContract('Lockr with a prefix', prefixed);

describe('a storage with Lockr', () => {
  it('reads what Lockr wrote, and writes what Lockr reads', async () => {
    Lockr.set('key', { list: [1] });
    expect(await lockrStorage(Lockr).get('key')).toEqual({ list: [1] });
    await lockrStorage(Lockr).set('key', { list: [2] });
    expect(Lockr.get('key')).toEqual({ list: [2] });
  });

  it('separates values by the prefix of its Lockr', async () => {
    await prefixed().set('key', 'value');
    expect(area.getItem('app.key')).toBe('{"data":"value"}');
    expect(await lockrStorage(Lockr).get('key')).toBeUndefined();
    await lockrStorage(Lockr).remove('key');
    expect(await prefixed().get('key')).toBe('value');
  });

  it.each([
    ['a text that is no JSON is itself', 'text', 'text'],
    ['other JSON is no value', '{"other":1}', undefined],
    ['a number is no value', '7', undefined],
  ])('reads a foreign value as Lockr does: %s', async (_name, text, value) => {
    area.setItem('id_token', text);
    expect(await lockrStorage(Lockr).get('id_token')).toBe(value);
  });

  it.each(['text', '{"other":1}', '7'])('removes and replaces a foreign value: %s', async (text) => {
    area.setItem('key', text);
    await lockrStorage(Lockr).remove('key');
    expect(area.getItem('key')).toBeNull();
    area.setItem('key', text);
    await lockrStorage(Lockr).set('key', 'value');
    expect(await lockrStorage(Lockr).get('key')).toBe('value');
  });
});

describe('a value that Lockr cannot store', () => {
  it.each<[why: string, value: unknown, error: string]>([
    ['localStorage is full', 'a much longer value', 'Lockr could not keep the value'],
    ['JSON cannot hold it', undefined, 'JSON cannot hold undefined'],
  ])('leaves the previous one, and calls no listener: %s', async (_why, value, error) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    area.quota = 'key{"data":"value"}'.length;
    const storage = lockrStorage(Lockr);
    await storage.set('key', 'value');
    const listener = vi.fn();
    storage.subscribe('key', listener);
    await expect(storage.set('key', value)).rejects.toThrow(error);
    expect(await storage.get('key')).toBe('value');
    expect(listener).not.toHaveBeenCalled();
  });

  it.each([['secret'], [['secret']], [{ token: 'secret', toString: 'secret' }]])(
    'is not logged: %j',
    async (value) => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
      area.quota = 0;
      await expect(lockrStorage(Lockr).set('key', value)).rejects.toThrow('full');
      expect(warn).toHaveBeenCalledTimes(1);
      expect(warn.mock.calls.join()).not.toContain('secret');
    },
  );
});

it.each(['get', 'set', 'remove'] as const)(
  "rejects with the browser's reason for failing to %s",
  async (act) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    area.failure = new DOMException('The operation is insecure.', 'SecurityError');
    await expect(lockrStorage(Lockr)[act]('key', 'value')).rejects.toBe(area.failure);
  },
);
