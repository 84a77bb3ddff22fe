import { OperationProcessingError, ResponseBodyError } from 'oauth4webapi';

/** The longest wait that a tenant can impose, in milliseconds: a day. */
const LONGEST = 86_400_000;

/**
 * How many milliseconds the tenant asks us to wait, by the `Retry-After` of a refused request: seconds or a date
 * (RFC 9110 section 10.2.3). A date is by the tenant's clock, as its `Date` is; without that, ours shows `now`
 * (milliseconds). `null` where it does not say.
 */
export function retryAfterOf(failure: unknown, now: number): number | null {
  const headers = responseOf(failure)?.headers;
  const value = headers?.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  const tenantNow = dateOf(headers?.get('date')) || now;
  const wait = Number.isNaN(seconds) ? dateOf(value) - tenantNow : seconds * 1000;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST);
}

/** Each form of a date begins with the name of a day; what browsers make of anything else is a guess. */
function dateOf(value: string | null | undefined): number {
  return value && /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
}

/** The tenant's answer that `oauth4webapi` could not use, or `null` where there was none. */
export function responseOf(failure: unknown): Response | null {
  if (failure instanceof ResponseBodyError) return failure.response;
  const isRefusal = failure instanceof OperationProcessingError;
  return isRefusal && failure.cause instanceof Response ? failure.cause : null;
}
