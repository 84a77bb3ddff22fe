import { expect, it, vi } from 'vitest';
import { fetchSSOData } from '../../../../src/sdk/lock/overrides/sso-data.ts';

it('returns no previous user, without a request', () => {
  const fetch = vi.fn();
  vi.stubGlobal('fetch', fetch);
  const callback = vi.fn();
  fetchSSOData(1, false, callback);
  expect(callback.mock.calls).toEqual([[null, { sso: false }]]);
  expect(fetch).not.toHaveBeenCalled();
});
