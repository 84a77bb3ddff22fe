import { lookup } from 'node:dns/promises';
import type { Config } from '../../config.ts';
import type { AllAddresses } from '../addresses.ts';
import { isRenewed } from '../dashboard.ts';
import type { Environment } from '../environment.ts';
import { BROWSERS, type Browser } from '../manifest.ts';
import { checkApplication, checkConnections, type KnownApplication } from './application.ts';
import { type Answer, type Ask, askTenant } from './ask.ts';
import { askAsOrigin, checkCrossOriginLogin, checkOrigin } from './cross-origin.ts';
import { CHECKS, type CheckName, type Findings, type Outcome, unknown } from './finding.ts';
import { askGrant, CODE_GRANT, checkApplicationType, checkGrant, REFRESH_GRANT } from './grants.ts';
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
import type { TroubleTools } from './trouble.ts';

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
  const [redirects, logouts, origins, grants] = await Promise.all([
    examineRedirects(config, addresses, ask),
    config.logout === 'local' ? {} : examineLogouts(config, addresses, ask),
    config.login === 'hosted' ? {} : examineOrigins(config, addresses, ask),
    examineGrants(config, addresses, ask),
  ]);
  return {
    ...findings,
    connections: checkConnections(config, settings),
    ...redirects,
    ...logouts,
    ...origins,
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
    case 'origin-chromium':
    case 'origin-firefox':
      return config.login !== 'hosted';
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

async function examineOrigins(config: Config, addresses: AllAddresses, ask: Ask): Promise<Findings> {
  const answers = await Promise.all(
    BROWSERS.map(async (browser) => ({
      browser,
      answers: await askAsOrigin(config, addresses[browser].allowedOrigins[0] ?? '', ask),
    })),
  );
  return {
    'cross-origin-authentication': checkCrossOriginLogin(answers.map((each) => each.answers)),
    ...Object.fromEntries(answers.map((each) => [`origin-${each.browser}`, checkOrigin(each.answers)])),
  };
}

async function examineGrants(config: Config, addresses: AllAddresses, ask: Ask): Promise<Findings> {
  const address = redirectUrlOf(addresses, 'chromium');
  const [code, refresh] = await Promise.all([
    askGrant(config, CODE_GRANT, address, ask),
    isRenewed(config) ? askGrant(config, REFRESH_GRANT, address, ask) : null,
  ]);
  return {
    'application-type': checkApplicationType(code),
    'grant-authorization-code': checkGrant(CODE_GRANT, code),
    ...(refresh === null ? {} : { 'grant-refresh-token': checkGrant(REFRESH_GRANT, refresh) }),
  };
}
