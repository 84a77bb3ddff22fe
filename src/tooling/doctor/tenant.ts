import type { Config } from '../../sdk/config.ts';
import { CLOCK_TOLERANCE, clockAheadOf } from '../../sdk/session/timestamp.ts';
import { PATHS } from '../../sdk/tenant/endpoints.ts';
import type { Environment } from '../build/environment.ts';
import { type Fix, failed, inDotEnv, type Outcome, ok, onThisComputer, skipped } from './check-result.ts';
import { evaluate, explainNetworkFailure, intercepted } from './network-failure.ts';
import {
  jsonOf,
  type RequestResult,
  type SendRequest,
  sanitize,
  type TenantResponse,
} from './tenant-request.ts';

/**
 * Checks whether the tenant responds, as the issuer of the tokens that the extension accepts. `discovery` is the result of
 * requesting its OpenID configuration: https://openid.net/specs/openid-connect-discovery-1_0.html.
 */
export function checkDiscovery(config: Config, discovery: RequestResult, environment: Environment): Outcome {
  if (discovery.kind === 'failed') return explainNetworkFailure(config, discovery.code, environment);
  return evaluate(discovery, (response) => readDiscovery(config, response));
}

function readDiscovery({ domain, tenant }: Config, { status, text }: TenantResponse): Outcome {
  // Proxies, filters and firewalls respond with these statuses, tenants don't (RFC 9110 section 15.5, RFC 7725).
  if ([401, 403, 407, 451].includes(status)) {
    return failed(
      `The response (status ${status}) isn't the tenant's, or ${domain} is no Auth0 tenant`,
      onThisComputer('the VPN, the proxy or the firewall'),
    );
  }
  const issuer = status === 200 ? jsonOf(text)?.issuer : undefined;
  if (typeof issuer !== 'string') {
    return failed(
      `${domain} responds, but not as an Auth0 tenant (status ${status})`,
      inDotEnv('AUTH0_DOMAIN'),
    );
  }
  if (issuer === `${tenant}/`) return ok(`${domain} responds as the issuer ${issuer}`);
  const other = URL.canParse(issuer) ? new URL(issuer).host : null;
  return failed(
    `${domain} reports a different issuer, ${sanitize(issuer)}, so its tokens would be rejected`,
    inDotEnv('AUTH0_DOMAIN', other),
  );
}

/** Checks whether this computer's clock agrees with the tenant's, within the tolerance for ID tokens. */
export function checkClock(discovery: TenantResponse): Outcome {
  const ahead = clockAheadOf(discovery.headers, discovery);
  if (ahead === null) return skipped('No Date header in the response');
  if (Math.abs(ahead) <= CLOCK_TOLERANCE * 1000) return ok("This computer's clock agrees with the tenant's");
  const seconds = Math.round(Math.abs(ahead) / 1000);
  return failed(
    `This computer's clock is ${seconds} seconds ${ahead > 0 ? 'ahead of' : 'behind'} the tenant's`,
    onThisComputer('the clock', 'automatically, over the network'),
  );
}

/** Checks whether the tenant has an RSA key for ID tokens that are signed with RS256. */
export async function checkSigningKeys(send: SendRequest): Promise<Outcome> {
  return evaluate(await send(PATHS.keys), (response) => {
    const set = jsonOf(response.text);
    if (set === null) return intercepted(response);
    const { keys } = set;
    if (!Array.isArray(keys)) return failed('No key set in the response', SIGNING_KEYS);
    const count = keys.filter(isSigningKey).length;
    if (count === 0) return failed('No RSA signing key for RS256', SIGNING_KEYS);
    return ok(`${count} RSA ${count === 1 ? 'key' : 'keys'} for RS256`);
  });
}

/** A setting of the tenant, not of the application. */
const SIGNING_KEYS: Fix = {
  place: 'Auth0 Dashboard',
  field: 'Settings of the tenant > Signing Keys',
  how: 'set',
  value: 'an RSA key for RS256',
};

/** Returns whether `key` is an RSA key for RS256 (RFC 7517 section 4). */
function isSigningKey(key: unknown): boolean {
  const { kty, use = 'sig', alg = 'RS256' }: Record<string, unknown> = { ...Object(key) };
  return kty === 'RSA' && use === 'sig' && alg === 'RS256';
}
