import { describe, expect, it } from 'vitest';
import { areCookiesBlocked, nameBlockedCookies } from '../../../src/sdk/browser/blocked-cookies.ts';
import { interactionRequired, tenantUnreachable } from '../../../src/sdk/errors.ts';

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

describe('nameBlockedCookies', () => {
  const domain = 'tenant.example';
  const refused = interactionRequired(domain);
  const unreachable = tenantUnreachable(domain, null);

  it.each([
    ['cookies-blocked', 'the page must continue and cookies are blocked', refused, true],
    ['interaction-required', 'cookies are allowed', refused, false],
    ['tenant-unreachable', 'the failure has another cause', unreachable, true],
  ])('returns %s when %s', async (code, _when, error, isBlocked) => {
    const named = await nameBlockedCookies(error, domain, async () => isBlocked);
    expect(named.code).toBe(code);
    expect(code === error.code ? named : named.cause).toBe(error);
  });
});
