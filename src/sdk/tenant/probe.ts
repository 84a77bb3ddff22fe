import type { Tenant } from '../config.ts';
import { PATHS } from './endpoints.ts';

/**
 * Returns the path and query of an authorization request for no user, whose response shows how the application is set up:
 * `prompt=none` without a session redirects to a listed address with `login_required`, and shows an error page for another
 * one (OpenID Connect Core 3.1.2.6). `parameters` are added.
 */
export function probePath(
  { clientId }: Pick<Tenant, 'clientId'>,
  redirectUrl: string,
  parameters: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUrl,
    response_type: 'code',
    scope: 'openid',
    prompt: 'none',
    code_challenge_method: 'S256',
    // The challenge of a verifier that does not exist: its code could not be redeemed.
    code_challenge: 'A'.repeat(43),
    ...parameters,
  });
  return `${PATHS.authorize}?${query}`;
}
