import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { ORIGIN } from './test-client.ts';

const PATH = '/.well-known/jwks.json';

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant();
});
afterAll(() => tenant.close());

const ask = (headers: Record<string, string> = {}) => fetch(`${tenant.origin}${PATH}`, { headers });

async function etag(): Promise<string> {
  return (await ask()).headers.get('ETag') ?? '';
}

describe('the key set', () => {
  it('says how long a browser may keep it', async () => {
    const { headers } = await ask();
    expect(headers.get('Cache-Control')).toBe(
      'public, max-age=15, stale-while-revalidate=15, stale-if-error=86400',
    );
    expect(headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  });

  it('is not sent again to whoever has it', async () => {
    const response = await ask({ 'If-None-Match': await etag() });
    expect([response.status, await response.text()]).toEqual([304, '']);
  });

  it('is readable for every origin, in the short answer too', async () => {
    const response = await ask({ 'If-None-Match': await etag(), Origin: ORIGIN });
    expect([response.status, response.headers.get('Access-Control-Allow-Origin')]).toEqual([304, '*']);
  });

  it('is sent again when the keys are others', async () => {
    const former = await etag();
    tenant.rotateKeys({ keepOld: true });
    expect((await ask({ 'If-None-Match': former })).status).toBe(200);
  });

  it('is counted in the record of requests', async () => {
    const count = () => tenant.requests.filter(({ path }) => path === PATH).length;
    const before = count();
    await ask();
    expect(count() - before).toBe(1);
  });
});
