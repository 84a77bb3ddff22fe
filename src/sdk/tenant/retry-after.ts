import { OperationProcessingError, ResponseBodyError } from 'oauth4webapi';
import { httpDate, tenantTime } from './tenant-time.ts';

/** The longest wait that a tenant can impose, in milliseconds: a day. */
const LONGEST = 86_400_000;

/**
 * Returns how many milliseconds the tenant requires us to wait, or `null` if it does not say. `Retry-After` of a refused
 * request is seconds or a date (RFC 9110 section 10.2.3). A 429 without it has `X-RateLimit-Reset`, in Unix time in
 * seconds (https://auth0.com/docs/api/authentication). Dates are by the
 * tenant's clock, as its `Date` is; without that, ours shows `now` (milliseconds).
 */
export function retryAfterOf(failure: unknown, now: number): number | null {
  const response = responseOf(failure);
  if (response === null) return null;
  const header = (name: string) => response.headers.get(name)?.trim() ?? '';
  const tenantNow = tenantTime(response.headers) ?? now;
  const value = header('retry-after');
  const seconds = secondsOf(value);
  const afterHeader = Number.isNaN(seconds) ? httpDate(value) - tenantNow : seconds * 1000;
  // Auth0 sends the rate limit along with other answers too, where it is no reason to wait.
  const reset = response.status === 429 ? secondsOf(header('x-ratelimit-reset')) : Number.NaN;
  const wait = [afterHeader, reset * 1000 - tenantNow].find((one) => !Number.isNaN(one));
  return wait === undefined ? null : Math.min(Math.max(wait, 0), LONGEST);
}

function secondsOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) : Number.NaN;
}

/** The tenant's answer that `oauth4webapi` could not use, or `null` where there was none. */
export function responseOf(failure: unknown): Response | null {
  if (failure instanceof ResponseBodyError) return failure.response;
  const isRefusal = failure instanceof OperationProcessingError;
  return isRefusal && failure.cause instanceof Response ? failure.cause : null;
}
