import { lookup } from 'node:dns/promises';
import type { Config } from '../../sdk/config.ts';
import type { ClientSettings } from '../../sdk/tenant/client-settings.ts';
import { PATHS } from '../../sdk/tenant/endpoints.ts';
import type { KnownAddresses } from '../build/addresses.ts';
import { isRenewed, showsForm } from '../build/dashboard.ts';
import type { Environment } from '../build/environment.ts';
import { BROWSERS, type Browser } from '../build/manifest.ts';
import { checkApplication, checkConnections } from './application.ts';
import { type CheckResult, checkResult, type Outcome, skipped, type Topic } from './check-result.ts';
import { attemptSignIn, checkCrossOriginLogin, checkOrigin, checkWebOrigin } from './cross-origin.ts';
import {
  CODE_GRANT,
  checkApplicationType,
  checkGrant,
  REFRESH_GRANT,
  requestGrant,
  type Sender,
} from './grants.ts';
import type { NetworkDeps } from './network-failure.ts';
import {
  type AuthorizeExtras,
  checkAudience,
  checkCallback,
  checkLogout,
  checkOrganization,
  requestAuthorize,
  returnTo,
} from './redirects.ts';
import { checkClock, checkSigningKeys, checkTenantAnswers } from './tenant.ts';
import { type RequestResult, type SendRequest, tenantRequester } from './tenant-request.ts';

/** Dependencies of `runChecks`. */
export interface CheckDeps extends NetworkDeps {
  readonly fetch: typeof globalThis.fetch;
  /** Unix time in milliseconds. */
  readonly now: () => number;
}

/** Returns dependencies that use the network, DNS and the clock. */
export function realDeps(environment: Environment): CheckDeps {
  const isNameKnown = (host: string) =>
    lookup(host).then(
      () => true,
      () => false,
    );
  return { fetch: globalThis.fetch, now: Date.now, isNameKnown, environment };
}

/** Result of `checkTenant`, which needs no URL of the extension. */
export interface TenantResults {
  readonly results: readonly CheckResult[];
  /** `null` if they can't be read, for example because the tenant doesn't know the application. */
  readonly settings: ClientSettings | null;
  readonly isReached: boolean;
}

/** Checks whether the tenant responds and knows the application. Never rejects. */
export async function checkTenant(config: Config, deps: CheckDeps): Promise<TenantResults> {
  const send = tenantRequester(config.tenant, deps);
  const discovery = await send(PATHS.discovery);
  const tenant = await checkTenantAnswers(config, discovery, deps);
  const isReached = tenant.kind === 'ok' && discovery.kind === 'response';
  const [keys, clock, application] = isReached
    ? await Promise.all([checkSigningKeys(send), checkClock(discovery), checkApplication(config, deps.fetch)])
    : [BEHIND_TENANT, BEHIND_TENANT, { outcome: BEHIND_TENANT, settings: null }];
  return {
    results: [
      checkResult('tenant', tenant),
      checkResult('signing-keys', keys),
      checkResult('clock', clock),
      checkResult('application', application.outcome),
    ],
    settings: application.settings,
    isReached,
  };
}

const BEHIND_TENANT = skipped('The tenant must be reached first');
const BEHIND_APPLICATION = skipped('Fix the application first');

/** A check that runs only if the application's settings could be read. */
interface Check {
  readonly topic: Topic;
  readonly browser?: Browser;
  readonly run: (settings: ClientSettings) => Outcome | Promise<Outcome>;
}

/**
 * Runs all checks for the configuration and the extension's URLs. They need no access to the Auth0 Dashboard, sign in no
 * user and change no settings. Never rejects.
 */
export async function runChecks(
  config: Config,
  addresses: KnownAddresses,
  deps: CheckDeps,
): Promise<readonly CheckResult[]> {
  const { results, settings, isReached } = await checkTenant(config, deps);
  const blocked = isReached ? BEHIND_APPLICATION : BEHIND_TENANT;
  const send = tenantRequester(config.tenant, deps);
  const checks = checksOf(config, sitesOf(config, addresses, send), send);
  const others = checks.map(async ({ topic, run, browser }) =>
    checkResult(topic, settings === null ? blocked : await run(settings), browser),
  );
  return [...results, ...(await Promise.all(others))];
}

/** The extension in one browser, with the requests that several checks share. */
interface Site extends Sender {
  readonly browser: Browser;
  readonly authorize: () => Promise<RequestResult>;
  readonly code: () => Promise<RequestResult>;
  readonly signIn: () => Promise<RequestResult>;
}

function sitesOf(config: Config, addresses: KnownAddresses, send: SendRequest): Site[] {
  // Sequential, because a free tenant accepts few of these requests per second
  // (https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public).
  let previousSignIn: () => Promise<unknown> = () => Promise.resolve();
  return BROWSERS.flatMap((browser) => {
    const known = addresses[browser];
    if (known === undefined) return [];
    const { callbackUrls: [redirectUrl = ''] = [], allowedOrigins: [origin = ''] = [] } = known;
    const authorize = once(() => requestAuthorize(config, redirectUrl, send));
    const code = once(() => requestGrant(config, CODE_GRANT, { origin, redirectUrl }, send));
    const previous = previousSignIn;
    const signIn = once(() => previous().then(() => attemptSignIn(config, origin, send)));
    previousSignIn = signIn;
    return [{ browser, redirectUrl, origin, authorize, code, signIn }];
  });
}

/** Returns the checks that apply to the configuration, in the order of the report. */
function checksOf(config: Config, sites: readonly Site[], send: SendRequest): Check[] {
  const [first] = sites;
  if (first === undefined) return [];
  const perSite = (topic: Topic, run: (site: Site) => Promise<Outcome>): Check[] =>
    sites.map((site) => ({ topic, browser: site.browser, run: () => run(site) }));
  const checks: readonly (readonly Check[] | false)[] = [
    [{ topic: 'application-type', run: async () => checkApplicationType(await first.code()) }],
    perSite('callback', async (site) => checkCallback(site.redirectUrl, await site.authorize())),
    config.logout !== 'local' &&
      perSite('logout', ({ redirectUrl }) => checkLogout(config, redirectUrl, send)),
    showsForm(config) && [
      {
        topic: 'cross-origin-authentication',
        run: async () => checkCrossOriginLogin(await Promise.all(sites.map(({ signIn }) => signIn()))),
      },
      ...perSite('web-origin', async (site) => checkWebOrigin(site.origin, await site.signIn())),
    ],
    perSite('origin', async (site) => checkOrigin(site.origin, await site.code())),
    [{ topic: 'grant-authorization-code', run: async () => checkGrant(CODE_GRANT, await first.code()) }],
    isRenewed(config) && [
      {
        topic: 'grant-refresh-token',
        run: async () => checkGrant(REFRESH_GRANT, await requestGrant(config, REFRESH_GRANT, first, send)),
      },
    ],
    [{ topic: 'connections', run: (settings) => checkConnections(config, settings) }],
    accessChecks(config, sites, send),
  ];
  return checks.flatMap((some) => some || []);
}

/** Returns the checks of the API and the organization. */
function accessChecks(config: Config, sites: readonly Site[], send: SendRequest): Check[] {
  const { audience, organization } = config;
  const inOrganization = organization === null ? {} : { organization };
  // /authorize reports problems with other parameters only by a redirect, so the checks need an allowed callback URL.
  const request = async (extras: AuthorizeExtras, read: (url: string, result: RequestResult) => Outcome) => {
    for (const { redirectUrl, authorize } of sites) {
      const result = await authorize();
      if (result.kind === 'response' && returnTo(redirectUrl, result) !== null) {
        return read(redirectUrl, await requestAuthorize(config, redirectUrl, send, extras));
      }
    }
    return skipped('Fix the callback URLs first');
  };
  const ofOrganization: Check = {
    topic: 'organization',
    run: () => request(inOrganization, (...result) => checkOrganization(organization, ...result)),
  };
  if (audience === null) return [ofOrganization];
  const run = () =>
    request({ ...inOrganization, audience }, (...result) => checkAudience(audience, ...result));
  return [{ topic: 'audience', run }, ofOrganization];
}

/** Returns a function that calls `start` once, and returns that promise on every call. */
function once<T>(start: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => {
    result ??= start();
    return result;
  };
}
