import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTenant, type Tenant } from './tenant.ts';

describe('the client settings script', () => {
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await startTenant({ clientId: 'my-client' });
  });
  afterAll(() => tenant.close());

  async function load(): Promise<string> {
    const response = await fetch(`${tenant.origin}/client/my-client.js?t1700000000000`);
    return response.text();
  }

  function argumentOf(script: string): unknown {
    const json = /^Auth0\.setClient\((.*)\);$/s.exec(script)?.[1];
    return json === undefined ? undefined : JSON.parse(json);
  }

  it('is one call with JSON in it', async () => {
    expect(argumentOf(await load())).toBeTypeOf('object');
  });

  it('is about the client that was asked for', async () => {
    expect(argumentOf(await load())).toHaveProperty('id', 'my-client');
  });

  it('names the one database connection', async () => {
    expect(argumentOf(await load())).toHaveProperty('strategies', [
      { name: 'auth0', connections: [expect.objectContaining({ name: 'Username-Password-Authentication' })] },
    ]);
  });

  it('is refused for another client, as a file that nobody may read', async () => {
    const response = await fetch(`${tenant.origin}/client/somebody-else.js`);
    expect({ status: response.status, body: await response.text() }).toEqual({
      status: 403,
      body: expect.stringContaining('<Code>AccessDenied</Code>'),
    });
  });
});
