import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/sdk/config.ts';
import { sendRequest } from '../../src/sdk/lock/tenant-requests.ts';
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

const REQUESTS: Readonly<Record<string, (config: Config) => Promise<unknown>>> = {
  "the form's password": (config) =>
    sendRequest(config, 'coAuthenticate', { password: 'secret' }, { origin: 'x' }),
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
    const requested: (string | undefined)[] = [];
    const domain = await serve((request, response) => {
      requested.push(request.url);
      response.writeHead(status, { location: `http://${other}${request.url}` }).end();
    });
    await send(unitConfig({ domain, tenant: `http://${domain}` })).catch(() => {});
    expect(requested).toHaveLength(1);
    expect(arrived).toEqual([]);
  });
});
