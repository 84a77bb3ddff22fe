import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { isOk } from '../../../src/tooling/doctor/report.ts';
import { runChecks } from '../../../src/tooling/doctor/run-checks.ts';
import { ADDRESSES, configFor, DEPS, problemsIn, RIGHT } from '../../support/unit/doctor.ts';
import { type Fault, startTenant, type Tenant, type TenantChange } from '../../tenant/tenant.ts';

let tenant: Tenant;

beforeAll(async () => {
  tenant = await startTenant(RIGHT);
});
beforeEach(() => {
  tenant.configure(RIGHT);
  tenant.clearFaults();
});
afterAll(() => tenant.close());

const run = (changes: Partial<Config> = {}) => runChecks(configFor(tenant, changes), ADDRESSES, DEPS);
const problems = async (changes: Partial<Config> = {}) => problemsIn(await run(changes));
const names = async (changes: Partial<Config> = {}) => (await run(changes)).map(({ check }) => check);

const API = 'https://api.example/';
const CHROMIUM = 'https://jcbbhlfgpiomfkngjciholpgppomiloa.chromiumapp.org/';
const FIREFOX = 'https://bae1b49efb3234f3878b25c10c1f5eced9e067f6.extensions.allizom.org/';
const CALLBACK = {
  'callback-chromium': `Auth0 Dashboard: Application URIs > Allowed Callback URLs, add ${CHROMIUM}`,
};
const CONNECTIONS = 'Auth0 Dashboard: Connections > the tab beside Settings, add';
const NO_ORGANIZATION = { organization: '.env: AUTH0_ORGANIZATION, set null' };

describe('runChecks', () => {
  it('runs only the checks that concern the configuration', async () => {
    const all = await names({ audience: API });
    expect(all).toHaveLength(19);
    const less = await names({ login: 'hosted', logout: 'local', scope: 'openid' });
    expect(all.filter((name) => !less.includes(name))).toEqual([
      'logout-chromium',
      'logout-firefox',
      'cross-origin-authentication',
      'web-origin-chromium',
      'web-origin-firefox',
      'grant-refresh-token',
      'audience',
    ]);
  });

  it('checks only the browser that the extension is built for', async () => {
    const { firefox } = ADDRESSES;
    const results = await runChecks(configFor(tenant), { firefox }, DEPS);
    expect(isOk(results)).toBe(true);
    expect(results.filter(({ check }) => check.endsWith('-chromium'))).toEqual([]);
  });

  it('signs no user in, and changes nothing', async () => {
    const sent = tenant.requests.length;
    await run({ audience: API, organization: 'acme' });
    expect(tenant.grants()).toEqual({ sessions: 0, refreshTokens: 0 });
    const posted = tenant.requests.slice(sent).filter(({ method }) => method === 'POST');
    expect(posted.map(({ status }) => status)).not.toContain(200);
  });
});

describe('runChecks names only the wrong field, with the value to enter, for', () => {
  it.each<[what: string, wrong: TenantChange, named: object, changes?: Partial<Config>]>([
    ['a callback URL without its slash', { allowedCallbackUrls: [CHROMIUM.slice(0, -1), FIREFOX] }, CALLBACK],
    [
      'a missing grant type, with which /authorize refuses before it reads the organization',
      { grantTypes: ['refresh_token'] },
      {
        'grant-authorization-code':
          'Auth0 Dashboard: Advanced Settings > Grant Types, add Authorization Code',
        organization: 'skipped',
      },
    ],
    [
      'no connection',
      { connections: [] },
      { connections: `${CONNECTIONS} Username-Password-Authentication` },
    ],
    [
      'a missing connection',
      {},
      { connections: `${CONNECTIONS} github` },
      { connections: ['Username-Password-Authentication', 'github'] },
    ],
    [
      'a missing API',
      {},
      {
        audience:
          'Auth0 Dashboard: Applications > APIs > Create API > Identifier, add https://other.example/',
      },
      { audience: 'https://other.example/' },
    ],
    ['a missing organization', {}, NO_ORGANIZATION, { organization: 'org_acme' }],
    [
      'a missing organization that is requested with an API',
      {},
      { ...NO_ORGANIZATION, audience: 'skipped' },
      { organization: 'org_acme', audience: API },
    ],
  ])('%s', async (_what, wrong, named, changes = {}) => {
    tenant.configure(wrong);
    expect(await problems(changes)).toEqual(named);
  });

  it('an unknown client ID', async () => {
    const results = await run({ clientId: 'another' });
    const { application, ...others } = problemsIn(results);
    expect(application).toBe('.env: AUTH0_CLIENT_ID, set null');
    expect(new Set(Object.values(others))).toEqual(new Set(['skipped']));
    expect(results.at(-1)?.outcome.message).toBe('Fix the application first');
  });
});

describe('runChecks skips', () => {
  it.each<[what: string, fault: Fault, names: readonly string[]]>([
    [
      'a busy /authorize',
      { path: '/authorize', kind: 'status', status: 429 },
      ['callback-chromium', 'callback-firefox', 'organization'],
    ],
    [
      'a dropped connection',
      { path: '/oauth/token', kind: 'drop' },
      ['application-type', 'grant-authorization-code', 'grant-refresh-token'],
    ],
  ])('the checks of %s', async (_what, fault, skipped) => {
    tenant.addFault(fault);
    expect(await problems()).toMatchObject(Object.fromEntries(skipped.map((name) => [name, 'skipped'])));
  });

  it('every other check if the tenant is unreachable', async () => {
    const all = await names({ audience: API });
    const plugIn = await tenant.unplug();
    const { tenant: unreachable, ...others } = await problems({ audience: API });
    await plugIn();
    expect(unreachable).toBe('this computer: the local tenant, set null');
    expect(['tenant', ...Object.keys(others)]).toEqual(all);
    expect(new Set(Object.values(others))).toEqual(new Set(['skipped']));
  });
});
