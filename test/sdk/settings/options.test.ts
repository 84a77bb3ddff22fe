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

describe("the user's options", () => {
  it('survive a round trip', () => {
    expect(parseOptions(JSON.parse(JSON.stringify(toStoredOptions(CHOSEN))))).toEqual(CHOSEN);
  });

  it.each([undefined, null, 7, 'on', [], {}, { silent: false }, { ...toStoredOptions(CHOSEN), version: 2 }])(
    'are empty if %j is stored',
    (stored) => {
      expect(parseOptions(stored)).toEqual(NO_OPTIONS);
    },
  );

  it('are dropped one by one if they are damaged', () => {
    const stored = { version: 1, silent: 'no', logout: 'everywhere', notify: true };
    expect(parseOptions(stored)).toEqual({ ...NO_OPTIONS, notify: true });
    expect(parseOptions({ ...stored, silent: true })).toMatchObject({ silent: true, logout: null });
  });
});
