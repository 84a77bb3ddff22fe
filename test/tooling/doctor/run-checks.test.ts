import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { CHECKS } from '../../../src/tooling/doctor/check-result.ts';
import { isOk } from '../../../src/tooling/doctor/report.ts';
import { runChecks } from '../../../src/tooling/doctor/run-checks.ts';
import { ADDRESSES, configFor, DEPS, problemsIn, RIGHT } from '../../support/unit/doctor.ts';
import {
  AUTH0_ERRORS,
  type Fault,
  startTenant,
  type Tenant,
  type TenantChange,
} from '../../tenant/tenant.ts';

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant(RIGHT);
});
beforeEach(() => {
  tenant.configure(RIGHT);
  tenant.clearFaults();
});
afterAll(() => tenant.close());

const examined = (changes: Partial<Config> = {}) => runChecks(configFor(tenant, changes), ADDRESSES, DEPS);
const troubles = async (changes: Partial<Config> = {}) => problemsIn(await examined(changes));

const CHROMIUM = 'https://jcbbhlfgpiomfkngjciholpgppomiloa.chromiumapp.org/';
const FIREFOX = 'https://bae1b49efb3234f3878b25c10c1f5eced9e067f6.extensions.allizom.org/';

describe('a tenant that is set as the dashboard should be', () => {
  it('is well', async () => {
    const results = await examined();
    expect(problemsIn(results)).toEqual({});
    expect(isOk(results)).toBe(true);
  });

  it('is checked in every way that concerns the configuration', async () => {
    const { audience, ...always } = CHECKS;
    expect(Object.keys(await examined()).sort()).toEqual(Object.keys(always).sort());
    expect(await examined({ audience: 'https://api.example/' })).toHaveProperty('audience');
  });

  it.each<[what: string, changes: Partial<Config>]>([
    ['the hosted page', { login: 'hosted' }],
    ['log-out here alone', { logout: 'local' }],
    ['no refresh token', { scope: 'openid' }],
    ['an API', { audience: 'https://api.example/' }],
    ['a connection', { connections: ['Username-Password-Authentication'] }],
  ])('is well with %s', async (_what, changes) => {
    expect(await troubles(changes)).toEqual({});
  });

  it('is well with an organization, by name and by id', async () => {
    tenant.configure({ organizations: [{ id: 'org_acme1', name: 'acme' }], organizationNames: true });
    expect(await troubles({ organization: 'acme' })).toEqual({});
    expect(await troubles({ organization: 'org_acme1' })).toEqual({});
  });

  it('is well with a code by mail', async () => {
    tenant.configure({ connections: [{ strategy: 'email' }] });
    expect(await troubles({ login: 'passwordless' })).toEqual({});
  });

  it('has not signed in anybody, has not counted a failed sign-in, and has changed nothing', async () => {
    const sent = tenant.requests.length;
    await examined({ audience: 'https://api.example/', organization: 'acme' });
    expect(tenant.grants()).toEqual({ sessions: 0, refreshTokens: 0 });
    const posted = tenant.requests.slice(sent).filter(({ method }) => method === 'POST');
    expect(posted.map(({ status }) => status)).not.toContain(200);
  });
});

it('sends its sign-ins one after the other, since a free tenant takes five a second', async () => {
  let running = 0;
  let most = 0;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    if (!String(url).endsWith('/co/authenticate')) return globalThis.fetch(url, init);
    running += 1;
    most = Math.max(most, running);
    const response = await globalThis.fetch(url, init);
    running -= 1;
    return response;
  };
  await runChecks(configFor(tenant), ADDRESSES, { ...DEPS, fetch });
  expect(most).toBe(1);
});

describe('a field that is wrong is named, alone, with what to paste:', () => {
  it.each<[what: string, wrong: TenantChange, named: object, changes?: Partial<Config>]>([
    [
      "Chromium's callback address",
      { allowedCallbackUrls: [FIREFOX] },
      {
        'callback-chromium': `Auth0 Dashboard: Application URIs > Allowed Callback URLs, add ${CHROMIUM}`,
      },
    ],
    [
      "Chromium's callback address without its slash",
      { allowedCallbackUrls: [CHROMIUM.slice(0, -1), FIREFOX] },
      {
        'callback-chromium': `Auth0 Dashboard: Application URIs > Allowed Callback URLs, add ${CHROMIUM}`,
      },
    ],
    [
      'the grant type for signing in',
      { grantTypes: ['refresh_token'] },
      {
        'grant-authorization-code':
          'Auth0 Dashboard: Advanced Settings > Grant Types, add Authorization Code',
        // /authorize refuses before it looks at the organization.
        organization: 'skipped',
      },
    ],
    [
      'no connection at all',
      { connections: [] },
      {
        connections:
          'Auth0 Dashboard: Connections > the tab beside Settings, add Username-Password-Authentication',
      },
    ],
    [
      'a connection of the configuration',
      {},
      { connections: 'Auth0 Dashboard: Connections > the tab beside Settings, add github' },
      { connections: ['Username-Password-Authentication', 'github'] },
    ],
    [
      'codes that no connection sends',
      {},
      {
        connections:
          'Auth0 Dashboard: Authentication > Passwordless > Email or SMS > Applications, add this application',
      },
      { login: 'passwordless' },
    ],
    [
      'an API that is not there',
      {},
      {
        audience:
          'Auth0 Dashboard: Applications > APIs > Create API > Identifier, add https://other.example/',
      },
      { audience: 'https://other.example/' },
    ],
    [
      'an API that is there, and not for this application',
      { apis: [{ identifier: 'https://api.example/', userAccess: false }] },
      {
        audience:
          'Auth0 Dashboard: Applications > APIs > Application Access > User-Delegated Access, set granted to this application',
      },
      { audience: 'https://api.example/' },
    ],
    [
      'an organization that is not there',
      {},
      { organization: '.env: AUTH0_ORGANIZATION, set null' },
      { organization: 'org_acme' },
    ],
    [
      'an organization that is not there, and not the API that is asked for with it',
      {},
      { organization: '.env: AUTH0_ORGANIZATION, set null', audience: 'skipped' },
      { organization: 'org_acme', audience: 'https://api.example/' },
    ],
    ['a client id', {}, { application: '.env: AUTH0_CLIENT_ID, set null' }, { clientId: 'another' }],
  ])('%s', async (_what, wrong, named, changes = {}) => {
    tenant.configure(wrong);
    const failures = Object.entries(await troubles(changes));
    const behind =
      changes.clientId === undefined ? failures : failures.filter(([, fix]) => fix !== 'skipped');
    expect(Object.fromEntries(behind)).toEqual(named);
  });
});

describe('what a dashboard cannot say, or the tenant says otherwise, is named too:', () => {
  const json = (body: object) => ({ kind: 'status', status: 200, body: JSON.stringify(body) }) as const;
  const discovery = '/.well-known/openid-configuration';

  it.each<[what: string, fault: Fault, named: object]>([
    [
      'an application that must send a secret',
      AUTH0_ERRORS.client_secret_required,
      {
        'application-type':
          'Auth0 Dashboard: Application Properties > Application Type, set Single Page Application',
        'grant-authorization-code': 'skipped',
        'grant-refresh-token': 'skipped',
      },
    ],
    [
      'an application that wants an organization',
      {
        path: '/authorize',
        kind: 'redirect-error',
        error: 'invalid_request',
        description: 'parameter organization is required for this client',
      },
      { organization: '.env: AUTH0_ORGANIZATION, set null' },
    ],
    [
      'keys of another kind',
      {
        path: '/.well-known/jwks.json',
        ...json({ keys: [{ kty: 'EC', crv: 'P-256', use: 'sig', alg: 'ES256' }] }),
      },
      { 'signing-keys': 'Auth0 Dashboard: Settings of the tenant > Signing Keys, set an RSA key for RS256' },
    ],
    [
      'no keys',
      { path: '/.well-known/jwks.json', ...json({}) },
      { 'signing-keys': 'Auth0 Dashboard: Settings of the tenant > Signing Keys, set an RSA key for RS256' },
    ],
  ])('%s', async (_what, fault, named) => {
    tenant.addFault(fault);
    expect(await troubles()).toEqual(named);
  });

  it('a clock that is wrong', async () => {
    const headers = { Date: new Date(Date.now() - 300_000).toUTCString() };
    tenant.addFault({ path: discovery, ...json({ issuer: `${tenant.origin}/` }), headers });
    expect(await troubles()).toEqual({ clock: 'this computer: the clock, set by itself, over the network' });
  });

  it('the domain of another issuer, with the right one', async () => {
    tenant.addFault({ path: discovery, ...json({ issuer: 'https://login.example.com/' }) });
    expect(await troubles()).toMatchObject({ tenant: '.env: AUTH0_DOMAIN, set login.example.com' });
  });

  it('a firewall in front of the tenant', async () => {
    tenant.addFault({ path: discovery, kind: 'status', status: 403, body: '<h1>Blocked</h1>' });
    expect(await troubles()).toMatchObject({
      tenant: 'this computer: the VPN, the proxy or the firewall, set null',
    });
  });

  it('somebody who is no tenant', async () => {
    tenant.addFault({ path: discovery, kind: 'status', status: 404, body: '<h1>Not here</h1>' });
    expect(await troubles()).toMatchObject({ tenant: '.env: AUTH0_DOMAIN, set null' });
  });
});

describe('what cannot be checked is not called well:', () => {
  it.each<[what: string, fault: Fault, names: readonly string[]]>([
    [
      'a busy /authorize',
      { path: '/authorize', kind: 'status', status: 429 },
      ['callback-chromium', 'callback-firefox', 'organization'],
    ],
    [
      'a failing log-out',
      { path: '/v2/logout', kind: 'status', status: 503 },
      ['logout-chromium', 'logout-firefox'],
    ],
    [
      'a token endpoint that hangs up',
      { path: '/oauth/token', kind: 'drop' },
      ['application-type', 'grant-authorization-code', 'grant-refresh-token'],
    ],
    ...(
      [
        ['/authorize', ['callback-chromium', 'callback-firefox']],
        ['/v2/logout', ['logout-chromium', 'logout-firefox']],
        ['/oauth/token', ['application-type', 'grant-authorization-code', 'grant-refresh-token']],
        ['/co/authenticate', ['web-origin-chromium', 'web-origin-firefox', 'cross-origin-authentication']],
        ['/.well-known/jwks.json', ['signing-keys']],
        [/^\/client\//, ['application']],
      ] as const
    ).map(([path, names]): [string, Fault, readonly string[]] => [
      `a proxy that blocks ${path}`,
      { path, kind: 'status', status: 403, contentType: 'text/html', body: '<h1>Blocked</h1>' },
      names,
    ]),
    ['half a key set', { path: '/.well-known/jwks.json', kind: 'half' }, ['signing-keys']],
    [
      'settings that are no settings',
      { path: /^\/client\//, kind: 'status', status: 200, body: 'alert(1)' },
      ['application'],
    ],
  ])('%s', async (_what, fault, names) => {
    tenant.addFault(fault);
    const results = await examined();
    expect(isOk(results)).toBe(false);
    expect(problemsIn(results)).toMatchObject(Object.fromEntries(names.map((name) => [name, 'skipped'])));
  });

  it('everything else, where the tenant is away', async () => {
    const plugIn = await tenant.unplug();
    const { tenant: away, ...others } = await troubles({ audience: 'https://api.example/' });
    await plugIn();
    expect(away).toBe('this computer: the local tenant, set npm run tenant');
    expect(Object.keys(others).sort()).toEqual(
      Object.keys(CHECKS)
        .filter((name) => name !== 'tenant')
        .sort(),
    );
    expect(new Set(Object.values(others))).toEqual(new Set(['skipped']));
  });

  it('an origin that may ask, where none may', async () => {
    tenant.configure({ webOrigins: [] });
    expect(await troubles()).toMatchObject({ 'cross-origin-authentication': 'skipped' });
  });
});
