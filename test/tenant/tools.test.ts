/** What only the local tenant has: faults, holds, the record of requests, reset. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Fault, startTenant, type Tenant } from './tenant.ts';

const KEYS = '/.well-known/jwks.json';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant({ clientId: 'first' });
});
beforeEach(() => tenant.reset());
afterAll(() => tenant.close());

const load = (init: RequestInit = {}) => fetch(`${tenant.origin}${KEYS}`, init);
const statusOf = async (init: RequestInit = {}) => (await load(init)).status;
/** Returns the status and the text, or what broke. */
const outcome = () =>
  load()
    .then(async (response) => `${response.status} ${await response.text()}`)
    .catch((error: unknown) => String(error));

describe('a fault', () => {
  it.each<[Fault['kind'], Fault, RegExp]>([
    ['status', { path: KEYS, kind: 'status', status: 503, body: 'Busy' }, /^503 Busy$/],
    ['delay', { path: KEYS, kind: 'delay', milliseconds: 1 }, /^200 \{"keys/],
    ['drop', { path: KEYS, kind: 'drop' }, /TypeError/],
    ['half', { path: KEYS, kind: 'half' }, /TypeError/],
  ])('of kind %s breaks the answer, once if it is told so', async (_kind, fault, broken) => {
    tenant.addFault({ ...fault, times: 1 });
    expect(await outcome()).toMatch(broken);
    expect(await statusOf()).toBe(200);
  });

  it('of kind hang closes the connection when the faults are cleared', async () => {
    tenant.addFault({ path: KEYS, kind: 'hang' });
    const hanging = outcome();
    await expect.poll(() => tenant.requests.length).toBe(1);
    tenant.clearFaults();
    expect(await hanging).toMatch(/TypeError/);
  });

  it('applies to preflights only if it names their method', async () => {
    tenant.addFault({ path: KEYS, kind: 'status', status: 500, times: 1 });
    expect([await statusOf({ method: 'OPTIONS' }), await statusOf()]).toEqual([204, 500]);
    tenant.addFault({ path: /jwks/, kind: 'status', status: 501, method: 'OPTIONS' });
    expect([await statusOf({ method: 'OPTIONS' }), await statusOf()]).toEqual([501, 200]);
  });
});

describe('a hold', () => {
  it('keeps every request until its release, and none after it', async () => {
    const hold = tenant.hold(KEYS);
    const waiting = [statusOf(), statusOf()];
    await hold.arrived;
    expect(tenant.requests[0]?.status).toBeNull();
    hold.release();
    expect(await Promise.all([...waiting, statusOf()])).toEqual([200, 200, 200]);
  });
});

describe('the record of requests', () => {
  it('has names and origins, and no values of a query', async () => {
    await fetch(`${tenant.origin}/authorize?login_ticket=secret`, {
      headers: { Origin: 'https://app.example' },
    });
    expect(tenant.requests).toMatchObject([
      { method: 'GET', path: '/authorize', query: ['login_ticket'], origin: 'https://app.example' },
    ]);
    expect(JSON.stringify(tenant.requests)).not.toContain('secret');
  });
});

describe('reset', () => {
  it('restores settings and users, and forgets requests, faults and holds', async () => {
    tenant.configure({ users: [], clientId: 'second' });
    tenant.addFault({ path: KEYS, kind: 'drop' });
    const held = tenant.hold('/userinfo');
    const waiting = fetch(`${tenant.origin}/userinfo`);
    await held.arrived;
    await tenant.unplug();
    await waiting.catch(() => {});
    await tenant.reset();
    expect(tenant.requests).toEqual([]);
    expect([await statusOf(), tenant.clientId, tenant.users.length]).toEqual([200, 'first', 3]);
  });
});
