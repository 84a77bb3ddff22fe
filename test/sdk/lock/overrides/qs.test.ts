import fc from 'fast-check';
import original from 'qs';
import { expect, it } from 'vitest';
import qs from '../../../../src/sdk/lock/overrides/qs.ts';

/** Names and values, as a server reads them. */
const read = (query: string) => [...new URLSearchParams(query)];

const VALUES = fc.dictionary(fc.string({ minLength: 1 }), fc.option(fc.string(), { nil: undefined }));

it('stringify returns what qs returns', () => {
  fc.assert(
    fc.property(VALUES, (values) => {
      expect(read(qs.stringify(values))).toEqual(read(original.stringify(values)));
    }),
  );
});

it('stringify omits undefined values', () => {
  expect(qs.stringify({ client_id: 'a b', state: undefined, scope: '' })).toBe('client_id=a+b&scope=');
});
