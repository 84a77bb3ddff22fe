import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { idTokenClaims, SHOWCASE, startTenant, type Tenant, type TenantOptions } from './tenant.ts';
import { form, read, TestBrowser } from './test-browser.ts';
import { expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA, GRACE, LISTED } from './test-tenant.ts';

async function withTenant(options: TenantOptions, use: (tenant: Tenant) => Promise<void>): Promise<void> {
  const tenant = await startTenant(options);
  try {
    await use(tenant);
  } finally {
    await tenant.close();
  }
}

async function newRefreshToken(tenant: Tenant, person: readonly [string, string] = ADA): Promise<string> {
  return expectText(await new TestClient(tenant).signIn(new TestBrowser(), ...person), 'refresh_token');
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Every address of this machine other than the one that the tenant can have. */
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
      await expect(startTenant({ port })).rejects.toThrow('EADDRINUSE');
    });
  });

  it('drops open connections when it closes, and closes twice', async () => {
    const tenant = await startTenant();
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(tenant.origin).port) });
    const ended = new Promise((resolve) => socket.once('close', () => resolve('closed')));
    await new Promise((resolve) => socket.once('connect', resolve));
    await tenant.close();
    expect(await ended).toBe('closed');
    await expect(tenant.close()).resolves.toBeUndefined();
  });

  it('is out of reach while it is unplugged, and has forgotten nothing afterwards', async () => {
    await withTenant({ clientId: 'known' }, async (tenant) => {
      const ask = async () => (await fetch(`${tenant.origin}/client/known.js`)).status;
      const plugIn = await tenant.unplug();
      await expect(ask()).rejects.toThrow('fetch failed');
      await plugIn();
      expect(await ask()).toBe(200);
    });
  });

  it.each<[TenantOptions, string]>([
    [{ lifetimes: { idToken: 0.5 } }, 'lifetimes.idToken'],
    [{ limits: { codeAttempts: 0 } }, 'limits.codeAttempts'],
    [{ refreshTokens: { overlapSeconds: -1 } }, 'overlapSeconds'],
  ])('does not start with %j', async (options, problem) => {
    await expect(startTenant(options)).rejects.toThrow(problem);
  });

  it('shows mails and codes of authenticators to people, and mails to programs', async () => {
    await withTenant(
      { ...LISTED, users: [{ email: ADA[0], password: ADA[1], mfa: true }] },
      async (tenant) => {
        const connection = 'Username-Password-Authentication';
        const body = JSON.stringify({ client_id: tenant.clientId, connection, email: ADA[0] });
        await fetch(`${tenant.origin}/dbconnections/change_password`, { method: 'POST', body });
        const page = async (path: string) => (await fetch(`${tenant.origin}${path}`)).text();
        const link = tenant.mailbox.latest()?.link ?? 'no link';
        expect(await page('/mailbox')).toContain(link);
        expect(JSON.parse(await page('/mailbox.json')).messages).toMatchObject([{ to: ADA[0], link }]);
        expect(await page('/authenticator')).toContain(tenant.mfaCode(ADA[0]));
      },
    );
  });

  it('has a showcase that lets the first user in, and says who else can sign in where', async () => {
    await withTenant({ ...SHOWCASE, ...LISTED }, async (tenant) => {
      await newRefreshToken(tenant);
      for (const text of [
        ADA.join('  '),
        'margaret@gmail.example',
        'radia@corp.example  Spanning-Tree-1985',
      ]) {
        expect(tenant.description).toContain(text);
      }
    });
  });
});

describe('a user of the tenant', () => {
  it('loses all refresh tokens in all browsers, and nothing else', async () => {
    await withTenant(LISTED, async (tenant) => {
      await newRefreshToken(tenant, GRACE);
      const tokens = await new TestClient(tenant).signIn(new TestBrowser(), ...ADA);
      tenant.revokeRefreshTokens(ADA[0]);
      expect(tenant.grants(ADA[0])).toEqual({ refreshTokens: 0, sessions: 1 });
      expect(tenant.grants(GRACE[0])).toEqual({ refreshTokens: 1, sessions: 1 });
      expect((await new TestClient(tenant).refresh(expectText(tokens, 'refresh_token'))).status).toBe(403);
      expect(await tenant.inspectAccessToken(tokens.access_token)).toBeDefined();
    });
  });

  it('must be known', async () => {
    await withTenant({}, async (tenant) => {
      expect(() => tenant.revokeRefreshTokens('x@example.com')).toThrow('x@example.com');
      expect(() => tenant.changeUser('x@example.com', {})).toThrow('x@example.com');
    });
  });
});

describe('the answer of the token endpoint', () => {
  it('can be changed by a test, with its grant type, and signed again', async () => {
    await withTenant({ ...LISTED, refreshTokens: { rotation: false } }, async (tenant) => {
      const client = new TestClient(tenant);
      const grantTypes: string[] = [];
      tenant.configure({ bendTokens: (_answer, grantType) => void grantTypes.push(grantType) });
      const refreshToken = await newRefreshToken(tenant);
      tenant.configure({
        bendTokens: async (answer) => ({
          ...answer,
          id_token: tenant.signIdToken({ ...idTokenClaims(answer), name: 'Another' }),
        }),
      });
      expect(idTokenClaims(await client.renew(refreshToken))).toMatchObject({ name: 'Another' });
      tenant.configure({ bendTokens: () => 'nonsense' });
      expect((await read(await client.refresh(refreshToken))).body).toBe('nonsense');
      expect((await client.refresh('invented')).status).toBe(403); // An error stays as it is.
      expect(grantTypes).toEqual(['authorization_code']);
    });
  });

  it('has no claims without an ID token', () => {
    const answers = [{}, { id_token: 'opaque' }, { id_token: 7 }];
    expect(answers.map(idTokenClaims)).toEqual([{}, {}, {}]);
  });
});

describe('reset', () => {
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
      });
      expect(alive()).toEqual({ refreshTokens: 1, sessions: 1, atProvider: 1 });
      await tenant.reset(SOCIAL);
      expect(alive()).toEqual({ refreshTokens: 0, sessions: 0, atProvider: 0 });
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
