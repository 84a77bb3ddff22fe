import { expect } from 'vitest';
import { isJsonObject } from './http.ts';
import { postCredentials, read, TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN } from './test-client.ts';
import { ADA, row, useTenant } from './test-tenant.ts';

const STRANGER = 'https://stranger.example';
const KEYS = '/.well-known/jwks.json';
const shared = useTenant();

const ask = (path: string, init: RequestInit = {}) => fetch(`${shared.tenant.origin}${path}`, init);

function corsHeaders({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

const preflight = async (path: string, origin: string) =>
  corsHeaders(
    await ask(path, {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    }),
  );
const post = async (path: string, origin: string) =>
  corsHeaders(await ask(path, { method: 'POST', headers: { Origin: origin } }));

async function keyIds(): Promise<unknown[]> {
  const { body } = await read(await ask(KEYS));
  if (!isJsonObject(body) || !Array.isArray(body.keys)) throw new Error('There is no key set.');
  return body.keys.map((key: unknown) => (isJsonObject(key) ? key.kid : undefined));
}

row('settings-script', 'lists the enabled connections, with the rules of each database', async () => {
  shared.tenant.configure({
    connections: [
      { strategy: 'auth0', showSignup: false },
      { strategy: 'auth0', name: 'partners', passwordPolicy: 'excellent' },
      { strategy: 'oidc', name: 'corp', domain: 'corp.example' },
      { strategy: 'email' },
    ],
  });
  const script = await (await ask(`/client/${shared.tenant.clientId}.js?t1700000000000`)).text();
  expect(JSON.parse(/^Auth0\.setClient\((.*)\);$/s.exec(script)?.[1] ?? '')).toMatchObject({
    id: shared.tenant.clientId,
    strategies: [
      {
        name: 'auth0',
        connections: [
          { name: 'Username-Password-Authentication', showSignup: false, passwordPolicy: 'good' },
          { name: 'partners', passwordPolicy: 'excellent' },
        ],
      },
      { name: 'oidc', connections: [{ name: 'corp', domain: 'corp.example' }] },
      { name: 'email', connections: [{ name: 'email' }] },
    ],
  });
});

row('settings-script-unknown', 'is a file without permission for another client ID', async () => {
  const response = await ask('/client/another.js');
  expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('AccessDenied')]);
});

row('discovery', "has Auth0's addresses, and promises no issuer in the redirect", async () => {
  const { origin } = shared.tenant;
  const server = await shared.client.server();
  expect(server).toMatchObject({
    issuer: `${origin}/`,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    userinfo_endpoint: `${origin}/userinfo`,
    jwks_uri: `${origin}${KEYS}`,
  });
  expect(server).not.toHaveProperty('authorization_response_iss_parameter_supported');
});

row('key-set', 'shows public RS256 keys, for 15 seconds, and 304 to whom has them', async () => {
  const response = await ask(KEYS);
  const text = expect.any(String);
  expect(await response.json()).toEqual({
    keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: text, n: text, e: 'AQAB' }],
  });
  expect(response.headers.get('Cache-Control')).toContain('public, max-age=15,');
  const headers = { 'If-None-Match': response.headers.get('ETag') ?? '' };
  expect((await ask(KEYS, { headers })).status).toBe(304);
  shared.tenant.rotateKeys({ keepOld: true });
  expect((await ask(KEYS, { headers })).status).toBe(200);
});

row('key-rotation', 'signs all tokens from then on, with or without the old key in the key set', async () => {
  const before = await keyIds();
  shared.tenant.rotateKeys({ keepOld: true });
  const [kid, ...old] = await keyIds();
  expect(old).toEqual(before);
  shared.tenant.configure({ apis: [{ identifier: 'https://api.example/' }] });
  const audience = 'https://api.example/';
  const tokens = await shared.client.signIn(new TestBrowser(), ...ADA, { audience });
  for (const jwt of [tokens.access_token, tokens.id_token ?? '']) {
    const header = Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString();
    expect(JSON.parse(header)).toMatchObject({ alg: 'RS256', kid });
  }
  expect(await shared.tenant.inspectAccessToken(tokens.access_token)).toBeDefined();
  shared.tenant.rotateKeys({ keepOld: false });
  expect(await keyIds()).toHaveLength(1);
  expect(await shared.tenant.inspectAccessToken(tokens.access_token)).toBeUndefined();
});

row('web-origins', 'alone decide who can use /co/authenticate', async () => {
  const [username, password] = ADA;
  const post = () =>
    postCredentials(shared.tenant, new TestBrowser(), { origin: ORIGIN, username, password });
  shared.tenant.configure({ webOrigins: [] });
  const refused = await post();
  expect([refused.status, await refused.text()]).toEqual([403, `Origin ${ORIGIN} is not allowed.`]);
  expect([corsHeaders(refused), refused.headers.get('Set-Cookie')]).toEqual([{}, null]);
  expect(await preflight('/co/authenticate', ORIGIN)).toEqual({});
  shared.tenant.configure({ webOrigins: [ORIGIN], allowedOrigins: [] });
  const accepted = await post();
  expect(accepted.status).toBe(200);
  expect(corsHeaders(accepted)).toEqual({
    'access-control-allow-origin': ORIGIN,
    'access-control-allow-credentials': 'true',
  });
});

const PATHS = ['/oauth/token', '/oauth/revoke', '/userinfo', '/dbconnections/signup', '/passwordless/start'];
for (const path of PATHS) {
  row('cors', `lets the listed origins and those of callbacks read ${path}, without cookies`, async () => {
    for (const origin of [ORIGIN, new URL(CALLBACK).origin]) {
      expect(await post(path, origin)).toEqual({ 'access-control-allow-origin': origin });
      expect(await preflight(path, origin)).toEqual({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers': 'Content-Type, Auth0-Client, Authorization, X-Request-Language',
      });
    }
    shared.tenant.configure({ webOrigins: [STRANGER] });
    expect([await post(path, STRANGER), await preflight(path, STRANGER)]).toEqual([{}, {}]);
  });
}

for (const path of ['/.well-known/openid-configuration', KEYS]) {
  row('cors-public', `lets every origin read ${path}`, async () => {
    const response = await ask(path, { headers: { Origin: STRANGER } });
    expect(corsHeaders(response)).toEqual({ 'access-control-allow-origin': '*' });
  });
}

row(
  'rate-limit-headers',
  'are on every 429, in Unix time, those of faults without headers included',
  async () => {
    shared.tenant.configure({ limits: { passwordAttempts: 1 } });
    const wrong = { origin: ORIGIN, username: ADA[0], password: 'wrong' };
    await postCredentials(shared.tenant, new TestBrowser(), wrong);
    shared.tenant.addFault({ path: '/userinfo', kind: 'status', status: 429 });
    for (const response of [
      await postCredentials(shared.tenant, new TestBrowser(), wrong),
      await ask('/userinfo'),
    ]) {
      expect(response.status).toBe(429);
      const [limit, remaining, reset] = ['Limit', 'Remaining', 'Reset'].map((name) =>
        Number(response.headers.get(`X-RateLimit-${name}`) ?? 'none'),
      );
      expect([limit, remaining]).toEqual([10, 0]);
      expect(Math.abs((reset ?? 0) - Date.now() / 1000)).toBeLessThan(60);
    }
  },
);

row('unknown-path', 'is 404', async () => {
  expect((await ask('/nowhere')).status).toBe(404);
});

row('mobile-page', 'is there, and says nothing of what it was opened with', async () => {
  const response = await ask('/mobile?code=c&state=s');
  expect([response.status, (await response.text()).includes('code')]).toEqual([200, false]);
});

row('country', 'is one for every phone number', async () => {
  expect(expectText((await read(await ask('/user/geoloc/country'))).body, 'country_code')).toBe('US');
});
