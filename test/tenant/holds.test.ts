import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

const PATH = '/.well-known/jwks.json';

let tenant: Tenant;
let client: TestClient;

beforeEach(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
  client = new TestClient(tenant);
});
afterEach(() => tenant.close());

const ask = async (init: RequestInit = {}) => (await fetch(`${tenant.origin}${PATH}`, init)).status;

async function newRefreshToken(): Promise<string> {
  return expectText(await client.signIn(new TestBrowser(), ...ADA), 'refresh_token');
}

/** A refresh whose client goes away as soon as the hold has it. */
async function abandonedRefresh(refreshToken: string, arrived: Promise<void>): Promise<void> {
  const leaving = new AbortController();
  const asking = fetch(`${tenant.origin}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: tenant.clientId,
      refresh_token: refreshToken,
    }),
    signal: leaving.signal,
  });
  await arrived;
  leaving.abort();
  await expect(asking).rejects.toThrow();
}

describe('a hold', () => {
  it('says when the first request has arrived, and lets it go on when it is told', async () => {
    const hold = tenant.hold(PATH);
    const asking = ask();
    await hold.arrived;
    expect(tenant.requests.map(({ status }) => status)).toEqual([null]);
    hold.release();
    expect(await asking).toBe(200);
  });

  it('keeps every request until the release, and none after it', async () => {
    const hold = tenant.hold(PATH);
    const asking = [ask(), ask()];
    await hold.arrived;
    hold.release();
    expect(await Promise.all([...asking, ask()])).toEqual([200, 200, 200]);
  });

  it('keeps only as many as it is told', async () => {
    const hold = tenant.hold(PATH, { times: 1 });
    const held = ask();
    await hold.arrived;
    expect(await ask()).toBe(200);
    hold.release();
    expect(await held).toBe(200);
  });

  it('can drop what it keeps', async () => {
    const hold = tenant.hold(PATH);
    const asking = ask();
    await hold.arrived;
    hold.drop();
    await expect(asking).rejects.toThrow('fetch failed');
    expect(await ask()).toBe(200);
  });

  it('lets preflights and other paths pass', async () => {
    tenant.hold('/userinfo');
    const init = { method: 'OPTIONS', headers: { Origin: ORIGIN } };
    expect((await fetch(`${tenant.origin}/userinfo`, init)).status).toBe(204);
    expect(await ask()).toBe(200);
  });

  it('can be followed by a fault', async () => {
    const hold = tenant.hold(PATH);
    const asking = ask();
    await hold.arrived;
    tenant.addFault({ path: PATH, kind: 'status', status: 503 });
    hold.release();
    expect(await asking).toBe(503);
  });

  it('is released with the faults', async () => {
    const hold = tenant.hold(PATH);
    const asking = ask();
    await hold.arrived;
    tenant.clearFaults();
    expect(await asking).toBe(200);
  });

  it('does not keep the tenant from closing', async () => {
    const hold = tenant.hold(PATH);
    const asking = ask().catch((error: unknown) => error);
    await hold.arrived;
    await tenant.close();
    expect(await asking).toBeInstanceOf(TypeError);
  });
});

describe('a refresh that is held', () => {
  it('before its work has used up nothing', async () => {
    const refreshToken = await newRefreshToken();
    const hold = tenant.hold('/oauth/token');
    await abandonedRefresh(refreshToken, hold.arrived);
    hold.drop();
    expect((await client.refresh(refreshToken)).status).toBe(200);
  });

  it('before its work counts after the release, although its client is gone', async () => {
    const refreshToken = await newRefreshToken();
    const hold = tenant.hold('/oauth/token', { when: 'before' });
    await abandonedRefresh(refreshToken, hold.arrived);
    hold.release();
    expect((await client.refresh(refreshToken)).status).toBe(403);
  });

  it('after its work was done, whether the answer is sent or not', async () => {
    const refreshToken = await newRefreshToken();
    const hold = tenant.hold('/oauth/token', { when: 'after' });
    await abandonedRefresh(refreshToken, hold.arrived);
    hold.drop();
    expect((await client.refresh(refreshToken)).status).toBe(403);
  });

  it('after its work answers at the release', async () => {
    const refreshToken = await newRefreshToken();
    const hold = tenant.hold('/oauth/token', { when: 'after' });
    const asking = client.renew(refreshToken);
    await hold.arrived;
    hold.release();
    expect(await asking).toHaveProperty('refresh_token');
  });
});
