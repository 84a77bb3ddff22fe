// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { webStorage } from '../../../src/sdk/storage/web-storage.ts';
import { asAnotherPage, fakeWebStorage } from '../../support/unit/web-storage.ts';
import { describeStorageContract } from './contract.ts';

describeStorageContract('web storage', () => webStorage(fakeWebStorage()));

describe('web storage', () => {
  it('uses localStorage by default', async () => {
    const area = fakeWebStorage();
    vi.stubGlobal('localStorage', area);
    await webStorage().set('key', 'value');
    expect(area.getItem('key')).toBe('"value"');
  });

  it('stores readable JSON', async () => {
    const area = fakeWebStorage();
    await webStorage(area).set('key', { list: [1] });
    expect(area.getItem('key')).toBe('{"list":[1]}');
  });

  it('calls listeners for changes of another storage of this page', async () => {
    const area = fakeWebStorage();
    const listener = vi.fn();
    webStorage(area).subscribe('key', listener);
    await webStorage(area).set('key', 'value');
    await webStorage(area).remove('key');
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('calls listeners for changes of another page, with the new value', async () => {
    const area = fakeWebStorage();
    const storage = webStorage(area);
    const read = new Promise<unknown>((resolve) => {
      storage.subscribe('key', () => resolve(storage.get('key')));
    });
    asAnotherPage(area, 'key', () => area.setItem('key', '"value"'));
    expect(await read).toBe('value');
  });

  it.each(['', 'no JSON', '{"cut":', 'undefined', '[object Object]'])(
    'returns null for %j, which is not JSON, and can replace it',
    async (text) => {
      const area = fakeWebStorage();
      area.setItem('key', text);
      const storage = webStorage(area);
      expect(await storage.get('key')).toBeUndefined();
      await storage.set('key', 'value');
      expect(await storage.get('key')).toBe('value');
    },
  );
});

describe('a value that cannot be stored', () => {
  it.each<[why: string, value: unknown, error: string]>([
    ['the area is full', 'a much longer value', 'QuotaExceededError'],
    ['JSON cannot hold it', undefined, 'TypeError'],
  ])('leaves the previous one, and calls no listener: %s', async (_why, value, error) => {
    const area = fakeWebStorage();
    area.quota = 'key"value"'.length;
    const storage = webStorage(area);
    await storage.set('key', 'value');
    const listener = vi.fn();
    storage.subscribe('key', listener);
    await expect(storage.set('key', value)).rejects.toMatchObject({ name: error });
    expect(await storage.get('key')).toBe('value');
    expect(listener).not.toHaveBeenCalled();
  });
});

it.each(['get', 'set', 'remove'] as const)(
  "rejects with the browser's reason for failing to %s",
  async (act) => {
    const area = fakeWebStorage();
    area.failure = new DOMException('The operation is insecure.', 'SecurityError');
    await expect(webStorage(area)[act]('key', 'value')).rejects.toBe(area.failure);
  },
);
