import type { Config } from '../config.ts';
import { interactionRequired, isTrouble, LatchkeyError, tenantFailed, tenantUnreachable } from '../errors.ts';
import { translate } from '../i18n/translate.ts';

/** Milliseconds that the tenant may take to answer. */
const TIMEOUT = 10_000;

/**
 * Why `/authorize` did not redirect at once. Browsers do not say: a refused callback address, a page that
 * needs the person and a dead network look alike, and differ between them. So the tenant is asked once more,
 * for nobody, without following: it redirects (then it wanted the person), refuses, or is not there.
 */
export async function diagnoseAuthorization(
  config: Config,
  redirectUrl: string,
  fetch: typeof globalThis.fetch,
): Promise<LatchkeyError> {
  const url = new URL(`${config.tenant}/authorize`);
  url.search = new URLSearchParams({
    client_id: config.clientId,
    redirect_uri: redirectUrl,
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    code_challenge_method: 'S256',
    // The challenge of a verifier that nobody has: no code can come of it.
    code_challenge: 'A'.repeat(43),
  }).toString();
  let response: Response;
  try {
    response = await fetch(url.href, {
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (cause) {
    return tenantUnreachable(config.domain, cause);
  }
  if (isTrouble(response.status)) return tenantFailed(config.domain, response.status);
  if (response.status >= 400) return callbackNotAllowed(config, redirectUrl);
  return interactionRequired(config.domain);
}

function callbackNotAllowed(config: Config, redirectUrl: string): LatchkeyError {
  return new LatchkeyError(
    'callback-not-allowed',
    translate('callbackNotAllowed', { domain: config.domain, address: redirectUrl }),
  );
}
