import { lookup } from 'node:dns/promises';
import type { Config } from '../../sdk/config.ts';
import type { AllAddresses } from '../build/addresses.ts';
import { isRenewed, showsForm } from '../build/dashboard.ts';
import type { Environment } from '../build/environment.ts';
import { BROWSERS, type Browser } from '../build/manifest.ts';
import { checkApplication, checkConnections, type KnownApplication } from './application.ts';
import { CHECKS, type CheckName, type CheckResults, type Outcome, skipped } from './check-result.ts';
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
import { checkClock, checkSigningKeys, checkTenantAnswers, requestDiscovery } from './tenant.ts';
import { type RequestResult, type SendRequest, tenantRequester } from './tenant-request.ts';

/** Dependencies of `runChecks`. */
export interface CheckDeps extends NetworkDeps {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Returns the dependencies that use the network. */
export function realDeps(environment: Environment): CheckDeps {
  const isNameKnown = (host: string) =>
    lookup(host).then(
      () => true,
      () => false,
    );
  return { fetch: globalThis.fetch, now: Date.now, isNameKnown, environment };
}

/** What can be checked without an address of the extension. */
export interface TenantResults {
  readonly results: CheckResults;
  /** `null` if the tenant does not know the application, or cannot be reached. */
  readonly settings: KnownApplication['settings'];
}

/** Whether the tenant answers and knows the application; nothing of how the application is set. Never rejects. */
export async function checkTenant(config: Config, deps: CheckDeps): Promise<TenantResults> {
  const send = tenantRequester(config.tenant, deps);
  const discovery = await requestDiscovery(send);
  const tenant = await checkTenantAnswers(config, discovery, deps);
  if (tenant.kind !== 'ok' || discovery.kind === 'failed') return { results: { tenant }, settings: null };
  const [keys, application] = await Promise.all([
    checkSigningKeys(send),
    checkApplication(config, deps.fetch),
  ]);
  return {
    results: {
      tenant,
      'signing-keys': keys,
      clock: checkClock(discovery),
      application: application.outcome,
    },
    settings: application.settings,
  };
}

/**
 * Checks all that can be checked of a tenant from outside, for the configuration and the extension's addresses.
 * No user signs in, and nothing at the tenant changes. Never rejects.
 */
export async function runChecks(
  config: Config,
  addresses: AllAddresses,
  deps: CheckDeps,
): Promise<CheckResults> {
  const { results, settings } = await checkTenant(config, deps);
  if (settings === null) return { ...unchecked(config, results), ...results };
  const send = tenantRequester(config.tenant, deps);
  const [redirects, logouts, webOrigins, grants] = await Promise.all([
    checkRedirects(config, addresses, send),
    config.logout === 'local' ? {} : checkLogouts(config, addresses, send),
    showsForm(config) ? checkWebOrigins(config, addresses, send) : {},
    checkGrants(config, addresses, send),
  ]);
  return {
    ...results,
    connections: checkConnections(config, settings),
    ...redirects,
    ...logouts,
    ...webOrigins,
    ...grants,
  };
}

/** Returns every check that concerns the configuration as skipped, with why. */
function unchecked(config: Config, { tenant }: CheckResults): CheckResults {
  const why = skipped(
    tenant?.kind === 'ok' ? 'The application comes first' : 'The tenant must be reached first',
  );
  const names = Object.keys(CHECKS).filter((name) => isCheck(name) && concerns(config, name));
  return Object.fromEntries(names.map((name) => [name, why]));
}

function isCheck(name: string): name is CheckName {
  return name in CHECKS;
}

function concerns(config: Config, check: CheckName): boolean {
  switch (check) {
    case 'logout-chromium':
    case 'logout-firefox':
      return config.logout !== 'local';
    case 'cross-origin-authentication':
    case 'web-origin-chromium':
    case 'web-origin-firefox':
      return showsForm(config);
    case 'grant-refresh-token':
      return isRenewed(config);
    case 'audience':
      return config.audience !== null;
    default:
      return true;
  }
}

/** The address that a browser comes back to; the extension has one in each. */
function redirectUrlOf(addresses: AllAddresses, browser: Browser): string {
  return addresses[browser].callbackUrls[0] ?? '';
}

async function checkRedirects(
  config: Config,
  addresses: AllAddresses,
  send: SendRequest,
): Promise<CheckResults> {
  const callbacks = await Promise.all(
    BROWSERS.map(async (browser) => {
      const address = redirectUrlOf(addresses, browser);
      return { browser, address, result: await requestAuthorize(config, address, send) };
    }),
  );
  // What else is wanted of /authorize can be seen only where it comes back.
  const listed = callbacks.find(
    ({ address, result }) => result.kind === 'response' && returnTo(address, result) !== null,
  );
  return {
    ...Object.fromEntries(
      callbacks.map(({ browser, address, result }) => [
        `callback-${browser}`,
        checkCallback(address, result),
      ]),
    ),
    ...(await checkRequestedAccess(config, listed?.address ?? null, send)),
  };
}

/** The API and the organization of the configuration. `address`: a listed callback address, or `null`. */
async function checkRequestedAccess(
  config: Config,
  address: string | null,
  send: SendRequest,
): Promise<CheckResults> {
  const { audience, organization } = config;
  const asked: AuthorizeExtras = organization === null ? {} : { organization };
  const check = async (wanted: AuthorizeExtras, read: (address: string, result: RequestResult) => Outcome) =>
    address === null
      ? skipped('A callback address comes first')
      : read(address, await requestAuthorize(config, address, send, wanted));
  return {
    organization: await check(asked, (...result) => checkOrganization(organization, ...result)),
    ...(audience === null
      ? {}
      : {
          audience: await check({ ...asked, audience }, (...result) => checkAudience(audience, ...result)),
        }),
  };
}

async function checkLogouts(
  config: Config,
  addresses: AllAddresses,
  send: SendRequest,
): Promise<CheckResults> {
  const outcomes = BROWSERS.map(async (browser): Promise<[string, Outcome]> => {
    return [`logout-${browser}`, await checkLogout(config, redirectUrlOf(addresses, browser), send)];
  });
  return Object.fromEntries(await Promise.all(outcomes));
}

async function checkWebOrigins(
  config: Config,
  addresses: AllAddresses,
  send: SendRequest,
): Promise<CheckResults> {
  // One after the other: a free tenant takes few of these requests a second
  // (https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public).
  const chromium = await attemptSignIn(config, addresses.chromium.webOrigins[0] ?? '', send);
  const firefox = await attemptSignIn(config, addresses.firefox.webOrigins[0] ?? '', send);
  return {
    'cross-origin-authentication': checkCrossOriginLogin([chromium, firefox]),
    'web-origin-chromium': checkWebOrigin(chromium),
    'web-origin-firefox': checkWebOrigin(firefox),
  };
}

async function checkGrants(
  config: Config,
  addresses: AllAddresses,
  send: SendRequest,
): Promise<CheckResults> {
  const senderOf = (browser: Browser): Sender => ({
    origin: addresses[browser].allowedOrigins[0] ?? '',
    redirectUrl: redirectUrlOf(addresses, browser),
  });
  const [chromium, firefox] = [senderOf('chromium'), senderOf('firefox')];
  const [code, codeOfFirefox, refresh] = await Promise.all([
    requestGrant(config, CODE_GRANT, chromium, send),
    requestGrant(config, CODE_GRANT, firefox, send),
    isRenewed(config) ? requestGrant(config, REFRESH_GRANT, chromium, send) : null,
  ]);
  return {
    'application-type': checkApplicationType(code),
    'origin-chromium': checkOrigin(chromium.origin, code),
    'origin-firefox': checkOrigin(firefox.origin, codeOfFirefox),
    'grant-authorization-code': checkGrant(CODE_GRANT, code),
    ...(refresh === null ? {} : { 'grant-refresh-token': checkGrant(REFRESH_GRANT, refresh) }),
  };
}
