import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';
import { CALLBACK, ORIGIN, TestClient } from './test-client.ts';

const STRANGER = 'https://stranger.example';
const PATHS = ['/co/authenticate', '/oauth/token', '/oauth/revoke', '/userinfo', '/dbconnections/signup'];

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
});
afterAll(() => tenant.close());

function corsHeaders(response: Response): Record<string, string> {
  return Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('access-control-')));
}

async function preflight(path: string, origin: string): Promise<Record<string, string>> {
  const response = await fetch(`${tenant.origin}${path}`, {
    method: 'OPTIONS',
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,x-anything',
    },
  });
  return corsHeaders(response);
}

async function post(path: string, origin: string): Promise<Record<string, string>> {
  return corsHeaders(await fetch(`${tenant.origin}${path}`, { method: 'POST', headers: { Origin: origin } }));
}

describe('a preflight', () => {
  it.each(PATHS)('of a stranger allows nothing at %s', async (path) => {
    expect(await preflight(path, STRANGER)).toEqual({});
  });

  it.each(PATHS)('of a listed origin allows that origin alone at %s', async (path) => {
    expect(await preflight(path, ORIGIN)).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'Content-Type, Auth0-Client, Authorization, X-Request-Language',
    });
  });
});

describe('an answer', () => {
  it.each(PATHS)('to a stranger has no CORS headers at %s', async (path) => {
    expect(await post(path, STRANGER)).toEqual({});
  });

  it.each(PATHS)('to a listed origin names that origin at %s', async (path) => {
    expect(await post(path, ORIGIN)).toMatchObject({ 'access-control-allow-origin': ORIGIN });
  });

  it('allows cookies at /co/authenticate', async () => {
    expect(await post('/co/authenticate', ORIGIN)).toHaveProperty('access-control-allow-credentials', 'true');
  });

  it.each(PATHS.slice(1))('allows no cookies at %s', async (path) => {
    expect(await post(path, ORIGIN)).not.toHaveProperty('access-control-allow-credentials');
  });

  it.each(['/.well-known/openid-configuration', '/.well-known/jwks.json'])(
    'is public at %s',
    async (path) => {
      const response = await fetch(`${tenant.origin}${path}`, { headers: { Origin: STRANGER } });
      expect(corsHeaders(response)).toEqual({ 'access-control-allow-origin': '*' });
    },
  );
});

describe('the discovery document', () => {
  it('names the addresses that Auth0 has', async () => {
    expect(await new TestClient(tenant).server()).toMatchObject({
      issuer: `${tenant.origin}/`,
      authorization_endpoint: `${tenant.origin}/authorize`,
      token_endpoint: `${tenant.origin}/oauth/token`,
      revocation_endpoint: `${tenant.origin}/oauth/revoke`,
      userinfo_endpoint: `${tenant.origin}/userinfo`,
      jwks_uri: `${tenant.origin}/.well-known/jwks.json`,
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
    });
  });

  it('does not promise an issuer in the redirect', async () => {
    expect(await new TestClient(tenant).server()).not.toHaveProperty(
      'authorization_response_iss_parameter_supported',
    );
  });
});
