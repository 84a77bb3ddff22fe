import { expect, it } from 'vitest';
import { type BackgroundOptions, partsOf } from '../../src/sdk/background-options.ts';

it.each([
  ['missing', {}],
  // JavaScript and configurations without `exactOptionalPropertyTypes` can pass it.
  ['undefined', { badge: undefined, menu: undefined, icons: undefined, operations: undefined }],
])('fills in the defaults of options that are %s', (_name, options) => {
  expect(partsOf(options as BackgroundOptions)).toEqual({
    ...{ badge: true, menu: false, notifications: false, closeStorage: false },
    ...{ icons: null, operations: {}, translate: expect.any(Function) },
  });
});
