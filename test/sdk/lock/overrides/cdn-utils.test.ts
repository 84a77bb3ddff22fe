import english from 'auth0-lock/lib/i18n/en';
import { beforeEach, describe, expect, it, vi } from 'vitest';

const SETTINGS = { id: 'unit-client', strategies: [] };

/** The module as it is before anybody provided anything. */
let module: typeof import('../../../../src/sdk/lock/overrides/cdn-utils.ts');

beforeEach(async () => {
  vi.resetModules();
  module = await import('../../../../src/sdk/lock/overrides/cdn-utils.ts');
});

describe('what Lock loads', () => {
  it('are the settings that were provided', () => {
    module.provideClientSettings(SETTINGS);
    const cb = vi.fn();
    module.load({ method: 'setClient', cb });
    expect(cb.mock.calls).toEqual([[null, SETTINGS]]);
  });

  it('are no settings where none were provided', () => {
    const cb = vi.fn();
    module.load({ method: 'setClient', cb });
    expect(cb).toHaveBeenCalledWith(expect.any(Error));
  });

  it.each(['registerLanguageDictionary', 'setTenant'] as const)(
    'is nothing from the network: %s',
    (method) => {
      const cb = vi.fn();
      module.load({ method, cb });
      expect(cb).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringContaining(method) }));
    },
  );

  it('is the English dictionary of the package', () => {
    const cb = vi.fn();
    module.preload({ cb });
    expect(cb.mock.calls).toEqual([['en', english.default]]);
  });

  it('are the words of another language that were provided', () => {
    const cb = vi.fn();
    const dictionary = { loginSubmitLabel: 'Anmelden' };
    module.preload({ cb });
    module.provideWords({ tag: 'de', direction: 'ltr', dictionary });
    expect(cb.mock.lastCall).toEqual(['de', dictionary]);
  });

  it('are no other words where the language is English', () => {
    const cb = vi.fn();
    module.preload({ cb });
    module.provideWords({ tag: 'en', direction: 'ltr', dictionary: null });
    expect(cb).toHaveBeenCalledTimes(1);
  });
});
