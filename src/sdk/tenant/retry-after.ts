import { OperationProcessingError, ResponseBodyError } from 'oauth4webapi';
import { httpDate, tenantTime } from './tenant-time.ts';

/** The longest wait that a tenant can require, in milliseconds: one day. */
const LONGEST = 86_400_000;

/**
 * Returns how many milliseconds the tenant requires the extension to wait, or `null` if the response doesn't specify it.
 * `Retry-After` is a number of seconds or a date (RFC 9110 section 10.2.3). A 429 without it has `X-RateLimit-Reset`, a Unix time
 * in seconds (https://auth0.com/docs/api/authentication). Dates are compared with the response's `Date`, or with `now` (Unix time
 * in milliseconds) if there is none.
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
  return wait === undefined ? null : Math.min(Math.max(wait, 0), LONGEST);
}

function secondsOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : Number.NaN;
}

/** Returns the tenant's response that `oauth4webapi` couldn't use, or `null` if there was none. */
export function responseOf(failure: unknown): Response | null {
  if (failure instanceof ResponseBodyError) return failure.response;
  const isRefusal = failure instanceof OperationProcessingError;
  return isRefusal && failure.cause instanceof Response ? failure.cause : null;
}
