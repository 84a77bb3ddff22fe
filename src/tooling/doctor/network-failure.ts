import type { Config } from '../../sdk/config.ts';
import { isServerError } from '../../sdk/tenant/read-text.ts';
import type { Environment } from '../build/environment.ts';
import { failed, inDotEnv, type Outcome, onThisComputer, skipped } from './check-result.ts';
import type { NetworkFailure, RequestResult, TenantResponse } from './tenant-request.ts';

/** Dependencies of `explainNetworkFailure`. */
export interface NetworkDeps {
  /** Returns whether DNS resolves a host. Never rejects. */
  readonly isNameKnown: (host: string) => Promise<boolean>;
  readonly environment: Environment;
}

/** A host name that resolves on every working network. */
const SURE_NAME = 'auth0.com';

/** Returns why the tenant couldn't be reached, with a fix for the domain, the proxy or the network. */
export async function explainNetworkFailure(
  { domain, tenant }: Pick<Config, 'domain' | 'tenant'>,
  failure: NetworkFailure,
  { isNameKnown, environment }: NetworkDeps,
): Promise<Outcome> {
  if (tenant.startsWith('http:')) {
    return failed(`Nothing responds at ${domain} on this computer`, onThisComputer('the local tenant'));
  }
  switch (failure) {
    case 'name-unknown':
      return (await isNameKnown(SURE_NAME))
        ? failed(`DNS lookup for ${domain} failed, but the network works`, inDotEnv('AUTH0_DOMAIN'))
        : noNetwork("DNS isn't working: the lookup for auth0.com failed too", environment);
    case 'refused':
      return failed(`${domain} refused the connection`, inDotEnv('AUTH0_DOMAIN'));
    case 'certificate':
      return failed(
        `The certificate of ${domain} isn't trusted on this computer, as behind a proxy or a network's sign-in page`,
        onThisComputer('the certificate of your proxy, for Node', 'NODE_EXTRA_CA_CERTS=/path/to/proxy.pem'),
      );
    case 'late':
      return noNetwork(`${domain} did not answer within 10 seconds`, environment);
    case 'no-network':
      return noNetwork('No network connection', environment);
    case 'broken-off':
      return noNetwork(`The connection to ${domain} was interrupted`, environment);
  }
}

/**
 * Returns the outcome for a network problem. If a proxy is set, the fix is to turn it on, because Node's `fetch` uses no
 * proxy by default. https://nodejs.org/api/cli.html#node_use_env_proxy1
 */
function noNetwork(message: string, environment: Environment): Outcome {
  const proxy = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].find((name) => environment[name]);
  if (proxy === undefined) return failed(message, onThisComputer('the network connection'));
  return failed(
    `${message}. ${proxy} is set, and Node (22.21, 24 and later) uses a proxy only with NODE_USE_ENV_PROXY`,
    onThisComputer('the environment', 'NODE_USE_ENV_PROXY=1'),
  );
}

/** Returns `skipped` for a response that isn't in Auth0's format, so it shows nothing about the application. */
export function intercepted({ status }: TenantResponse): Outcome {
  return skipped(
    `The response (status ${status}) isn't the tenant's: check the VPN, the proxy or the network's sign-in page`,
  );
}

/** Returns `skipped` for a response of the tenant that shows nothing about the checked setting. */
export function unexpected({ status }: TenantResponse, words = ''): Outcome {
  return skipped(`Unexpected response (status ${status})${words === '' ? '' : `: ${words}`}`);
}

/** Evaluates a response with `read`. Returns `skipped` if there is no response, or if the tenant has a server error. */
export function evaluate(result: RequestResult, read: (response: TenantResponse) => Outcome): Outcome {
  if (result.kind === 'failed') {
    const why = result.failure === 'late' ? 'in time' : 'to the end';
    return skipped(`The tenant did not answer ${why}: try again`);
  }
  const { status } = result;
  if (isServerError(status)) {
    return skipped(`The tenant failed (status ${status}): try again in a minute`);
  }
  return read(result);
}
