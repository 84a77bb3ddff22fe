import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { ORIGIN } from './test-client.ts';

const PATH = '/.well-known/jwks.json';

describe('a fault', () => {
  let tenant: Tenant;

  beforeEach(async () => {
    tenant = await startTenant({ allowedOrigins: [ORIGIN] });
  });
  afterEach(() => tenant.close());

  const ask = (path = PATH, init: RequestInit = {}) => fetch(`${tenant.origin}${path}`, init);

  it('of kind status answers as told', async () => {
    tenant.addFault({
      path: PATH,
      kind: 'status',
      status: 503,
      body: '<h1>Busy</h1>',
      contentType: 'text/html',
      headers: { 'Retry-After': '7' },
    });
    const response = await ask();
    expect({
      status: response.status,
      type: response.headers.get('Content-Type'),
      retryAfter: response.headers.get('Retry-After'),
      body: await response.text(),
    }).toEqual({ status: 503, type: 'text/html; charset=utf-8', retryAfter: '7', body: '<h1>Busy</h1>' });
  });

  it('of kind status is readable for a listed origin', async () => {
    tenant.addFault({ path: '/userinfo', kind: 'status', status: 503 });
    const response = await ask('/userinfo', { headers: { Origin: ORIGIN } });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
  });

  it('of kind delay answers as usual, but later', async () => {
    tenant.addFault({ path: PATH, kind: 'delay', milliseconds: 40 });
    const begun = performance.now();
    const response = await ask();
    expect({ status: response.status, late: performance.now() - begun >= 39 }).toEqual({
      status: 200,
      late: true,
    });
  });

  it('of kind hang answers nothing until the client gives up', async () => {
    tenant.addFault({ path: PATH, kind: 'hang' });
    const begun = performance.now();
    await expect(ask(PATH, { signal: AbortSignal.timeout(80) })).rejects.toThrow();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(75);
  });

  it('of kind drop closes the connection without an answer', async () => {
    tenant.addFault({ path: PATH, kind: 'drop' });
    await expect(ask()).rejects.toThrow('fetch failed');
  });

  it('is over after so many requests as it was given', async () => {
    tenant.addFault({ path: PATH, kind: 'status', status: 500, times: 2 });
    const statuses = [(await ask()).status, (await ask()).status, (await ask()).status];
    expect(statuses).toEqual([500, 500, 200]);
  });

  it('lasts until it is undone when it was given no number', async () => {
    const undo = tenant.addFault({ path: PATH, kind: 'status', status: 500 });
    const before = [(await ask()).status, (await ask()).status];
    undo();
    expect([...before, (await ask()).status]).toEqual([500, 500, 200]);
  });

  it('meets the paths that an expression finds', async () => {
    tenant.addFault({ path: /jwks/g, kind: 'status', status: 500 });
    const statuses = [(await ask()).status, (await ask()).status];
    expect(statuses).toEqual([500, 500]);
  });

  it('leaves other paths alone', async () => {
    tenant.addFault({ path: '/userinfo', kind: 'status', status: 500 });
    expect((await ask()).status).toBe(200);
  });

  it('leaves other methods alone', async () => {
    tenant.addFault({ path: PATH, method: 'POST', kind: 'status', status: 500 });
    expect((await ask()).status).toBe(200);
  });

  it('does not spend itself on a preflight', async () => {
    tenant.addFault({ path: '/userinfo', kind: 'status', status: 500, times: 1 });
    await ask('/userinfo', { method: 'OPTIONS', headers: { Origin: ORIGIN } });
    expect((await ask('/userinfo')).status).toBe(500);
  });

  it('meets preflights when it is told to', async () => {
    tenant.addFault({ path: '/userinfo', method: 'OPTIONS', kind: 'status', status: 500 });
    expect((await ask('/userinfo', { method: 'OPTIONS' })).status).toBe(500);
  });

  it('goes with all others when all are cleared', async () => {
    tenant.addFault({ path: PATH, kind: 'status', status: 500 });
    tenant.clearFaults();
    expect((await ask()).status).toBe(200);
  });

  it('does not keep the tenant from closing', async () => {
    tenant.addFault({ path: PATH, kind: 'delay', milliseconds: 3_600_000 });
    const waiting = ask().catch((error: unknown) => error);
    while (tenant.requests.length === 0) await new Promise(setImmediate);
    await tenant.close();
    expect(await waiting).toBeInstanceOf(TypeError);
  });
});
