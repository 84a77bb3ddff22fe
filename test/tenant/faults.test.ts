import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA, LISTED } from './test-tenant.ts';

const KEYS = '/.well-known/jwks.json';
const TOKEN = '/oauth/token';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant(LISTED);
});
beforeEach(() => tenant.reset());
afterAll(() => tenant.close());

const ask = (path = KEYS, init: RequestInit = {}) => fetch(`${tenant.origin}${path}`, init);
const statusOf = async (path = KEYS, init: RequestInit = {}) => (await ask(path, init)).status;

async function newRefreshToken(): Promise<string> {
  const tokens = await new TestClient(tenant).signIn(new TestBrowser(), ...ADA);
  return expectText(tokens, 'refresh_token');
}

const refresh = (refreshToken: string) => new TestClient(tenant).refresh(refreshToken);

describe('a fault', () => {
  it('of kind status answers as told, readable for an allowed origin', async () => {
    const answer = { status: 503, body: '<h1>Busy</h1>', contentType: 'text/html' };
    tenant.addFault({ path: '/userinfo', kind: 'status', ...answer, headers: { 'Retry-After': '7' } });
    const response = await ask('/userinfo', { headers: { Origin: ORIGIN } });
    expect([response.status, await response.text()]).toEqual([503, '<h1>Busy</h1>']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'retry-after': '7',
      'access-control-allow-origin': ORIGIN,
    });
  });

  it('of kind delay answers as usual, but later', async () => {
    tenant.addFault({ path: KEYS, kind: 'delay', milliseconds: 40 });
    const begun = performance.now();
    expect(await statusOf()).toBe(200);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(39);
  });

  it('of kind hang closes the connection when the faults are cleared', async () => {
    tenant.addFault({ path: KEYS, kind: 'hang' });
    const hanging = expect(ask()).rejects.toThrow('fetch failed');
    await expect.poll(() => tenant.requests.length).toBe(1);
    tenant.clearFaults();
    await hanging;
  });

  it('of kind half sends the first half of the answer and closes the connection', async () => {
    const whole = await (await ask()).text();
    tenant.addFault({ path: KEYS, kind: 'half' });
    const response = await ask();
    expect(response.headers.get('Content-Length')).toBe(String(whole.length));
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? []).toString()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    await expect(reader?.read()).rejects.toThrow(TypeError);
    expect(tenant.requests.at(-1)?.status).toBeNull();
  });

  it('is over after as many requests as it was given, or when it is undone', async () => {
    const undo = tenant.addFault({ path: KEYS, kind: 'status', status: 502 });
    const statuses = [await statusOf()];
    undo();
    tenant.addFault({ path: KEYS, kind: 'status', status: 500, times: 2 });
    for (let time = 0; time < 3; time += 1) statuses.push(await statusOf());
    expect(statuses).toEqual([502, 500, 500, 200]);
  });

  it('meets the paths that an expression finds, and no others', async () => {
    tenant.addFault({ path: /jwks/g, kind: 'status', status: 500 });
    expect([await statusOf(), await statusOf(), await statusOf('/mobile')]).toEqual([500, 500, 200]);
  });

  it('meets preflights only when it is told to', async () => {
    const preflight = { method: 'OPTIONS' };
    tenant.addFault({ path: KEYS, kind: 'status', status: 500, times: 1 });
    expect([await statusOf(KEYS, preflight), await statusOf()]).toEqual([204, 500]);
    tenant.addFault({ path: KEYS, kind: 'status', status: 501, ...preflight });
    expect([await statusOf(KEYS, preflight), await statusOf()]).toEqual([501, 200]);
  });

  it.each(['drop', 'half', 'status'] as const)(
    'of kind %s can come after the work was done',
    async (kind) => {
      const refreshToken = await newRefreshToken();
      const common = { path: TOKEN, processed: true, times: 1 };
      tenant.addFault(kind === 'status' ? { ...common, kind, status: 504 } : { ...common, kind });
      const answered = await refresh(refreshToken)
        .then((response) => response.text())
        .catch(() => 'no answer');
      expect(answered).toBe(kind === 'status' ? '' : 'no answer');
      expect((await refresh(refreshToken)).status).toBe(403);
    },
  );
});

describe('a hold', () => {
  it('keeps every request from the first one until the release, and none after it', async () => {
    const hold = tenant.hold(KEYS);
    const asking = [statusOf(), statusOf()];
    await hold.arrived;
    expect(tenant.requests[0]?.status).toBeNull();
    tenant.addFault({ path: KEYS, kind: 'status', status: 503, times: 1 });
    hold.release();
    expect((await Promise.all([...asking, statusOf()])).sort()).toEqual([200, 200, 503]);
  });

  it('does not keep the tenant from closing', async () => {
    const other = await startTenant();
    const hold = other.hold(KEYS);
    const asking = expect(fetch(`${other.origin}${KEYS}`)).rejects.toThrow(TypeError);
    await hold.arrived;
    await other.close();
    await asking;
  });

  it.each(['before', 'after'] as const)('%s the work counts, although the client is gone', async (when) => {
    const refreshToken = await newRefreshToken();
    const hold = tenant.hold(TOKEN, { when });
    const leaving = new AbortController();
    const fields = { grant_type: 'refresh_token', client_id: tenant.clientId, refresh_token: refreshToken };
    const body = new URLSearchParams(fields);
    const asking = ask(TOKEN, { method: 'POST', body, signal: leaving.signal });
    await hold.arrived;
    leaving.abort();
    await expect(asking).rejects.toThrow();
    hold.release();
    expect((await refresh(refreshToken)).status).toBe(403);
  });

  it('after the work answers at the release', async () => {
    const refreshToken = await newRefreshToken();
    const hold = tenant.hold(TOKEN, { when: 'after' });
    const asking = refresh(refreshToken);
    await hold.arrived;
    hold.release();
    expect((await asking).status).toBe(200);
  });
});
