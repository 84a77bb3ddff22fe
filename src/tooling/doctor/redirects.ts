import type { Config } from '../../sdk/config.ts';
import { PATHS, probePath } from '../../sdk/tenant/endpoints.ts';
import { type DashboardField, FIELDS } from '../build/dashboard.ts';
import { failed, inDashboard, inDotEnv, type Outcome, ok, skipped } from './check-result.ts';
import { evaluate, intercepted, type OAuthError, unexpected } from './network-failure.ts';
import { type RequestResult, type SendRequest, sanitize, type TenantResponse } from './tenant-request.ts';

/** Optional parameters of `/authorize`. */
export interface AuthorizeExtras {
  readonly audience?: string;
  readonly organization?: string;
}

/** Sends an authorization request without a session: see `probePath`. */
export function requestAuthorize(
  config: Config,
  redirectUrl: string,
  send: SendRequest,
  extras: AuthorizeExtras = {},
): Promise<RequestResult> {
  return send(probePath(config, redirectUrl, { state: 'doctor', ...extras }));
}

/** Returns the query parameters of a redirect to `address`, or `null` if the response isn't such a redirect. */
export function redirectQuery(address: string, { status, headers }: TenantResponse): URLSearchParams | null {
  const location = headers.get('location') ?? '';
  const isBack = status >= 300 && status <= 399 && location.startsWith(address) && URL.canParse(location);
  return isBack ? new URL(location).searchParams : null;
}

/** Checks whether sign-ins can return to `address`, a callback URL. */
export function checkCallback(address: string, result: RequestResult): Outcome {
  return checkRedirect(address, result, 'callback URL', FIELDS.callbackUrls);
}

/**
 * Checks whether sign-outs can return to `address`, a logout URL.
 * https://auth0.com/docs/api/authentication/logout/auth-0-logout
 */
export async function checkLogout(config: Config, address: string, send: SendRequest): Promise<Outcome> {
  const query = new URLSearchParams({ client_id: config.clientId, returnTo: address });
  return checkRedirect(address, await send(`${PATHS.logout}?${query}`), 'logout URL', FIELDS.logoutUrls);
}

function checkRedirect(address: string, result: RequestResult, name: string, field: DashboardField): Outcome {
  return evaluate(result, (response) => {
    if (redirectQuery(address, response) !== null) return ok(address);
    if (!isRejection(response)) return redirectedElsewhere(response);
    return failed(`${address} isn't an allowed ${name}`, inDashboard(field, 'add', address));
  });
}

/**
 * Returns whether the tenant rejects the URL. It shows its own error page, or redirects to a custom one with the
 * description in the query.
 */
function isRejection({ status, headers, text }: TenantResponse): boolean {
  const message = status >= 400 ? text : queryOf(headers.get('location') ?? '');
  return /callback url mismatch|provided redirect_uri|allowed.logout.urls/i.test(message);
}

function queryOf(address: string): string {
  return URL.canParse(address) ? [...new URL(address).searchParams.values()].join(' ') : '';
}

function redirectedElsewhere(response: TenantResponse): Outcome {
  if (!response.headers.has('location')) return intercepted(response);
  return unexpected(response, 'a redirect to another address');
}

/** Checks whether the application gets tokens for the API. `result` is the result of a request with that audience. */
export function checkAudience(audience: string, address: string, result: RequestResult): Outcome {
  return evaluateRedirect(address, result, ({ code, description }) => {
    if (code === 'login_required') return ok(audience);
    if (/not authorized to access resource server/i.test(description)) {
      return failed(
        `This application has no access to the API: ${description}`,
        inDashboard(FIELDS.userAccess, 'set', 'granted to this application'),
      );
    }
    // Other checks report a wrong organization or a missing grant type.
    if (!/service not found|resource server|audience/i.test(description)) {
      return skipped(`Unexpected error: ${description}`);
    }
    return failed(
      `The tenant has no API ${audience}: ${description}`,
      inDashboard(FIELDS.apiIdentifier, 'add', audience),
    );
  });
}

/**
 * Checks whether users can sign in to the configured organization, or without one. `result` is the result of such a
 * request.
 */
export function checkOrganization(
  organization: string | null,
  address: string,
  result: RequestResult,
): Outcome {
  return evaluateRedirect(address, result, ({ code, description }) => {
    if (code === 'login_required') return ok(organization ?? 'Not required');
    if (!/organization/i.test(description)) return skipped(`Unexpected error: ${description}`);
    if (organization === null) {
      return failed(
        `The application requires an organization: ${description}`,
        inDotEnv('AUTH0_ORGANIZATION'),
      );
    }
    // https://auth0.com/docs/manage-users/organizations/configure-organizations/use-org-name-authentication-api
    if (/must be an organization id/i.test(description)) {
      return failed(
        `The tenant accepts the ID of an organization (org_…), not its name: ${description}`,
        inDashboard(FIELDS.organizationNames, 'set', 'on'),
      );
    }
    if (/not allowed/i.test(description)) {
      return failed(
        `The application doesn't accept organizations: ${description}`,
        inDashboard(FIELDS.typeOfUsers, 'set', 'Business Users'),
      );
    }
    return failed(
      `The tenant has no organization ${organization}: ${description}`,
      inDotEnv('AUTH0_ORGANIZATION'),
    );
  });
}

/** Evaluates the error in a redirect to `address` with `read`. Returns `skipped` if there is none. */
function evaluateRedirect(
  address: string,
  result: RequestResult,
  read: (error: OAuthError) => Outcome,
): Outcome {
  return evaluate(result, (response) => {
    const parameters = redirectQuery(address, response);
    const code = parameters?.get('error') ?? null;
    if (code === null) return redirectedElsewhere(response);
    return read({ code, description: sanitize(parameters?.get('error_description')) || sanitize(code) });
  });
}
