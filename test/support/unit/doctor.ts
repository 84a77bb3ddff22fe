import type { Config } from '../../../src/sdk/config.ts';
import { readAddresses } from '../../../src/tooling/build/addresses.ts';
import type { CheckName, CheckResult, Outcome } from '../../../src/tooling/doctor/check-result.ts';
import type { CheckDeps } from '../../../src/tooling/doctor/run-checks.ts';
import { type TenantResponse, tenantRequester } from '../../../src/tooling/doctor/tenant-request.ts';
import type { Fault, Tenant, TenantChange } from '../../tenant/tenant.ts';
import { listedAddresses } from '../listed-addresses.ts';
import { unitConfig } from './config.ts';

export const ADDRESSES = await readAddresses();

/** The settings of a tenant with everything that `npm run setup` prints. */
export const RIGHT = {
  ...listedAddresses(Object.values(ADDRESSES)),
  crossOriginLogin: true,
  grantTypes: ['authorization_code', 'refresh_token'],
  connections: [{ strategy: 'auth0' }],
  organizations: [],
  organizationNames: false,
  apis: [{ identifier: 'https://api.example/', allowOfflineAccess: true }],
} as const satisfies TenantChange;

/** Auth0's response to an application of another type, which should have sent its secret. */
export const CLIENT_SECRET_REQUIRED: Fault = {
  path: '/oauth/token',
  kind: 'status',
  status: 401,
  body: JSON.stringify({ error: 'access_denied', error_description: 'Unauthorized' }),
};

/** Dependencies that use the network, without a proxy. */
export const DEPS: CheckDeps = { fetch: globalThis.fetch, now: Date.now, environment: {} };

/** The configuration of a build for the tenant. */
export function configFor(tenant: Tenant, changes: Partial<Config> = {}): Config {
  return unitConfig({
    domain: tenant.domain,
    tenant: tenant.origin,
    clientId: tenant.clientId,
    ...changes,
  });
}

/** Returns the checks that aren't ok, by name, with the fix of each: `place: field, how value`. */
export function problemsIn(results: readonly CheckResult[]): Partial<Record<CheckName, string>> {
  return Object.fromEntries(
    results.flatMap(({ check, outcome }) => (outcome.kind === 'ok' ? [] : [[check, fixOf(outcome)]])),
  );
}

function fixOf(outcome: Outcome): string {
  if (outcome.kind !== 'failed') return outcome.kind;
  const { place, field, how, value } = outcome.fix;
  return `${place}: ${field}, ${how} ${value}`;
}

/** Returns a response of a tenant. */
export async function tenantResponse(
  status: number,
  { body = '', headers = {} }: { body?: string | object; headers?: Record<string, string> } = {},
): Promise<TenantResponse> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const fetch = async () => new Response(text === '' ? null : text, { status, headers });
  const result = await tenantRequester('https://tenant.example', { fetch, now: () => 0 })('/');
  if (result.kind === 'failed') throw new Error(result.code);
  return result;
}
