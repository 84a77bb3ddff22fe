import { describe, expect, it } from 'vitest';
import { type ErrorCode, LatchkeyError } from '../../../src/sdk/errors.ts';
import { nameBlockedCookies } from '../../../src/sdk/lock/name-blocked-cookies.ts';

describe('nameBlockedCookies', () => {
  it.each<[ErrorCode, ErrorCode, boolean]>([
    ['cookies-blocked', 'interaction-required', true],
    ['interaction-required', 'interaction-required', false],
    ['tenant-unreachable', 'tenant-unreachable', true],
  ])('returns %s for %s when cookies are blocked: %s', async (named, code, isBlocked) => {
    const error = new LatchkeyError(code, 'Why it failed.');
    const found = await nameBlockedCookies(error, 'example.eu.auth0.com', async () => isBlocked);
    expect(found.code).toBe(named);
    if (named === code) expect(found).toBe(error);
    else expect(found.message).toContain('Allow them for example.eu.auth0.com');
  });
});
