/**
 * Rules that would hide a fault of the extension if the tenant did not enforce them, in the parts that the certified
 * provider does not decide. The doctor's tests show the tenant's settings. Each title begins with the row of
 * docs/local-tenant.md that has the source.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTenant, type Tenant, type TenantChange } from './tenant.ts';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const CALLBACK = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
const CREDENTIALS = { username: 'ada@example.com', password: 'Analytical-Engine-1843' };
const VERIFIER = 'v'.repeat(43);
const AUDIENCE = 'https://api.example/';

let tenant: Tenant;
/** Milliseconds by which the clock of the tickets is ahead. */
let ahead = 0;
beforeAll(async () => {
  tenant = await startTenant({
    webOrigins: [ORIGIN],
    allowedCallbackUrls: [CALLBACK],
    now: () => Date.now() + ahead,
  });
});
beforeEach(async () => {
  ahead = 0;
  await tenant.reset();
});
afterAll(() => tenant.close());

type Parameters = Readonly<Record<string, string>>;

/** Returns a function that visits an address with the cookies of one browser, up to a page or another origin. */
function openBrowser() {
  const cookies = new Map<string, string>();
  return async function visit(address: string, init: RequestInit = {}): Promise<Response | URL> {
    const headers = { ...init.headers, Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('Location');
    if (location === null) return response;
    const next = new URL(location, address);
    return next.origin === tenant.origin ? visit(next.href) : next;
  };
}
type Browser = ReturnType<typeof openBrowser>;

async function post(path: string, body: URLSearchParams | object, browser = openBrowser()) {
  const isForm = body instanceof URLSearchParams;
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  const response = await browser(`${tenant.origin}${path}`, {
    method: 'POST',
    headers: { Origin: ORIGIN, 'Content-Type': type },
    body: isForm ? body : JSON.stringify(body),
  });
  if (response instanceof URL) throw new Error(`${path} redirected.`);
  const text = await response.text();
  return { status: response.status, body: Object(text.startsWith('{') ? JSON.parse(text) : text) };
}

const sendPassword = (changes: object = {}, browser = openBrowser()) =>
  post(
    '/co/authenticate',
    {
      client_id: tenant.clientId,
      credential_type: 'http://auth0.com/oauth/grant-type/password-realm',
      realm: 'Username-Password-Authentication',
      ...CREDENTIALS,
      ...changes,
    },
    browser,
  );

const ticketFor = async (browser: Browser): Promise<string> =>
  (await sendPassword({}, browser)).body.login_ticket;

/** Returns the parameters of the redirect, or the status of a page. */
async function authorize(changes: Parameters, browser = openBrowser()): Promise<Record<string, unknown>> {
  const parameters = {
    client_id: tenant.clientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid offline_access',
    state: 'state',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const landed = await browser(`${tenant.origin}/authorize?${new URLSearchParams(parameters)}`);
  return landed instanceof URL ? Object.fromEntries(landed.searchParams) : { status: landed.status };
}

const requestTokens = (parameters: Parameters) =>
  post('/oauth/token', new URLSearchParams({ client_id: tenant.clientId, ...parameters }));

const exchange = (code: unknown, verifier = VERIFIER) =>
  requestTokens({
    grant_type: 'authorization_code',
    code: String(code),
    redirect_uri: CALLBACK,
    code_verifier: verifier,
  });

const refresh = (token: string) => requestTokens({ grant_type: 'refresh_token', refresh_token: token });

async function newCode(changes: Parameters = {}): Promise<unknown> {
  const browser = openBrowser();
  return (await authorize({ ...changes, login_ticket: await ticketFor(browser) }, browser)).code;
}

const newRefreshToken = async (): Promise<string> => (await exchange(await newCode())).body.refresh_token;

const REFUSED = { status: 403, body: { error: 'invalid_grant' } };

it.each<[row: string, changes: object, status: number, error: string]>([
  ['co-fields', { captcha: 'ABCDEF' }, 400, 'invalid_request'],
  ['co-unknown-client', { client_id: 'another' }, 401, 'unauthorized_client'],
  ['co-unknown-realm', { realm: 'elsewhere' }, 400, 'invalid_request'],
  ['co-wrong-password', { username: 'blocked@example.com', password: 'wrong' }, 403, 'access_denied'],
])('%s: /co/authenticate refuses %j with %i %s', async (_row, changes, status, error) => {
  expect(await sendPassword(changes)).toMatchObject({ status, body: { error } });
});

describe('/authorize', () => {
  it('pkce: refuses the method plain', async () => {
    const request = { prompt: 'none', code_challenge_method: 'plain' };
    expect(await authorize(request)).toMatchObject({ error: 'invalid_request' });
  });

  it('ticket: accepts a ticket once, within five minutes', async () => {
    const browser = openBrowser();
    const [ticket, late] = [await ticketFor(browser), await ticketFor(browser)];
    expect(await authorize({ login_ticket: ticket }, browser)).toHaveProperty('code');
    expect(await authorize({ login_ticket: ticket }, browser)).toMatchObject({ error: 'access_denied' });
    ahead = 300_000;
    expect(await authorize({ login_ticket: late }, browser)).toMatchObject({ error: 'access_denied' });
  });

  it('ticket-cookie: accepts a ticket only from the browser that received it', async () => {
    const ticket = await ticketFor(openBrowser());
    expect(await authorize({ login_ticket: ticket })).toMatchObject({ error: 'server_error' });
  });
});

describe('tokens', () => {
  it('code-refused: accepts a code once, and a second use ends its tokens', async () => {
    const code = await newCode();
    const { refresh_token } = (await exchange(code)).body;
    expect(await exchange(code)).toMatchObject(REFUSED);
    expect(await refresh(refresh_token)).toMatchObject(REFUSED);
  });

  it('verifier-refused: refuses another verifier', async () => {
    expect(await exchange(await newCode(), 'x'.repeat(43))).toMatchObject(REFUSED);
  });

  it.each<[row: string, parameters: Parameters, TenantChange, isGiven: boolean]>([
    ['offline-access', { scope: 'openid' }, {}, false],
    ['api-offline-access', { audience: AUDIENCE }, { apis: [{ identifier: AUDIENCE }] }, false],
    [
      'api-offline-access',
      { audience: AUDIENCE },
      { apis: [{ identifier: AUDIENCE, allowOfflineAccess: true }] },
      true,
    ],
    ['browser-refresh-token', {}, { refreshTokens: { rotation: false } }, false],
  ])('%s: gives a refresh token for %j, %j: %s', async (_row, parameters, settings, isGiven) => {
    tenant.configure(settings);
    expect(Object.hasOwn((await exchange(await newCode(parameters))).body, 'refresh_token')).toBe(isGiven);
  });
});

describe('refresh tokens', () => {
  it('rotation-reuse: a second use ends the family, and no other', async () => {
    const [first, elsewhere] = [await newRefreshToken(), await newRefreshToken()];
    const { refresh_token: second } = (await refresh(first)).body;
    expect(await refresh(first)).toMatchObject(REFUSED);
    expect(await refresh(second)).toMatchObject(REFUSED);
    expect(await refresh(elsewhere)).toMatchObject({ status: 200 });
  });

  it('rotation-overlap: accepts the previous token, and none before that', async () => {
    tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const first = await newRefreshToken();
    const { refresh_token: second } = (await refresh(first)).body;
    expect(await refresh(first)).toMatchObject({ status: 200 });
    await refresh(second);
    expect(await refresh(first)).toMatchObject(REFUSED);
  });

  it('revocation: ends the family', async () => {
    const first = await newRefreshToken();
    const { refresh_token: second } = (await refresh(first)).body;
    await post('/oauth/revoke', new URLSearchParams({ client_id: tenant.clientId, token: second }));
    expect(await refresh(second)).toMatchObject(REFUSED);
  });
});

/** How the tenant's code names a row. */
const NAMED =
  /(?:behavior: |declare\(ctx, |route\(\s*|[rR]efuse\w*\(\s*ctx,\s*|sendErrorPage\(ctx, |invalidRequest\(|invalidGrant\()'([a-z0-9-]+)'/g;

it('docs/local-tenant.md has each row that the code names once, with its source and confidence', () => {
  const table = readFileSync(path.join(import.meta.dirname, '../../docs/local-tenant.md'), 'utf8');
  const rows = [...table.matchAll(/^\| `([a-z0-9-]+)` \|.+\|.+\| (?:\d\d %|unknown|local) \|$/gm)];
  const ids = rows.map(([, id]) => id);
  const files = readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts'));
  const sources = files.map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8'));
  const named = new Set(sources.flatMap((source) => [...source.matchAll(NAMED)].map(([, id]) => id)));
  expect(named.size).toBeGreaterThan(30);
  expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});
