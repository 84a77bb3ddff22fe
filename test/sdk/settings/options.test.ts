import { describe, expect, it } from 'vitest';
import {
  NO_OPTIONS,
  type Options,
  parseOptions,
  toStoredOptions,
} from '../../../src/sdk/settings/options.ts';

const CHOSEN: Options = {
  silent: false,
  logout: 'federated',
  notify: true,
  tenant: { domain: 'tenant.example', clientId: 'abc' },
};

describe('parseOptions', () => {
  it('returns what was stored', () => {
    expect(parseOptions(JSON.parse(JSON.stringify(toStoredOptions(CHOSEN))))).toEqual(CHOSEN);
  });

  it.each([undefined, null, 'on', [], { silent: false }, { ...toStoredOptions(CHOSEN), version: 2 }])(
    'returns no options for %j',
    (stored) => {
      expect(parseOptions(stored)).toEqual(NO_OPTIONS);
    },
  );

  it.each<[object, Partial<Options>]>([
    [{ silent: 'no' }, { silent: null }],
    [{ logout: 'everywhere' }, { logout: null }],
    [{ notify: 'true' }, { notify: false }],
    [{ tenant: { domain: 'tenant.example' } }, { tenant: null }],
    [{ tenant: { domain: 'tenant', clientId: 'abc' } }, { tenant: null }],
    [{ tenant: { domain: 'tenant.example', clientId: 'a b' } }, { tenant: null }],
  ])('ignores only the damaged choice %j', (damage, expected) => {
    expect(parseOptions({ ...toStoredOptions(CHOSEN), ...damage })).toEqual({ ...CHOSEN, ...expected });
  });
});
