import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

const PATH = '/.well-known/jwks.json';

/** What came of a body, and what ended it. */
async function readUntilBroken(response: Response): Promise<{ received: string; error: unknown }> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let received = '';
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) return { received, error: undefined };
      received += value;
    }
  } catch (error) {
    return { received, error };
  }
}

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

  it('of kind hang closes the connection when the trouble is over', async () => {
    tenant.addFault({ path: PATH, kind: 'hang' });
    const seen = tenant.requests.length;
    const answer = ask(PATH, { signal: AbortSignal.timeout(10_000) });
    await Promise.all([
      expect(answer).rejects.toThrow('fetch failed'),
      expect
        .poll(() => tenant.requests.length)
        .toBeGreaterThan(seen)
        .then(() => tenant.clearFaults()),
    ]);
  });

  it('of kind drop closes the connection without an answer', async () => {
    tenant.addFault({ path: PATH, kind: 'drop' });
    await expect(ask()).rejects.toThrow('fetch failed');
  });

  it('of kind status can say when to come again, in seconds or as a date', async () => {
    const date = new Date('2026-11-23T12:00:00Z').toUTCString();
    for (const wait of ['7', date]) {
      const headers = { 'Retry-After': wait };
      tenant.addFault({ path: PATH, kind: 'status', status: 429, headers, times: 1 });
    }
    const answers = [await ask(), await ask()];
    expect(answers.map(({ status, headers }) => [status, headers.get('Retry-After')])).toEqual([
      [429, '7'],
      [429, 'Mon, 23 Nov 2026 12:00:00 GMT'],
    ]);
  });

  it('of kind status can be good and its body rubbish', async () => {
    tenant.addFault({ path: PATH, kind: 'status', status: 200, body: '<h1>Log in to this network</h1>' });
    const response = await ask();
    expect(response.status).toBe(200);
    await expect(response.json()).rejects.toThrow(SyntaxError);
  });

  it('of kind half sends the beginning of the answer and closes the connection', async () => {
    const whole = await (await ask()).text();
    tenant.addFault({ path: PATH, kind: 'half' });
    const response = await ask();
    expect(response.headers.get('Content-Length')).toBe(String(whole.length));
    const { received, error } = await readUntilBroken(response);
    expect(received).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    expect(error).toBeInstanceOf(TypeError);
    expect(tenant.requests.at(-1)?.status).toBeNull();
  });

  it('of kind half is readable for a listed origin', async () => {
    tenant.addFault({ path: '/userinfo', kind: 'half' });
    const response = await ask('/userinfo', { headers: { Origin: ORIGIN } });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    await readUntilBroken(response);
  });

  it('of kind half answers nothing where there is nothing to cut', async () => {
    tenant.addFault({ path: '/userinfo', method: 'OPTIONS', kind: 'half' });
    await expect(ask('/userinfo', { method: 'OPTIONS' })).rejects.toThrow('fetch failed');
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

describe('a fault after the work was done', () => {
  let tenant: Tenant;
  let client: TestClient;
  let refreshToken: string;

  beforeEach(async () => {
    tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
    client = new TestClient(tenant);
    refreshToken = expectText(await client.signIn(new TestBrowser(), ...ADA), 'refresh_token');
  });
  afterEach(() => tenant.close());

  /** Whether the refresh token can still be exchanged: whether the request before was without effect. */
  async function isUnused(): Promise<boolean> {
    return (await client.refresh(refreshToken)).status === 200;
  }

  it('drops the answer of a refresh that counts', async () => {
    tenant.addFault({ path: '/oauth/token', kind: 'drop', processed: true, times: 1 });
    await expect(client.refresh(refreshToken)).rejects.toThrow('fetch failed');
    expect(await isUnused()).toBe(false);
  });

  it('cuts the answer of a refresh that counts', async () => {
    tenant.addFault({ path: '/oauth/token', kind: 'half', times: 1 });
    await readUntilBroken(await client.refresh(refreshToken));
    expect(await isUnused()).toBe(false);
  });

  it('puts another answer in the place of one, with nothing of it left', async () => {
    tenant.addFault({ path: '/oauth/token', kind: 'status', status: 504, processed: true, times: 1 });
    const response = await client.refresh(refreshToken);
    expect([response.status, response.headers.get('Cache-Control'), await response.text()]).toEqual([
      504,
      null,
      '',
    ]);
    expect(await isUnused()).toBe(false);
  });

  it('answers late, once', async () => {
    tenant.addFault({ path: '/oauth/token', kind: 'delay', milliseconds: 1, processed: true, times: 1 });
    expect((await client.refresh(refreshToken)).status).toBe(200);
  });

  it('is not what a fault is by default', async () => {
    tenant.addFault({ path: '/oauth/token', kind: 'drop', times: 1 });
    await expect(client.refresh(refreshToken)).rejects.toThrow('fetch failed');
    expect(await isUnused()).toBe(true);
  });
});
