import { describe, expect, it } from 'vitest';
import { LatchkeyError, tenantUnreachable } from '../../../src/sdk/errors.ts';
import { nameBlockedCookies } from '../../../src/sdk/lock/name-blocked-cookies.ts';

describe('nameBlockedCookies', () => {
  const domain = 'tenant.example';
  const page = new LatchkeyError('interaction-required', { reason: 'page', domain });
  const away = tenantUnreachable(domain, null);

  it.each([
    [page, true, { code: 'cookies-blocked', data: { domain }, cause: page }],
    [page, false, page],
    [away, true, away],
  ])('returns for $code when cookies are blocked (%s): $code', async (error, isBlocked, found) => {
    expect(await nameBlockedCookies(error, domain, async () => isBlocked)).toMatchObject(found);
  });
});
