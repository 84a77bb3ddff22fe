import type { Config } from '../../sdk/config.ts';
import { isServerError } from '../../sdk/tenant/endpoints.ts';
import type { Environment } from '../build/environment.ts';
import { failed, inDotEnv, type Outcome, onThisComputer, skipped } from './check-result.ts';
import { jsonOf, type RequestResult, sanitize, type TenantResponse } from './tenant-request.ts';

/** Returns why the tenant couldn't be reached, with a fix for the domain, the proxy or the network. */
export function explainNetworkFailure(
  { domain, tenant }: Pick<Config, 'domain' | 'tenant'>,
  code: string,
  environment: Environment,
): Outcome {
  if (tenant.startsWith('http:')) {
    return failed(`Nothing responds at ${domain} on this computer`, onThisComputer('the local tenant'));
  }
  if (code === 'ENOTFOUND') {
    return failed(`DNS has no record of ${domain}, or this computer is offline`, inDotEnv('AUTH0_DOMAIN'));
  }
  if (code === 'ECONNREFUSED') {
    return failed(`${domain} refused the connection`, inDotEnv('AUTH0_DOMAIN'));
  }
  if (/CERT|^ERR_(TLS|SSL)_|^UNABLE_TO_|^EPROTO$/.test(code)) {
    return failed(
      `The certificate of ${domain} isn't trusted on this computer, as behind a proxy or a network's sign-in page`,
      onThisComputer('the certificate of your proxy, for Node', 'NODE_EXTRA_CA_CERTS=/path/to/proxy.pem'),
    );
  }
  const message = `${domain} couldn't be reached (${code})`;
  const proxy = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].find((name) => environment[name]);
  if (proxy === undefined) return failed(message, onThisComputer('the network connection'));
  // https://nodejs.org/api/cli.html#node_use_env_proxy1
  return failed(
    `${message}. ${proxy} is set, and Node (22.21, 24 and later) uses a proxy only with NODE_USE_ENV_PROXY`,
    onThisComputer('the environment', 'NODE_USE_ENV_PROXY=1'),
  );
}

/** Evaluates a response with `read`. Returns `skipped` if there is no response, or if the tenant has a server error. */
export function evaluate(result: RequestResult, read: (response: TenantResponse) => Outcome): Outcome {
  if (result.kind === 'failed') return skipped(`The tenant didn't respond (${result.code}): try again`);
  if (isServerError(result.status)) {
    return skipped(`The tenant failed (status ${result.status}): try again in a minute`);
  }
  return read(result);
}

/**
 * Evaluates an error in OAuth's JSON format (RFC 6749 section 5.2) with `read`. Returns `skipped` as `evaluate` does, or if the
 * response has another format, so it shows nothing about the application.
 */
export function evaluateError(
  result: RequestResult,
  read: (error: OAuthError, response: TenantResponse) => Outcome,
): Outcome {
  return evaluate(result, (response) => {
    const { error, error_description } = jsonOf(response.text) ?? {};
    if (typeof error !== 'string') return intercepted(response);
    return read({ code: error, description: sanitize(error_description) || sanitize(error) }, response);
  });
}

/** An error of the tenant. */
export interface OAuthError {
  readonly code: string;
  /** The description on one line, or the code if there is none. */
  readonly description: string;
}

/** Returns `skipped` for a response that isn't in Auth0's format, so it shows nothing about the application. */
export function intercepted({ status }: TenantResponse): Outcome {
  return skipped(
    `The response (status ${status}) isn't the tenant's: check the VPN, the proxy or the network's sign-in page`,
  );
}

/** Returns `skipped` for a response of the tenant that shows nothing about the checked setting. */
export function unexpected({ status }: TenantResponse, description: string): Outcome {
  return skipped(`Unexpected response (status ${status}): ${description}`);
}
