import type { Config } from '../../sdk/config.ts';
import { PATHS } from '../../sdk/tenant/endpoints.ts';
import { FIELDS } from '../build/dashboard.ts';
import { failed, inDashboard, type Outcome, ok, skipped } from './check-result.ts';
import { evaluateError, type OAuthError, unexpected } from './network-failure.ts';
import type { RequestResult, SendRequest, TenantResponse } from './tenant-request.ts';

/** A grant type: its `type` at the token endpoint, its `name` in the Auth0 Dashboard, and parameters of an invalid grant. */
interface Grant {
  readonly type: string;
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export const CODE_GRANT: Grant = {
  type: 'authorization_code',
  name: 'Authorization Code',
  parameters: { code: 'latchkey-doctor', code_verifier: 'A'.repeat(43) },
};

export const REFRESH_GRANT: Grant = {
  type: 'refresh_token',
  name: 'Refresh Token',
  parameters: { refresh_token: 'latchkey-doctor' },
};

/** The origin and the redirect URL that a page of the extension sends with a token request. */
export interface Sender {
  readonly origin: string;
  readonly redirectUrl: string;
}

/**
 * Sends a token request with an invalid grant. The token endpoint responds with `invalid_grant` if it would accept a valid
 * one (RFC 6749 section 5.2).
 */
export function requestGrant(
  config: Config,
  { type, parameters }: Grant,
  { origin, redirectUrl }: Sender,
  send: SendRequest,
): Promise<RequestResult> {
  const body = new URLSearchParams({
    grant_type: type,
    client_id: config.clientId,
    ...parameters,
    ...(type === CODE_GRANT.type ? { redirect_uri: redirectUrl } : {}),
  });
  return send(PATHS.token, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin },
    body: body.toString(),
  });
}

/** Checks whether the application can get tokens without a client secret, which an extension can't store. */
export function checkApplicationType(result: RequestResult): Outcome {
  return evaluateError(result, (error, response) => {
    if (!requiresSecret(error, response)) return ok('No client secret is required');
    return failed(
      "The application requires a client secret, which an extension can't store",
      inDashboard(FIELDS.applicationType, 'set', 'Single Page Application'),
    );
  });
}

/** Checks whether the grant type is enabled for the application. */
export function checkGrant({ name }: Grant, result: RequestResult): Outcome {
  return evaluateError(result, (error, response) => {
    if (error.code === 'invalid_grant') return ok(name);
    if (error.code === 'unauthorized_client') {
      return failed(`Grant not enabled: ${error.description}`, inDashboard(FIELDS.grantTypes, 'add', name));
    }
    if (requiresSecret(error, response)) return skipped('Fix the application type first');
    return unexpected(response, error.description);
  });
}

function requiresSecret({ code }: OAuthError, { status }: TenantResponse): boolean {
  return status === 401 && (code === 'access_denied' || code === 'invalid_client');
}
