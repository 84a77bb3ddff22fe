import { describe, expect, it, vi } from 'vitest';
import { checkTenant } from '../../../src/sdk/tenant/check-tenant.ts';
import { NOON } from '../../support/unit/session.ts';

/** Checks at noon a tenant that responds after `took` milliseconds. */
async function check(respond: () => Response | Promise<Response>, took = 40) {
  let now = NOON;
  const fetch = vi.fn(async () => {
    now += took;
    return respond();
  });
  const result = await checkTenant({ tenant: 'https://tenant.example' }, { fetch, now: () => now });
  return { fetch, result };
}

const keySet = (headers: Record<string, string> = {}) => new Response('{"keys":[]}', { headers });
const dateHeader = (timestamp: number) => ({ date: new Date(timestamp).toUTCString() });

describe('checkTenant', () => {
  it('requests the key set without caches and cookies, and returns the status and the time', async () => {
    const { fetch, result } = await check(() => keySet());
    expect(result).toEqual({ kind: 'answered', status: 200, took: 40, isKeySet: true, clockAhead: null });
    expect(fetch).toHaveBeenCalledExactlyOnceWith('https://tenant.example/.well-known/jwks.json', {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: expect.any(AbortSignal),
    });
  });

  it.each([
    [200, '<h1>Welcome to our network</h1>'],
    [200, '[]'],
    [200, 'null'],
    [200, '{"keys":{}}'],
    [503, ''],
  ])('returns that a response with status %i and %j is no key set', async (status, body) => {
    const { result } = await check(() => new Response(body, { status }));
    expect(result).toMatchObject({ kind: 'answered', status, isKeySet: false });
  });

  it.each([
    ['without a response', new TypeError('Failed to fetch'), false],
    ['after a timeout', new DOMException('The operation timed out.', 'TimeoutError'), true],
  ])('returns unreachable %s', async (_name, error, isLate) => {
    const { result } = await check(() => Promise.reject(error));
    expect(result).toEqual({ kind: 'unreachable', took: 40, isLate });
  });

  it.each([0, 180_000])(
    'returns the difference of the clocks if the tenant is ahead by %i ms',
    async (ahead) => {
      // The tenant responds half way between request and response, on average half a second after its `Date`.
      const { result } = await check(() => keySet(dateHeader(NOON + ahead)), 1000);
      expect(result).toMatchObject({ clockAhead: 0 - ahead });
    },
  );
});
