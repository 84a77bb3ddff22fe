import { lookup } from 'node:dns/promises';
import type { Config } from '../../sdk/config.ts';
import type { AllAddresses } from '../build/addresses.ts';
import { isRenewed, showsForm } from '../build/dashboard.ts';
import type { Environment } from '../build/environment.ts';
import { BROWSERS, type Browser } from '../build/manifest.ts';
import { checkApplication, checkConnections, type KnownApplication } from './application.ts';
import { CHECKS, type CheckName, type Findings, type Outcome, unknown } from './check-result.ts';
import { askAsOrigin, checkCrossOriginLogin, checkOrigin, checkWebOrigin } from './cross-origin.ts';
import {
  askGrant,
  CODE_GRANT,
  checkApplicationType,
  checkGrant,
  REFRESH_GRANT,
  type Sender,
} from './grants.ts';
import type { TroubleTools } from './network-failure.ts';
import {
  askAuthorize,
  checkAudience,
  checkCallback,
  checkLogout,
  checkOrganization,
  returnTo,
  type Wanted,
} from './redirects.ts';
import { askDiscovery, checkClock, checkSigningKeys, checkTenantAnswers } from './tenant.ts';
import { type Answer, type Ask, askTenant } from './tenant-request.ts';

/** What an examination works with. */
export interface ExamineTools extends TroubleTools {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The network as it is. */
export function realTools(environment: Environment): ExamineTools {
  const isNameKnown = (host: string) =>
    lookup(host).then(
      () => true,
      () => false,
    );
  return { fetch: globalThis.fetch, now: Date.now, isNameKnown, environment };
}

/** What can be known of a tenant without an address of the extension. */
export interface TenantFindings {
  readonly findings: Findings;
  /** `null` where the tenant does not know the application, or cannot be asked. */
  readonly settings: KnownApplication['settings'];
}

/** Whether the tenant answers and knows the application; nothing of how the application is set. Never rejects. */
export async function examineTenant(config: Config, tools: ExamineTools): Promise<TenantFindings> {
  const ask = askTenant(config.tenant, tools);
  const discovery = await askDiscovery(ask);
  const tenant = await checkTenantAnswers(config, discovery, tools);
  if (tenant.kind !== 'ok' || discovery.kind === 'unanswered')
    return { findings: { tenant }, settings: null };
  const [keys, application] = await Promise.all([
    checkSigningKeys(ask),
    checkApplication(config, tools.fetch),
  ]);
  return {
    findings: {
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
 * Nobody signs in, and nothing at the tenant changes. Never rejects.
 */
export async function examine(
  config: Config,
  addresses: AllAddresses,
  tools: ExamineTools,
): Promise<Findings> {
  const { findings, settings } = await examineTenant(config, tools);
  if (settings === null) return { ...unchecked(config, findings), ...findings };
  const ask = askTenant(config.tenant, tools);
  const [redirects, logouts, webOrigins, grants] = await Promise.all([
    examineRedirects(config, addresses, ask),
    config.logout === 'local' ? {} : examineLogouts(config, addresses, ask),
    showsForm(config) ? examineWebOrigins(config, addresses, ask) : {},
    examineGrants(config, addresses, ask),
  ]);
  return {
    ...findings,
    connections: checkConnections(config, settings),
    ...redirects,
    ...logouts,
    ...webOrigins,
    ...grants,
  };
}

/** What concerns the configuration, each with why it could not be checked. */
function unchecked(config: Config, { tenant }: Findings): Findings {
  const why = unknown(
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

async function examineRedirects(config: Config, addresses: AllAddresses, ask: Ask): Promise<Findings> {
  const callbacks = await Promise.all(
    BROWSERS.map(async (browser) => {
      const address = redirectUrlOf(addresses, browser);
      return { browser, address, answer: await askAuthorize(config, address, ask) };
    }),
  );
  // What else is wanted of /authorize can be seen only where it comes back.
  const listed = callbacks.find(
    ({ address, answer }) => answer.kind === 'answered' && returnTo(address, answer) !== null,
  );
  return {
    ...Object.fromEntries(
      callbacks.map(({ browser, address, answer }) => [
        `callback-${browser}`,
        checkCallback(address, answer),
      ]),
    ),
    ...(await examineWishes(config, listed?.address ?? null, ask)),
  };
}

/** The API and the organization of the configuration. `address`: a listed callback address, or `null`. */
async function examineWishes(config: Config, address: string | null, ask: Ask): Promise<Findings> {
  const { audience, organization } = config;
  const asked: Wanted = organization === null ? {} : { organization };
  const check = async (wanted: Wanted, read: (address: string, answer: Answer) => Outcome) =>
    address === null
      ? unknown('A callback address comes first')
      : read(address, await askAuthorize(config, address, ask, wanted));
  return {
    organization: await check(asked, (...answer) => checkOrganization(organization, ...answer)),
    ...(audience === null
      ? {}
      : {
          audience: await check({ ...asked, audience }, (...answer) => checkAudience(audience, ...answer)),
        }),
  };
}

async function examineLogouts(config: Config, addresses: AllAddresses, ask: Ask): Promise<Findings> {
  const outcomes = BROWSERS.map(async (browser): Promise<[string, Outcome]> => {
    return [`logout-${browser}`, await checkLogout(config, redirectUrlOf(addresses, browser), ask)];
  });
  return Object.fromEntries(await Promise.all(outcomes));
}

async function examineWebOrigins(config: Config, addresses: AllAddresses, ask: Ask): Promise<Findings> {
  // One after the other: a free tenant takes few of these requests a second
  // (https://auth0.com/docs/troubleshoot/customer-support/operational-policies/rate-limit-policy/rate-limit-configurations/free-public).
  const chromium = await askAsOrigin(config, addresses.chromium.webOrigins[0] ?? '', ask);
  const firefox = await askAsOrigin(config, addresses.firefox.webOrigins[0] ?? '', ask);
  return {
    'cross-origin-authentication': checkCrossOriginLogin([chromium, firefox]),
    'web-origin-chromium': checkWebOrigin(chromium),
    'web-origin-firefox': checkWebOrigin(firefox),
  };
}

async function examineGrants(config: Config, addresses: AllAddresses, ask: Ask): Promise<Findings> {
  const senderOf = (browser: Browser): Sender => ({
    origin: addresses[browser].allowedOrigins[0] ?? '',
    redirectUrl: redirectUrlOf(addresses, browser),
  });
  const [chromium, firefox] = [senderOf('chromium'), senderOf('firefox')];
  const [code, codeOfFirefox, refresh] = await Promise.all([
    askGrant(config, CODE_GRANT, chromium, ask),
    askGrant(config, CODE_GRANT, firefox, ask),
    isRenewed(config) ? askGrant(config, REFRESH_GRANT, chromium, ask) : null,
  ]);
  return {
    'application-type': checkApplicationType(code),
    'origin-chromium': checkOrigin(chromium.origin, code),
    'origin-firefox': checkOrigin(firefox.origin, codeOfFirefox),
    'grant-authorization-code': checkGrant(CODE_GRANT, code),
    ...(refresh === null ? {} : { 'grant-refresh-token': checkGrant(REFRESH_GRANT, refresh) }),
  };
}
