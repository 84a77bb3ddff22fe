import { describe, expect, it, vi } from 'vitest';
import { checkTenant } from '../../../src/sdk/tenant/check-tenant.ts';
import { NOON } from '../../support/unit/session.ts';

const CONFIG = { tenant: 'https://tenant.example' };
const KEY_SET = '{"keys":[]}';

/** Asks at noon a tenant that answers with `response` after `took` milliseconds. */
async function ask(response: () => Response | Promise<Response>, took = 40) {
  let now = NOON;
  const fetch = vi.fn(async () => {
    now += took;
    return response();
  });
  return { fetch, answer: await checkTenant(CONFIG, { fetch, now: () => now }) };
}

const keySet = (headers: Record<string, string> = {}) => new Response(KEY_SET, { headers });

const dateHeader = (timestamp: number) => new Date(timestamp).toUTCString();

describe('checkTenant', () => {
  it('returns status and duration', async () => {
    const { answer } = await ask(() => keySet());
    expect(answer).toEqual({ kind: 'answered', status: 200, took: 40, isKeySet: true, clockAhead: null });
  });

  it('bypasses every cache, sends no cookies, and has a time limit', async () => {
    const { fetch } = await ask(() => keySet());
    expect(fetch).toHaveBeenCalledExactlyOnceWith('https://tenant.example/.well-known/jwks.json', {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: expect.any(AbortSignal),
    });
  });

  it.each(['<h1>Welcome to our network</h1>', '[]', '"keys"', 'null', '{"keys":{}}', '{}', ''])(
    'returns an error for %j',
    async (body) => {
      const { answer } = await ask(() => new Response(body));
      expect(answer).toMatchObject({ kind: 'answered', isKeySet: false });
    },
  );

  it('returns an error of the tenant', async () => {
    const { answer } = await ask(() => new Response('', { status: 503 }));
    expect(answer).toMatchObject({ kind: 'answered', status: 503, isKeySet: false });
  });

  it('returns unreachable without a response', async () => {
    const { answer } = await ask(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(answer).toEqual({ kind: 'unreachable', took: 40, isLate: false });
  });

  it('returns a timeout if the response is late', async () => {
    const orphaned = new DOMException('The operation timed out.', 'TimeoutError');
    const { answer } = await ask(() => Promise.reject(orphaned), 10_000);
    expect(answer).toEqual({ kind: 'unreachable', took: 10_000, isLate: true });
  });
});

describe('the clock difference', () => {
  /** A difference of this many milliseconds, by a `Date` without parts of a second. */
  const clockAhead = async (headers: Record<string, string>, took = 1000) => {
    const { answer } = await ask(() => keySet(headers), took);
    return answer.kind === 'answered' ? answer.clockAhead : undefined;
  };

  it('is zero if the response was created half way through the request', async () => {
    expect(await clockAhead({ date: dateHeader(NOON) })).toBe(0);
  });

  it('is negative if the tenant is ahead', async () => {
    expect(await clockAhead({ date: dateHeader(NOON + 180_000) })).toBe(-180_000);
  });
});
