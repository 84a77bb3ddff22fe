import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { startTenant, type Tenant, type TenantOptions } from './tenant.ts';
import { form, TestBrowser } from './test-browser.ts';
import { CALLBACK, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

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

describe('reset', () => {
  const LISTED = { allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] };
  const SOCIAL = { ...LISTED, connections: [{ strategy: 'google-oauth2' }] } as const;

  it('ends every session and refresh token, here and at the identity providers', async () => {
    await withTenant(SOCIAL, async (tenant) => {
      const { social } = tenant.identityProviders;
      const browser = new TestBrowser([tenant.origin, social.origin]);
      const attempt = await new TestClient(tenant).begin({ connection: 'google-oauth2' });
      const { page } = await browser.visit(attempt.url);
      const { landedAt } = await browser.visit(page, form({ account: 'margaret@gmail.example' }));
      await new TestClient(tenant).exchange(attempt, landedAt);
      const alive = () => ({
        ...tenant.grants(),
        atProvider: social.sessions(),
        known: tenant.otherUsers.length,
      });
      expect(alive()).toEqual({ refreshTokens: 1, sessions: 1, atProvider: 1, known: 1 });
      await tenant.reset(SOCIAL);
      expect(alive()).toEqual({ refreshTokens: 0, sessions: 0, atProvider: 0, known: 0 });
      const { steps, landedAt: again } = await browser.visit((await new TestClient(tenant).begin()).url);
      expect({ isOnPage: again === undefined, last: steps.at(-1) }).toEqual({
        isOnPage: true,
        last: expect.stringMatching(/^\/u\/login\//),
      });
    });
  });

  it('brings back users, settings and keys, and forgets requests, mails, faults and holds', async () => {
    await withTenant(LISTED, async (tenant) => {
      const keys = () => fetch(`${tenant.origin}/.well-known/jwks.json`).then((response) => response.text());
      const fresh = { keys: await keys(), users: tenant.users.map(({ email }) => email) };
      tenant.configure({ users: [], allowedOrigins: [], crossOriginLogin: false });
      tenant.rotateKeys({ keepOld: false });
      tenant.addFault({ path: '/.well-known/jwks.json', kind: 'drop' });
      tenant.identityProviders.social.addFault({ path: '/jwks', kind: 'drop' });
      tenant.identityProviders.social.refuseWith({ error: 'access_denied' });
      const held = tenant.hold('/userinfo');
      const waiting = fetch(`${tenant.origin}/userinfo`);
      await held.arrived;
      await tenant.reset();
      expect((await waiting).status).toBe(401);
      expect({ requests: tenant.requests, mails: tenant.mailbox.messages }).toEqual({
        requests: [],
        mails: [],
      });
      expect({ keys: await keys(), users: tenant.users.map(({ email }) => email) }).toEqual(fresh);
      expect((await fetch(`${tenant.identityProviders.social.origin}/jwks`)).status).toBe(200);
      await new TestClient(tenant).ticket(new TestBrowser(), ...ADA);
    });
  });

  it('lets an address try again whose attempts were used up', async () => {
    const options = { ...LISTED, limits: { passwordAttempts: 1 } };
    await withTenant(options, async (tenant) => {
      const tickets = () => new TestClient(tenant).ticket(new TestBrowser(), ...ADA);
      await expect(new TestClient(tenant).ticket(new TestBrowser(), ADA[0], 'wrong')).rejects.toThrow('403');
      await expect(tickets()).rejects.toThrow('429');
      await tenant.reset();
      await expect(tickets()).resolves.toBeTypeOf('string');
    });
  });

  it('answers a hanging request with a closed connection', async () => {
    await withTenant({}, async (tenant) => {
      tenant.addFault({ path: '/userinfo', kind: 'hang' });
      const hanging = expect(fetch(`${tenant.origin}/userinfo`)).rejects.toThrow('fetch failed');
      await expect.poll(() => tenant.requests.length).toBe(1);
      await tenant.reset();
      await hanging;
    });
  });

  it('takes new options, and an unplugged tenant is within reach again', async () => {
    await withTenant({ clientId: 'first' }, async (tenant) => {
      await tenant.unplug();
      await tenant.reset({ clientId: 'second' });
      expect((await fetch(`${tenant.origin}/client/second.js`)).status).toBe(200);
      await tenant.reset();
      expect(tenant.clientId).toBe('first');
    });
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
