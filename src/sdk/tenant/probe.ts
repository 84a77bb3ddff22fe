import type { Tenant } from '../config.ts';
import { PATHS } from './endpoints.ts';

/**
 * Returns the path and query of an authorization request for no user. Its response shows how the application is configured:
 * `prompt=none` without a session redirects to a listed URL with `login_required`, and shows an error page for any other URL
 * (OpenID Connect Core 3.1.2.6). `parameters` are added to the query.
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
    // No verifier matches this challenge, so no code could be exchanged.
    code_challenge: 'A'.repeat(43),
    ...parameters,
  });
  return `${PATHS.authorize}?${query}`;
}
