// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { webStorage } from '../../../src/sdk/storage/web-storage.ts';
import { asAnotherPage, fakeWebStorage } from '../../support/unit/web-storage.ts';
import { describeStorageContract } from './contract.ts';

describeStorageContract('web storage', () => webStorage(fakeWebStorage()));

describe('web storage', () => {
  it('is localStorage where nothing else is said', async () => {
    const area = fakeWebStorage();
    vi.stubGlobal('localStorage', area);
    await webStorage().set('key', 'value');
    expect(area.getItem('key')).toBe('"value"');
  });

  it('keeps JSON, which anybody can read', async () => {
    const area = fakeWebStorage();
    await webStorage(area).set('key', { list: [1] });
    expect(area.getItem('key')).toBe('{"list":[1]}');
  });

  it('hears of changes that another storage of this page made', async () => {
    const area = fakeWebStorage();
    const listener = vi.fn();
    webStorage(area).subscribe('key', listener);
    await webStorage(area).set('key', 'value');
    await webStorage(area).remove('key');
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it('hears of changes that another page made, and reads them', async () => {
    const area = fakeWebStorage();
    const storage = webStorage(area);
    const read = new Promise<unknown>((resolve) => {
      storage.subscribe('key', () => resolve(storage.get('key')));
    });
    asAnotherPage(area, 'key', () => area.setItem('key', '"value"'));
    expect(await read).toBe('value');
  });

  it.each(['', 'no JSON', '{"cut":', 'undefined', '[object Object]'])(
    'has no value where somebody else wrote %j, which is no JSON, and keeps a new one in its place',
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

describe('a value that cannot be kept', () => {
  it.each<[why: string, value: unknown, error: string]>([
    ['the area is full', 'a much longer value', 'QuotaExceededError'],
    ['JSON cannot hold it', undefined, 'TypeError'],
  ])('leaves the former one, and nobody hears of it: %s', async (_why, value, error) => {
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
  'web storage passes on why the browser could not %s',
  async (act) => {
    const area = fakeWebStorage();
    area.failure = new DOMException('The operation is insecure.', 'SecurityError');
    await expect(webStorage(area)[act]('key', 'value')).rejects.toBe(area.failure);
  },
);
