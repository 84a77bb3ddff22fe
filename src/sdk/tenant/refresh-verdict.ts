import { OperationProcessingError, PARSE_ERROR, ResponseBodyError } from 'oauth4webapi';
import { LatchkeyError } from '../errors.ts';
import type { TenantRefusal } from '../session/session.ts';
import { httpDate, tenantTime } from '../session/timestamp.ts';

/** What a failed refresh means: the session ends, the response was lost (retry at once), or the refresh is retried later. */
export type RefreshVerdict = TenantRefusal | 'retry-at-once' | 'back-off';

/**
 * Refusals that a retry doesn't change, by OAuth error code. On refresh, Auth0 sends `invalid_grant` for unknown, reused and
 * expired tokens and for blocked users, `mfa_required` if an Action enables MFA, and `access_denied` if an Action denies access.
 * https://auth0.com/docs/secure/tokens/refresh-tokens/use-refresh-tokens
 * https://auth0.com/docs/secure/multi-factor-authentication/customize-mfa
 */
const FINAL_REFUSALS: ReadonlyMap<unknown, TenantRefusal> = new Map(
  Object.entries({
    invalid_grant: 'ended',
    mfa_required: 'step-required',
    login_required: 'sign-in-required',
    interaction_required: 'sign-in-required',
    consent_required: 'sign-in-required',
    access_denied: 'sign-in-required',
  } as const),
);

/** Auth0's text for a blocked user, with any error code. https://github.com/auth0/auth0-spa-js/issues/1525 */
const BLOCKED = /\buser is blocked\b/i;

/** The longest wait that a tenant can require, in milliseconds: one day. */
const MAX_WAIT = 86_400_000;

/** Returns what a failed refresh means for the session. `wasAnswered`: the complete response was received. Never rejects. */
export async function judgeRefreshFailure(failure: unknown, wasAnswered: boolean): Promise<RefreshVerdict> {
  if (!wasAnswered && isLost(failure)) return 'retry-at-once';
  const status = responseOf(failure)?.status ?? 0;
  const { error, error_description: text } = await refusalOf(failure);
  const isBlocked = typeof text === 'string' && BLOCKED.test(text);
  const end = isBlocked ? 'ended' : FINAL_REFUSALS.get(error);
  if (end === undefined || status === 429) return 'back-off';
  // A failing Action or Rule responds with status 500 and its refusal. What such a response states about the token is ignored.
  if (status >= 500 && (status !== 500 || end === 'ended')) return 'back-off';
  return end;
}

/** Returns whether the request might have arrived without a usable response: there was none, or it was interrupted. */
function isLost(failure: unknown): boolean {
  if (failure instanceof LatchkeyError) return failure.code === 'tenant-unreachable';
  return isBodyUnparsable(failure);
}

/** Returns whether the body of a response was interrupted or isn't JSON, and not an ID token, which has the same error code. */
export function isBodyUnparsable(failure: unknown): boolean {
  const isParseError = failure instanceof OperationProcessingError && failure.code === PARSE_ERROR;
  return isParseError && failure.message === 'failed to parse "response" body as JSON';
}

/** Returns the members of an error response (RFC 6749 section 5.2). `oauth4webapi` parses only those with status 400 to 499. */
async function refusalOf(failure: unknown): Promise<Record<string, unknown>> {
  if (failure instanceof ResponseBodyError) return failure.cause;
  const response = responseOf(failure);
  // An error page isn't JSON. Then the tenant has a server error, and the request is retried later.
  return response?.status === 500 ? { ...Object(await response.json().catch(() => null)) } : {};
}

/** Returns the tenant's response that `oauth4webapi` couldn't use, or `null` if there was none. */
export function responseOf(failure: unknown): Response | null {
  if (failure instanceof ResponseBodyError) return failure.response;
  const isRefusal = failure instanceof OperationProcessingError;
  return isRefusal && failure.cause instanceof Response ? failure.cause : null;
}

/**
 * Returns how many milliseconds the tenant requires the extension to wait, or `null`: `Retry-After` (RFC 9110 section 10.2.3),
 * or the `X-RateLimit-Reset` of a 429 (https://auth0.com/docs/api/authentication). Dates are compared with the response's
 * `Date`, or with `now` (Unix time in milliseconds).
 */
export function retryAfterOf(failure: unknown, now: number): number | null {
  const response = responseOf(failure);
  if (response === null) return null;
  const header = (name: string) => response.headers.get(name)?.trim() ?? '';
  const tenantNow = tenantTime(response.headers) ?? now;
  const value = header('retry-after');
  const seconds = secondsOf(value);
  const afterHeader = Number.isNaN(seconds) ? httpDate(value) - tenantNow : seconds * 1000;
  // Auth0 sends the rate limit with other responses too, which don't require a wait.
  const reset = response.status === 429 ? secondsOf(header('x-ratelimit-reset')) : Number.NaN;
  const wait = [afterHeader, reset * 1000 - tenantNow].find((one) => !Number.isNaN(one));
  return wait === undefined ? null : Math.min(Math.max(wait, 0), MAX_WAIT);
}

function secondsOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : Number.NaN;
}
