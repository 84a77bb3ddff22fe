// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { webStorage } from '../../../src/sdk/storage/web-storage.ts';
import { changeInAnotherPage, fakeWebStorage } from '../../support/unit/web-storage.ts';
import { describeStorageContract } from './contract.ts';

describeStorageContract('web storage', () => webStorage(fakeWebStorage()));

describe('webStorage', () => {
  it('stores JSON in localStorage by default', async () => {
    const area = fakeWebStorage();
    vi.stubGlobal('localStorage', area);
    await webStorage().set('key', { list: [1] });
    expect(area.getItem('key')).toBe('{"list":[1]}');
  });

  it('calls listeners after a change by another adapter of this page', async () => {
    const area = fakeWebStorage();
    const listener = vi.fn();
    webStorage(area).subscribe('key', listener);
    await webStorage(area).set('key', 'value');
    await webStorage(area).remove('key');
    await webStorage(fakeWebStorage()).set('key', 'value');
    expect(listener).toHaveBeenCalledTimes(2);
  });

  it.each<[string, string | null, (area: Storage) => void]>([
    ['changed the value', 'key', (area) => area.setItem('key', '"changed"')],
    ['cleared the area', null, (area) => area.clear()],
  ])('calls listeners after another page %s', async (_name, key, change) => {
    const area = fakeWebStorage();
    const listener = vi.fn();
    webStorage(area).subscribe('key', listener);
    changeInAnotherPage(area, key, change);
    changeInAnotherPage(fakeWebStorage(), key, change);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('dispatches storage events with the new value', async () => {
    const area = fakeWebStorage();
    const newValues: unknown[] = [];
    const onStorage = ({ key, newValue }: StorageEvent) => newValues.push([key, newValue]);
    addEventListener('storage', onStorage);
    await webStorage(area).set('key', 1);
    await webStorage(area).remove('key');
    removeEventListener('storage', onStorage);
    expect(newValues).toEqual([
      ['key', '1'],
      ['key', null],
    ]);
  });

  it.each(['', '{"cut":', 'undefined'])('treats %j, which is not JSON, as no value', async (text) => {
    const area = fakeWebStorage();
    area.setItem('key', text);
    const storage = webStorage(area);
    expect(await storage.get('key')).toBeUndefined();
    await storage.set('key', 'value');
    expect(await storage.get('key')).toBe('value');
  });

  it.each<[string, unknown, string]>([
    ['the area is full', 'a much longer value', 'QuotaExceededError'],
    ['JSON cannot represent the new one', undefined, 'TypeError'],
  ])('rejects and keeps the previous value if %s', async (_name, value, error) => {
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

  it.each(['get', 'set', 'remove'] as const)("rejects %s with the browser's error", async (method) => {
    const area = fakeWebStorage();
    area.failure = new DOMException('The operation is insecure.', 'SecurityError');
    await expect(webStorage(area)[method]('key', 'value')).rejects.toBe(area.failure);
  });
});
