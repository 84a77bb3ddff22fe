// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { onStorageEvent, tellThisPage } from '../../../src/sdk/storage/storage-event.ts';
import { asAnotherPage, fakeWebStorage } from '../../support/unit/web-storage.ts';

it('a listener hears of a change of this page', () => {
  const area = fakeWebStorage();
  const listener = vi.fn();
  onStorageEvent(area, 'key', listener);
  tellThisPage(area, 'key');
  expect(listener.mock.calls).toEqual([[]]);
});

it('a listener hears of a change of another page', () => {
  const area = fakeWebStorage();
  const listener = vi.fn();
  onStorageEvent(area, 'key', listener);
  asAnotherPage(area, 'key', () => area.setItem('key', 'value'));
  expect(listener).toHaveBeenCalledTimes(1);
});

it('a listener hears when another page clears everything', () => {
  const area = fakeWebStorage();
  const listener = vi.fn();
  onStorageEvent(area, 'key', listener);
  asAnotherPage(area, null, () => area.clear());
  expect(listener).toHaveBeenCalledTimes(1);
});

it('a listener hears nothing of another area, or of another key', () => {
  const area = fakeWebStorage();
  const listener = vi.fn();
  onStorageEvent(area, 'key', listener);
  tellThisPage(fakeWebStorage(), 'key');
  tellThisPage(area, 'other');
  asAnotherPage(fakeWebStorage(), null, () => {});
  expect(listener).not.toHaveBeenCalled();
});

it('whoever listens to the browser is told what is there now', () => {
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
