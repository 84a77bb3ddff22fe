import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { jsonOf, sanitize, tenantRequester } from '../../../src/tooling/doctor/tenant-request.ts';

const requester = (fetch: typeof globalThis.fetch) =>
  tenantRequester('https://tenant.example', { fetch, now: () => 0 });

describe('tenantRequester', () => {
  it('sends equal requests once, and follows no redirect', async () => {
    const sent: (RequestInit | undefined)[] = [];
    const send = requester(async (_url, init) => {
      sent.push(init);
      return new Response('', { status: 302, headers: { location: 'https://elsewhere.example/' } });
    });
    const post = { method: 'POST', body: 'a' };
    for (const request of [post, { ...post }, { ...post, body: 'b' }, undefined]) {
      expect(await send('/authorize', request)).toMatchObject({ kind: 'response', status: 302 });
    }
    expect(sent).toHaveLength(3);
    expect(sent[0]).toMatchObject({ ...post, redirect: 'manual', signal: expect.any(AbortSignal) });
  });

  it("returns Node's code if no program listens", async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await promisify(server.close.bind(server))();
    const deps = { fetch: globalThis.fetch, now: () => 0 };
    expect(await tenantRequester(`http://127.0.0.1:${port}`, deps)('/')).toEqual({
      kind: 'failed',
      code: 'ECONNREFUSED',
    });
  });

  it('returns the name of an error without a code', async () => {
    const send = requester(() => Promise.reject(new DOMException('Timed out.', 'TimeoutError')));
    expect(await send('/')).toEqual({ kind: 'failed', code: 'TimeoutError' });
  });
});

it.each(['', '[]', 'null', '"text"', '7', '<html>', '{'])('jsonOf returns null for %j', (text) => {
  expect(jsonOf(text)).toBeNull();
});

it.each([
  ['x'.repeat(10_000), `${'x'.repeat(200)}…`],
  [undefined, ''],
  [null, ''],
  [{}, ''],
])('sanitize returns at most 200 characters of a string', (text, expected) => {
  expect(sanitize(text)).toBe(expected);
});
