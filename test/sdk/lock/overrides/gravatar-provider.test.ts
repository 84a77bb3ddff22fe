import { expect, it, vi } from 'vitest';
import { displayName, url } from '../../../../src/sdk/lock/overrides/gravatar-provider.ts';

it.each([
  ['picture', url],
  ['name', displayName],
])('returns no %s for a typed address, and sends no request', (_what, ask) => {
  const fetch = vi.fn();
  vi.stubGlobal('fetch', fetch);
  const callback = vi.fn();
  ask('ada@example.com', callback);
  expect(callback.mock.calls).toEqual([[{}]]);
  expect(fetch).not.toHaveBeenCalled();
});
