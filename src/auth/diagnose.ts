import type { Config } from '../config.ts';
import { LatchkeyError, tenantFailed, tenantUnreachable } from '../errors.ts';

/** Milliseconds that the tenant may take to answer. */
const TIMEOUT = 10_000;

/** Milliseconds in which the first page of a window has come, or may not come at all. */
const PATIENCE = 15_000;

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
  if (response.status >= 500 || response.status === 429) return tenantFailed(config.domain, response.status);
  if (response.status >= 400) return callbackNotAllowed(config, redirectUrl);
  return new LatchkeyError(
    'interaction-required',
    `${config.domain} asks for one more step that this form cannot show. Continue on its own page.`,
  );
}

/**
 * Rejects where the tenant, asked a while after a window was to open, takes the question and says nothing. Chromium shows
 * no window before its first page is there, so that nobody would have anything to close. Where the tenant answers, or the
 * network itself fails, the browser's own flow comes to its end, and this promise never does.
 */
export function tenantSaysNothing(
  config: Config,
  redirectUrl: string,
  fetch: typeof globalThis.fetch,
  over: AbortSignal,
): Promise<never> {
  return new Promise((_, reject) => {
    const ask = async () => {
      const error = await diagnoseAuthorization(config, redirectUrl, fetch);
      if (error.cause instanceof DOMException && error.cause.name === 'TimeoutError') reject(error);
    };
    const timer = setTimeout(ask, PATIENCE);
    over.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

function callbackNotAllowed(config: Config, redirectUrl: string): LatchkeyError {
  return new LatchkeyError(
    'callback-not-allowed',
    `${config.domain} does not send people back to this extension yet. Its administrator must add ${redirectUrl} to ` +
      "the application's Allowed Callback URLs. Then try again.",
  );
}
