import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { startTenant, type Tenant, type TenantOptions } from './tenant.ts';
import { ORIGIN } from './test-client.ts';

async function withTenant(options: TenantOptions, use: (tenant: Tenant) => Promise<void>): Promise<void> {
  const tenant = await startTenant(options);
  try {
    await use(tenant);
  } finally {
    await tenant.close();
  }
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Every address of this machine other than the one that the tenant may have. */
function otherAddresses(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  const external = addresses.filter(({ internal, family }) => !internal && family === 'IPv4');
  return ['::1', ...external.map(({ address }) => address)];
}

describe('the tenant', () => {
  it('listens on 127.0.0.1 and on no other address of the machine', async () => {
    await withTenant({}, async (tenant) => {
      const port = Number(new URL(tenant.origin).port);
      const reachable: string[] = [];
      for (const host of ['127.0.0.1', ...otherAddresses()]) {
        if (await canConnect(host, port)) reachable.push(host);
      }
      expect(reachable).toEqual(['127.0.0.1']);
    });
  });

  it('says by rejecting that its port is taken', async () => {
    await withTenant({}, async (tenant) => {
      const port = Number(new URL(tenant.origin).port);
      await expect(startTenant({ port })).rejects.toThrow('EADDRINUSE');
    });
  });

  it('drops open connections when it closes', async () => {
    const tenant = await startTenant();
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(tenant.origin).port) });
    const ended = new Promise((resolve) => socket.once('close', () => resolve('closed')));
    await new Promise((resolve) => socket.once('connect', resolve));
    await tenant.close();
    expect(await ended).toBe('closed');
  });

  it('closes twice without complaint', async () => {
    const tenant = await startTenant();
    await tenant.close();
    await expect(tenant.close()).resolves.toBeUndefined();
  });

  it('is out of reach while it is unplugged, and has forgotten nothing afterwards', async () => {
    await withTenant({}, async (tenant) => {
      tenant.configure({ allowedOrigins: [ORIGIN] });
      const plugIn = await tenant.unplug();
      await expect(fetch(`${tenant.origin}/userinfo`)).rejects.toThrow('fetch failed');
      await plugIn();
      const response = await fetch(`${tenant.origin}/userinfo`, { headers: { Origin: ORIGIN } });
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    });
  });

  it('refuses a lifetime that is no whole number of seconds', async () => {
    await expect(startTenant({ lifetimes: { idToken: 0.5 } })).rejects.toThrow('lifetimes.idToken');
  });

  it('takes a new list of origins while it runs', async () => {
    await withTenant({}, async (tenant) => {
      tenant.configure({ allowedOrigins: [ORIGIN] });
      const response = await fetch(`${tenant.origin}/userinfo`, { headers: { Origin: ORIGIN } });
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    });
  });

  it('gives a user the same id at every start', async () => {
    const ids: string[] = [];
    for (let start = 0; start < 2; start += 1) {
      await withTenant({}, async (tenant) => {
        ids.push(tenant.users[0]?.id ?? '');
      });
    }
    expect(ids[0]).toBe(ids[1]);
  });
});

describe('the record of requests', () => {
  it('says what came in, in order', async () => {
    await withTenant({ now: () => 1_700_000_000_000 }, async (tenant) => {
      await fetch(`${tenant.origin}/userinfo?first=1`, { headers: { Origin: ORIGIN } });
      await fetch(`${tenant.origin}/nowhere`, { method: 'POST' });
      expect(tenant.requests).toEqual([
        {
          at: 1_700_000_000_000,
          answeredAt: 1_700_000_000_000,
          method: 'GET',
          path: '/userinfo',
          query: ['first'],
          origin: ORIGIN,
          status: 401,
        },
        {
          at: 1_700_000_000_000,
          answeredAt: 1_700_000_000_000,
          method: 'POST',
          path: '/nowhere',
          query: [],
          origin: null,
          status: 404,
        },
      ]);
    });
  });

  it('keeps no values of a query', async () => {
    await withTenant({}, async (tenant) => {
      await fetch(`${tenant.origin}/authorize?login_ticket=secret-ticket&state=secret-state`);
      expect(JSON.stringify(tenant.requests)).not.toContain('secret');
    });
  });

  it('has no status for a connection that was dropped', async () => {
    await withTenant({}, async (tenant) => {
      tenant.addFault({ path: '/userinfo', kind: 'drop' });
      await fetch(`${tenant.origin}/userinfo`).catch(() => undefined);
      expect(tenant.requests.map(({ status }) => status)).toEqual([null]);
    });
  });
});
