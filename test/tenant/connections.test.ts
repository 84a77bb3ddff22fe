import { afterEach, describe, expect, it } from 'vitest';
import { type NewConnection, startTenant, type Tenant } from './tenant.ts';
import { form, postCredentials, read, TestBrowser } from './test-browser.ts';
import { CALLBACK, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

let tenant: Tenant | undefined;
afterEach(() => tenant?.close());

async function start(connections: readonly NewConnection[]): Promise<Tenant> {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK], connections });
  return tenant;
}

/** What the settings script says of the strategies. */
async function strategiesOf({ origin, clientId }: Tenant): Promise<unknown> {
  const script = await (await fetch(`${origin}/client/${clientId}.js`)).text();
  const client: unknown = JSON.parse(script.slice('Auth0.setClient('.length, -');'.length));
  return Reflect.get(Object(client), 'strategies');
}

describe('the settings script', () => {
  it('lists exactly the enabled connections', async () => {
    const strategies = await strategiesOf(
      await start([
        { strategy: 'google-oauth2' },
        { strategy: 'oidc', name: 'corp', domain: 'corp.example', domainAliases: ['corp.test'] },
        { strategy: 'email' },
        { strategy: 'sms' },
      ]),
    );
    expect(strategies).toEqual([
      { name: 'google-oauth2', connections: [{ name: 'google-oauth2' }] },
      {
        name: 'oidc',
        connections: [{ name: 'corp', domain: 'corp.example', domain_aliases: ['corp.test'] }],
      },
      { name: 'email', connections: [{ name: 'email' }] },
      { name: 'sms', connections: [{ name: 'sms' }] },
    ]);
  });

  it('tells the rules of each database', async () => {
    const strategies = await strategiesOf(
      await start([
        { strategy: 'auth0', showSignup: false },
        { strategy: 'auth0', name: 'partners', passwordPolicy: 'excellent', minPasswordLength: 12 },
      ]),
    );
    expect(strategies).toEqual([
      {
        name: 'auth0',
        connections: [
          expect.objectContaining({
            name: 'Username-Password-Authentication',
            showSignup: false,
            passwordPolicy: 'good',
          }),
          expect.objectContaining({
            name: 'partners',
            passwordPolicy: 'excellent',
            password_complexity_options: { min_length: 12 },
          }),
        ],
      },
    ]);
  });
});

describe('a database', () => {
  it('can refuse passwords from other origins', async () => {
    const closed = await start([{ strategy: 'auth0', crossOriginLogin: false }]);
    const credentials = { origin: ORIGIN, username: ADA[0], password: ADA[1] };
    expect(await read(await postCredentials(closed, new TestBrowser(), credentials))).toEqual({
      status: 401,
      body: { error: 'unauthorized_client', error_description: 'Cross origin login not allowed.' },
    });
  });

  it('takes them on the hosted page all the same', async () => {
    const closed = await start([{ strategy: 'auth0', crossOriginLogin: false }]);
    const browser = new TestBrowser();
    const { page } = await browser.visit((await new TestClient(closed).begin()).url);
    const { landedAt } = await browser.visit(page, form({ username: ADA[0], password: ADA[1] }));
    expect(landedAt?.searchParams.has('code')).toBe(true);
  });

  it('knows its own users only', async () => {
    const two = await start([{ strategy: 'auth0' }, { strategy: 'auth0', name: 'partners' }]);
    two.configure({ users: [{ email: ADA[0], password: ADA[1], connection: 'partners' }] });
    const statuses: number[] = [];
    for (const realm of ['Username-Password-Authentication', 'partners']) {
      const credentials = { origin: ORIGIN, username: ADA[0], password: ADA[1], realm };
      statuses.push((await postCredentials(two, new TestBrowser(), credentials)).status);
    }
    expect(statuses).toEqual([403, 200]);
  });
});
