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

/** Characters of an error page that are read. */
const MAX_LENGTH = 200_000;

/**
 * Returns why `/authorize` did not lead back. Browsers do not say: a refused callback address, a page that requires the
 * user and a dead network look alike, and differ between them. So the tenant is requested once more, for no user, without
 * following. If it redirects, as `prompt=none` has it do (OpenID Connect Core 3.1.2.6), the tenant is well: it required the
 * user, or, if it was `interactive`, a page could not be loaded. Never rejects.
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
 * Auth0's own pages say "Callback URL mismatch." or "Unknown client: …". Any other page is not the tenant's; a proxy's can
 * repeat the address, and with it the names of parameters.
 */
async function explainPage(config: Config, redirectUrl: string, response: Response): Promise<LatchkeyError> {
  const page = await readText(response, MAX_LENGTH).catch(() => '');
  if (/callback url mismatch/i.test(page))
    return new LatchkeyError('callback-not-allowed', { domain: config.domain, address: redirectUrl });
  if (/unknown client:/i.test(page)) return unknownClient(config);
  return tenantIntercepted(config.domain, response.status);
}
