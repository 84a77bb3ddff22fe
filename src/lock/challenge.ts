import type { Config } from '../config.ts';

/** Milliseconds that a challenge may take to arrive. */
const TIMEOUT = 10_000;

/** Auth0's answer to "is a captcha wanted?", as Lock takes it. */
export interface Challenge {
  readonly required: boolean;
  /** `auth0` for an image and a code; else the vendor whose script would have to run. */
  readonly provider: string | null;
}

/**
 * Asks whether the tenant wants a captcha at sign-in. `state` binds it to this form. Resolves with `null` if
 * it cannot be had: the form then goes without, and the tenant says so if it wanted one.
 */
export async function loadChallenge(
  config: Config,
  state: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<Challenge | null> {
  try {
    const response = await fetch(`${config.tenant}/usernamepassword/challenge`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT),
      body: JSON.stringify({ state }),
    });
    return parseChallenge(await response.json());
  } catch {
    return null;
  }
}

function parseChallenge(body: unknown): Challenge | null {
  if (typeof body !== 'object' || body === null || !('required' in body)) return null;
  const provider = 'provider' in body && typeof body.provider === 'string' ? body.provider : null;
  return { ...body, required: body.required === true, provider };
}
