import { describe, expect, it } from 'vitest';
import { areCookiesBlocked } from '../../../src/sdk/browser/blocked-cookies.ts';

describe('areCookiesBlocked', () => {
  it.each([
    [true, 'the document has no access', { hasStorageAccess: async () => false }],
    [false, 'the document has access', { hasStorageAccess: async () => true }],
    [false, 'the browser refuses to answer', { hasStorageAccess: () => Promise.reject(new Error('No.')) }],
    [false, 'there is no document', undefined],
  ])('returns %s when %s', async (isBlocked, _when, document) => {
    expect(await areCookiesBlocked(document)).toBe(isBlocked);
  });
});
