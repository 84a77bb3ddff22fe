import english from 'auth0-lock/lib/i18n/en';
import { expect, it, vi } from 'vitest';
import { load, preload } from '../../../../src/sdk/lock/overrides/cdn-utils.ts';

it.each(['setClient', 'registerLanguageDictionary', 'setTenant'])(
  'loads nothing from the network: %s',
  (method) => {
    const cb = vi.fn();
    load({ method, cb });
    expect(cb).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringContaining(method) }));
  },
);

it('registers the English dictionary of the package', () => {
  const cb = vi.fn();
  preload({ cb });
  expect(cb.mock.calls).toEqual([['en', english.default]]);
});
