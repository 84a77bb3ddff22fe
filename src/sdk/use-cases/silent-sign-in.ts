import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import type { AuthResult } from '../session/session.ts';
import { type AuthorizationTools, authorize } from '../tenant/authorize.ts';

/**
 * Signs in without a form or a window, where the browser already has a session with the tenant (`prompt=none`,
 * OpenID Connect Core 3.1.2.1). Resolves with `null` where that cannot be; nobody asked for it, so nobody is
 * told why.
 */
export async function signInSilently(config: Config, tools: AuthorizationTools): Promise<AuthResult | null> {
  try {
    return await authorize(config, { interactive: false, parameters: { prompt: 'none' } }, tools);
  } catch (error) {
    if (error instanceof LatchkeyError) return null;
    throw error;
  }
}
