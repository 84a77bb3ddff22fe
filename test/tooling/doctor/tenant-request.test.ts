import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { failureOf, jsonOf, plain, tenantRequester } from '../../../src/tooling/doctor/tenant-request.ts';

const now = () => 0;

/** As Node's `fetch` rejects: its own words, and the reason behind them. */
const failedFetch = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('tenantRequester', () => {
  it('follows no redirect', async () => {
    let asked: RequestInit | undefined;
    const fetch = async (_url: unknown, init?: RequestInit) => {
      asked = init;
      return new Response('', { status: 302, headers: { location: 'https://elsewhere.example/' } });
    };
    const result = await tenantRequester('https://tenant.example', { fetch, now })('/authorize');
    expect(asked).toMatchObject({ redirect: 'manual', signal: expect.any(AbortSignal) });
    expect(result).toMatchObject({ kind: 'response', status: 302 });
  });

  it('fails with the reason without a listener', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await new Promise((resolve) => server.close(resolve));
    const result = await tenantRequester(`http://127.0.0.1:${port}`, { fetch, now })('/');
    expect(result).toEqual({ kind: 'failed', failure: 'refused' });
  });

  it('times out without the end of a response', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(500_000));
    const endless = () => new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
    const result = await tenantRequester('https://tenant.example', {
      fetch: async () => new Response(endless()),
      now,
    })('/');
    expect(result).toEqual({ kind: 'failed', failure: 'broken-off' });
  });
});

describe('the reason of a failed request', () => {
  it.each([
    ['ENOTFOUND', 'name-unknown'],
    ['EAI_AGAIN', 'no-network'],
    ['ECONNREFUSED', 'refused'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['UND_ERR_CONNECT_TIMEOUT', 'late'],
    ['ECONNRESET', 'broken-off'],
    ['EWHATEVER', 'broken-off'],
  ])('%s is %s', (code, failure) => {
    expect(failureOf(failedFetch(code))).toBe(failure);
  });

  it('is found among several addresses', () => {
    const each = ['ENETUNREACH', 'ECONNREFUSED'].map((code) => Object.assign(new Error(code), { code }));
    expect(failureOf(new TypeError('fetch failed', { cause: new AggregateError(each) }))).toBe('no-network');
  });

  it('is the time limit', () => {
    expect(failureOf(new DOMException('The operation timed out.', 'TimeoutError'))).toBe('late');
  });

  it.each([undefined, null, 'words', 7])('is empty for the thrown value %j', (thrown) => {
    expect(failureOf(thrown)).toBe('broken-off');
  });
});

describe('the text of a response', () => {
  it.each(['', '[]', 'null', '"text"', '7', '<html>', '{'])('is empty for %j', (body) => {
    expect(jsonOf(body)).toBeNull();
  });

  it('is shortened to 200 characters', () => {
    expect(plain('x'.repeat(10_000))).toHaveLength(201);
  });

  it.each([undefined, null, 7, {}])('is empty for the value %j', (words) => {
    expect(plain(words)).toBe('');
  });
});
