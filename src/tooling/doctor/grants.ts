import type { Config } from '../../sdk/config.ts';
import { PATHS } from '../../sdk/tenant/endpoints.ts';
import { FIELDS } from '../build/dashboard.ts';
import { failed, inDashboard, type Outcome, ok, skipped } from './check-result.ts';
import { isOAuthError } from './cross-origin.ts';
import { evaluate, intercepted, unexpected } from './network-failure.ts';
import {
  jsonOf,
  plain,
  type RequestResult,
  type SendRequest,
  type TenantResponse,
} from './tenant-request.ts';

/** A grant type: its `type` at the token endpoint, its `name` in the Auth0 Dashboard, and parameters of an invalid grant. */
interface Grant {
  readonly type: string;
  readonly name: string;
  readonly made: Readonly<Record<string, string>>;
}

export const CODE_GRANT: Grant = {
  type: 'authorization_code',
  name: 'Authorization Code',
  made: { code: 'latchkey-doctor', code_verifier: 'A'.repeat(43) },
};

export const REFRESH_GRANT: Grant = {
  type: 'refresh_token',
  name: 'Refresh Token',
  made: { refresh_token: 'latchkey-doctor' },
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
  { type, made }: Grant,
  { origin, redirectUrl }: Sender,
  send: SendRequest,
): Promise<RequestResult> {
  const body = new URLSearchParams({
    grant_type: type,
    client_id: config.clientId,
    ...made,
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
  return evaluate(result, (response) => {
    if (wantsSecret(response)) {
      return failed(
        "The application requires a client secret, which an extension can't store",
        inDashboard(FIELDS.applicationType, 'set', 'Single Page Application'),
      );
    }
    return isOAuthError(response) ? ok('No client secret is required') : intercepted(response);
  });
}

/** Checks whether the grant type is enabled for the application. */
export function checkGrant({ name }: Grant, result: RequestResult): Outcome {
  return evaluate(result, (response) => {
    const { error, error_description: words } = jsonOf(response.text) ?? {};
    if (error === 'invalid_grant') return ok(name);
    if (error === 'unauthorized_client') {
      return failed(
        `Grant not enabled: ${plain(words) || 'unauthorized_client'}`,
        inDashboard(FIELDS.grantTypes, 'add', name),
      );
    }
    if (wantsSecret(response)) return skipped('Fix the application type first');
    if (!isOAuthError(response)) return intercepted(response);
    return unexpected(response, plain(words) || plain(error));
  });
}

function wantsSecret(response: TenantResponse): boolean {
  const error = jsonOf(response.text)?.error;
  return response.status === 401 && (error === 'access_denied' || error === 'invalid_client');
}
