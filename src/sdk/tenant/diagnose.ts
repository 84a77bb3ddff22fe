import { QUICK_TIMEOUT } from '../browser/optional-api.ts';
import type { Config } from '../config.ts';
import {
  interactionRequired,
  LatchkeyError,
  tenantFailed,
  tenantIntercepted,
  tenantUnreachable,
} from '../errors.ts';
import { isServerError, probePath } from './endpoints.ts';

/**
 * Returns why `/authorize` did not redirect back, which browsers don't report. Sends one more request, for no user and without
 * following redirects. If the tenant redirects, as `prompt=none` requires (OpenID Connect Core 3.1.2.6), it required the user,
 * or, if `interactive`, a page couldn't be loaded. Never rejects.
 */
export async function diagnoseAuthorization(
  config: Config,
  { redirectUrl, interactive }: { readonly redirectUrl: string; readonly interactive: boolean },
  fetch: typeof globalThis.fetch,
): Promise<LatchkeyError> {
  const { domain } = config;
  let response: Response;
  try {
    response = await fetch(`${config.tenant}${probePath(config, redirectUrl)}`, {
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.timeout(QUICK_TIMEOUT),
    });
  } catch (cause) {
    return tenantUnreachable(domain, cause);
  }
  if (isServerError(response.status)) return tenantFailed(domain, response.status);
  // The status of a redirect that isn't followed is 0.
  if (response.status < 200)
    return interactive ? new LatchkeyError('sign-in-page-failed', {}) : interactionRequired(domain);
  // Auth0's own pages contain these texts. Any other page isn't the tenant's. A proxy's page can contain the URL of the request,
  // and so the names of its parameters.
  const page = await response.text().catch(() => '');
  if (/callback url mismatch/i.test(page))
    return new LatchkeyError('callback-not-allowed', { domain, address: redirectUrl });
  if (/unknown client:/i.test(page)) return new LatchkeyError('client-unknown', { domain });
  return tenantIntercepted(domain, response.status);
}
