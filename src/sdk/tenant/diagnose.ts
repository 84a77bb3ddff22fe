import type { Config } from '../config.ts';
import {
  interactionRequired,
  LatchkeyError,
  tenantFailed,
  tenantIntercepted,
  tenantUnreachable,
} from '../errors.ts';
import { unknownClient } from './client-settings.ts';
import { probePath } from './probe.ts';
import { isServerError, readText } from './read-text.ts';
import { QUICK_TIMEOUT } from './timeouts.ts';

/** Maximum length of an error page in characters. */
const MAX_LENGTH = 200_000;

/**
 * Returns why `/authorize` did not redirect back. Browsers don't report the reason: a rejected callback URL, a page that requires
 * the user and a network failure look alike, and browsers differ in how they report them. So this sends one more request to the
 * tenant, for no user and without following redirects. If the tenant redirects, as `prompt=none` requires (OpenID Connect Core
 * 3.1.2.6), the tenant works. Then it required the user, or, if `interactive`, a page couldn't be loaded. Never rejects.
 */
export async function diagnoseAuthorization(
  config: Config,
  { redirectUrl, interactive }: { readonly redirectUrl: string; readonly interactive: boolean },
  fetch: typeof globalThis.fetch,
): Promise<LatchkeyError> {
  let response: Response;
  try {
    response = await fetch(`${config.tenant}${probePath(config, redirectUrl)}`, {
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.timeout(QUICK_TIMEOUT),
    });
  } catch (cause) {
    return tenantUnreachable(config.domain, cause);
  }
  if (isServerError(response.status)) return tenantFailed(config.domain, response.status);
  if (response.status >= 200) return explainPage(config, redirectUrl, response);
  if (!interactive) return interactionRequired(config.domain);
  return new LatchkeyError('sign-in-page-failed', {});
}

/**
 * Returns the error for a page. Auth0's own pages contain "Callback URL mismatch." or "Unknown client: …". Any other page isn't
 * the tenant's. A proxy's page can contain the URL of the request, and so the names of its parameters.
 */
async function explainPage(config: Config, redirectUrl: string, response: Response): Promise<LatchkeyError> {
  const page = await readText(response, MAX_LENGTH).catch(() => '');
  if (/callback url mismatch/i.test(page))
    return new LatchkeyError('callback-not-allowed', { domain: config.domain, address: redirectUrl });
  if (/unknown client:/i.test(page)) return unknownClient(config);
  return tenantIntercepted(config.domain, response.status);
}
