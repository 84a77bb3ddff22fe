// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { onStorageEvent, tellThisPage } from '../../../src/sdk/storage/storage-event.ts';
import { asAnotherPage, fakeWebStorage } from '../../support/unit/web-storage.ts';

it('calls a listener after a change of this page', () => {
  const area = fakeWebStorage();
  const listener = vi.fn();
  onStorageEvent(area, 'key', listener);
  tellThisPage(area, 'key');
  expect(listener.mock.calls).toEqual([[]]);
});

it('calls a listener after a change of another page', () => {
  const area = fakeWebStorage();
  const listener = vi.fn();
  onStorageEvent(area, 'key', listener);
  asAnotherPage(area, 'key', () => area.setItem('key', 'value'));
  expect(listener).toHaveBeenCalledTimes(1);
});

it('calls a listener when another page clears the storage', () => {
  const area = fakeWebStorage();
  const listener = vi.fn();
  onStorageEvent(area, 'key', listener);
  asAnotherPage(area, null, () => area.clear());
  expect(listener).toHaveBeenCalledTimes(1);
});

it('calls no listener for another area or another key', () => {
  const area = fakeWebStorage();
  const listener = vi.fn();
  onStorageEvent(area, 'key', listener);
  tellThisPage(fakeWebStorage(), 'key');
  tellThisPage(area, 'other');
  asAnotherPage(fakeWebStorage(), null, () => {});
  expect(listener).not.toHaveBeenCalled();
});

it("passes the current value to the browser's listeners", () => {
  const area = fakeWebStorage();
  const heard: unknown[] = [];
  const onStorage = ({ key, newValue }: StorageEvent) => heard.push([key, newValue]);
  addEventListener('storage', onStorage);
  area.setItem('key', 'value');
  tellThisPage(area, 'key');
  area.removeItem('key');
  tellThisPage(area, 'key');
  removeEventListener('storage', onStorage);
  expect(heard).toEqual([
    ['key', 'value'],
    ['key', null],
  ]);
});
