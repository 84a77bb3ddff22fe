import { resumeTab } from '../browser/tab-flow.ts';
import type { Config } from '../config.ts';
import type { AuthResult } from '../session/session.ts';
import type { PendingSignIn } from '../storage/pending-sign-in.ts';
import { type AuthorizationTools, redeemRedirect } from '../tenant/authorize.ts';

/**
 * Finishes what `authorize` began in a tab before the background was stopped. Rejects as `authorize` does;
 * with `sign-in-cancelled` where the tab was closed meanwhile.
 */
export async function resumeAuthorization(
  config: Config,
  { tabId, verifier, state, nonce }: PendingSignIn,
  tools: AuthorizationTools,
): Promise<AuthResult> {
  const forget = async () => tools.remember?.(null);
  const redirect = await resumeTab(tabId, config.tenant).finally(forget);
  return redeemRedirect(config, redirect, { verifier, state, nonce }, tools);
}
