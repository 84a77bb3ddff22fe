import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import DBConnection from 'auth0-js/src/authentication/db-connection';
import PasswordlessAuthentication from 'auth0-js/src/authentication/passwordless-authentication';
import { afterEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/sdk/config.ts';
import { coAuthenticate } from '../../src/sdk/lock/co-authenticate.ts';
import { TenantRequests } from '../../src/sdk/lock/tenant-requests.ts';
import { authorize } from '../../src/sdk/tenant/authorize.ts';
import { checkTenant } from '../../src/sdk/tenant/check-tenant.ts';
import { loadClientSettings } from '../../src/sdk/tenant/client-settings.ts';
import { renew } from '../../src/sdk/tenant/renew.ts';
import { revokeRefreshToken } from '../../src/sdk/tenant/revoke.ts';
import { unitConfig } from '../support/unit/config.ts';
import { unitSignedIn } from '../support/unit/session.ts';

let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers = [];
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server has no port.');
  return `127.0.0.1:${address.port}`;
}

const posted = (start: (callback: () => void) => unknown) => new Promise<void>((resolve) => start(resolve));
const lockOptions = ({ tenant, clientId }: Config) => ({ rootUrl: tenant, clientID: clientId });
const EMAIL = 'ada@example.com';

const REQUESTS: Readonly<Record<string, (config: Config) => Promise<unknown>>> = {
  'a password': (config) =>
    coAuthenticate(config, { username: EMAIL, password: 'secret', realm: 'people' }, { origin: 'x' }),
  'a sign-up': (config) =>
    posted((done) =>
      new DBConnection(new TenantRequests(), lockOptions(config)).signup(
        { connection: 'people', email: EMAIL, password: 'secret' },
        done,
      ),
    ),
  'a password reset': (config) =>
    posted((done) =>
      new DBConnection(new TenantRequests(), lockOptions(config)).changePassword(
        { connection: 'people', email: EMAIL },
        done,
      ),
    ),
  'a request for a code': (config) =>
    posted((done) =>
      new PasswordlessAuthentication(new TenantRequests(), lockOptions(config)).start(
        { connection: 'email', send: 'code', email: EMAIL },
        done,
      ),
    ),
  'an authorization code': (config) =>
    authorize(
      config,
      { interactive: false, parameters: {} },
      {
        identity: {
          redirectUrl: 'https://x.example/',
          launch: async (url) =>
            new URL(`https://x.example/?code=secret&state=${url.searchParams.get('state')}`),
        },
      },
    ),
  'a refresh token': (config) => renew(config, unitSignedIn(), {}),
  'a refresh token to revoke': (config) => revokeRefreshToken(config, 'secret'),
  'the settings of the application': (config) => loadClientSettings(config),
  'the key set': (config) => checkTenant(config),
};

describe.each([302, 307])('a tenant that redirects with %i', (status) => {
  it.each(Object.entries(REQUESTS))('does not send %s to another origin', async (_what, send) => {
    const arrived: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      arrived.push(request.url);
      response.end('{}');
    });
    const asked: (string | undefined)[] = [];
    const domain = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(status, { location: `http://${other}${request.url}` }).end();
    });
    await send(unitConfig({ domain, tenant: `http://${domain}` })).catch(() => {});
    expect(asked).toHaveLength(1);
    expect(arrived).toEqual([]);
  });
});
