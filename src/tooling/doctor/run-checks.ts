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
import {
  type AuthorizeExtras,
  checkAudience,
  checkCallback,
  checkLogout,
  checkOrganization,
  redirectQuery,
  requestAuthorize,
} from './redirects.ts';
import { checkClock, checkDiscovery, checkSigningKeys } from './tenant.ts';
import { type RequestDeps, type RequestResult, type SendRequest, tenantRequester } from './tenant-request.ts';

/** Dependencies of `runChecks`. */
export interface CheckDeps extends RequestDeps {
  readonly environment: Environment;
}

/** Returns dependencies that use the network and the clock. */
export function realDeps(environment: Environment): CheckDeps {
  return { fetch: globalThis.fetch, now: Date.now, environment };
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
  const tenant = checkResult('tenant', checkDiscovery(config, discovery, deps.environment));
  if (tenant.outcome.kind !== 'ok' || discovery.kind === 'failed') {
    const others = (['signing-keys', 'clock', 'application'] as const).map((topic) =>
      checkResult(topic, UNREACHED),
    );
    return { results: [tenant, ...others], settings: null, isReached: false };
  }
  const application = await checkApplication(config, deps.fetch);
  return {
    results: [
      tenant,
      checkResult('signing-keys', await checkSigningKeys(send)),
      checkResult('clock', checkClock(discovery)),
      checkResult('application', application.outcome),
    ],
    settings: application.settings,
    isReached: true,
  };
}

const UNREACHED = skipped('The tenant must be reached first');

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
  const blocked = isReached ? skipped('Fix the application first') : UNREACHED;
  const all = [...results];
  // Sequential, because a free tenant accepts few of these requests per second
  // (https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public).
  for (const { topic, run, browser } of checksOf(config, addresses, tenantRequester(config.tenant, deps))) {
    all.push(checkResult(topic, settings === null ? blocked : await run(settings), browser));
  }
  return all;
}

/** The extension in one browser. */
interface Site extends Sender {
  readonly browser: Browser;
}

/** Returns the checks that apply to the configuration, in the order of the report. */
function checksOf(config: Config, addresses: KnownAddresses, send: SendRequest): Check[] {
  const sites = BROWSERS.flatMap((browser) => {
    const known = addresses[browser];
    return known === undefined ? [] : [{ browser, ...known }];
  });
  const [first] = sites;
  if (first === undefined) return [];
  const code = (site: Site) => requestGrant(config, CODE_GRANT, site, send);
  const signIn = ({ origin }: Site) => attemptSignIn(config, origin, send);
  const perSite = (topic: Topic, run: (site: Site) => Promise<Outcome>): Check[] =>
    sites.map((site) => ({ topic, browser: site.browser, run: () => run(site) }));
  const checks: readonly (readonly Check[] | false)[] = [
    [{ topic: 'application-type', run: async () => checkApplicationType(await code(first)) }],
    perSite('callback', async ({ redirectUrl }) =>
      checkCallback(redirectUrl, await requestAuthorize(config, redirectUrl, send)),
    ),
    config.logout !== 'local' &&
      perSite('logout', ({ redirectUrl }) => checkLogout(config, redirectUrl, send)),
    showsForm(config) && [
      {
        topic: 'cross-origin-authentication',
        run: async () => checkCrossOriginLogin(await Promise.all(sites.map(signIn))),
      },
      ...perSite('web-origin', async (site) => checkWebOrigin(site.origin, await signIn(site))),
    ],
    perSite('origin', async (site) => checkOrigin(site.origin, await code(site))),
    [{ topic: 'grant-authorization-code', run: async () => checkGrant(CODE_GRANT, await code(first)) }],
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
    for (const { redirectUrl } of sites) {
      const result = await requestAuthorize(config, redirectUrl, send);
      if (result.kind === 'response' && redirectQuery(redirectUrl, result) !== null) {
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
