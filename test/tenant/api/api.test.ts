import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from '../tenant.ts';
import { read, TestBrowser } from '../test-browser.ts';
import { ORIGIN, TestClient } from '../test-client.ts';
import { ADA, GRACE, LISTED } from '../test-tenant.ts';
import { type Api, startApi } from './api.ts';

const AUDIENCE = 'https://api.example/';
const STRANGER = 'https://stranger.example/';

let tenant: Tenant;
let api: Api;
let stranger: Api;
/** An access token of Ada's for the API. */
let token: string;

beforeAll(async () => {
  const apis = [AUDIENCE, STRANGER].map((identifier) => ({ identifier }));
  tenant = await startTenant({ ...LISTED, apis });
  api = await startApi({ tenant, audience: AUDIENCE, allowedOrigins: [ORIGIN] });
  stranger = await startApi({ tenant, audience: STRANGER });
  token = await tokenOf(ADA, AUDIENCE);
});
beforeEach(() => api.clearFaults());
afterAll(() => Promise.all([api.close(), stranger.close(), tenant.close()]));

async function tokenOf(person: readonly [string, string], audience?: string): Promise<string> {
  const tokens = await new TestClient(tenant).signIn(new TestBrowser(), ...person, { audience });
  return tokens.access_token;
}

const bearer = (accessToken = token) => ({ Authorization: `Bearer ${accessToken}` });

function ask(path: string, init: RequestInit = {}, at = api): Promise<Response> {
  return fetch(`${at.origin}${path}`, init);
}

const write = (text: unknown) =>
  ask('/notes', { method: 'POST', headers: bearer(), body: JSON.stringify({ text }) });

describe('the notes', () => {
  it('are for whoever has a good token, and each person has their own', async () => {
    expect(await read(await write('Buy milk'))).toEqual({ status: 201, body: { id: 1, text: 'Buy milk' } });
    const mine = await read(await ask('/notes', { headers: bearer() }));
    const theirs = await read(await ask('/notes', { headers: bearer(await tokenOf(GRACE, AUDIENCE)) }));
    expect([mine.body, theirs.body]).toEqual([{ notes: [{ id: 1, text: 'Buy milk' }] }, { notes: [] }]);
  });

  it('are refused without a token, and the answer says which kind', async () => {
    const { status, headers } = await ask('/notes');
    expect([status, headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
  });

  it.each([
    ['for another API', () => tokenOf(ADA, STRANGER)],
    ['for no API', () => tokenOf(ADA)],
    ['that nobody gave out', async () => 'invented'],
  ])('are refused for a token %s', async (_name, get) => {
    const { status, headers } = await ask('/notes', { headers: bearer(await get()) });
    expect([status, headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
  });

  it('are there for an opaque token where the API names no audience', async () => {
    const open = await startApi({ tenant });
    const statuses = [
      (await ask('/notes', { headers: bearer(await tokenOf(ADA)) }, open)).status,
      (await ask('/notes', {}, open)).status,
    ];
    await open.close();
    expect(statuses).toEqual([200, 401]);
  });
});

describe('the probes', () => {
  it('lead wherever they are told', async () => {
    const to = `${stranger.origin}/echo-headers`;
    const response = await ask(`/redirect?to=${encodeURIComponent(to)}`, { redirect: 'manual' });
    expect([response.status, response.headers.get('Location')]).toEqual([302, to]);
  });

  it.each([
    ['Bearer secret-token', { authorization: true, scheme: 'Bearer' }],
    ['DPoP secret-token', { authorization: true, scheme: 'DPoP' }],
    [undefined, { authorization: false, scheme: null }],
  ])('say of %s only its scheme', async (value, expected) => {
    const headers = value === undefined ? {} : { Authorization: value };
    expect((await read(await ask('/echo-headers', { headers }))).body).toEqual(expected);
  });

  it.each([204, 401, 503])('answer %i when they are asked to', async (code) => {
    expect((await ask(`/status/${code}`, { method: 'POST' })).status).toBe(code);
  });
});

describe('the record of the API', () => {
  async function recorded(path: string, init: RequestInit = {}, at = api) {
    await ask(path, init, at);
    return at.requests.at(-1);
  }

  it('says whether a good token came', async () => {
    expect(await recorded('/notes', { headers: { ...bearer(), Origin: ORIGIN } })).toEqual({
      method: 'GET',
      path: '/notes',
      origin: ORIGIN,
      hadAuthorization: true,
      tokenAccepted: true,
      status: 200,
    });
  });

  it("says that a stranger's token is none, on any path", async () => {
    expect(await recorded('/status/200', { headers: bearer() }, stranger)).toMatchObject({
      hadAuthorization: true,
      tokenAccepted: false,
    });
  });

  it('has no token in it', async () => {
    await ask('/notes', { headers: bearer() });
    expect(JSON.stringify(api.requests)).not.toContain(token.slice(-20));
  });
});

describe('a page of another origin', () => {
  const preflight = (origin: string) =>
    ask('/notes', {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      },
    });

  it('may call the API when it is listed', async () => {
    const { status, headers } = await preflight(ORIGIN);
    expect(status).toBe(204);
    const { headers: foreign } = await preflight('https://elsewhere.example');
    expect(foreign.get('Access-Control-Allow-Origin')).toBeNull();
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-headers': 'Authorization, Content-Type',
      'access-control-allow-methods': 'GET, POST',
    });
  });

  it('may read refusals and faults too', async () => {
    api.addFault({ path: '/notes', kind: 'status', status: 503, times: 1 });
    const answers = [
      await ask('/notes', { headers: { Origin: ORIGIN } }),
      await ask('/notes', { headers: { Origin: ORIGIN } }),
    ];
    expect(
      answers.map(({ status, headers }) => [status, headers.get('Access-Control-Allow-Origin')]),
    ).toEqual([
      [503, ORIGIN],
      [401, ORIGIN],
    ]);
  });
});

describe('trouble at the API', () => {
  it('can be an answer that waits although the work is done', async () => {
    const hold = api.hold('/notes', { method: 'POST', when: 'after' });
    const writing = write('Call mother');
    await hold.arrived;
    const { body } = await read(await ask('/notes', { headers: bearer() }));
    expect(JSON.stringify(body)).toContain('Call mother');
    hold.release();
    expect((await writing).status).toBe(201);
  });

  it('does not keep the API from closing', async () => {
    const other = await startApi({ tenant });
    const hold = other.hold('/notes');
    const asking = ask('/notes', {}, other).catch((error: unknown) => error);
    await hold.arrived;
    await other.close();
    expect(await asking).toBeInstanceOf(TypeError);
  });
});
