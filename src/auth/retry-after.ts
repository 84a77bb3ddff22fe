import { OperationProcessingError, ResponseBodyError } from 'oauth4webapi';

/** The longest wait that a tenant can impose, in milliseconds: a day. */
const LONGEST = 86_400_000;

/**
 * How many milliseconds the tenant asks us to wait, by the `Retry-After` of a refused request: seconds or a date
 * (RFC 9110 section 10.2.3), at `now` (milliseconds). `null` where it does not say.
 */
export function retryAfterOf(failure: unknown, now: number): number | null {
  const value = responseOf(failure)?.headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), LONGEST);
}

function responseOf(failure: unknown): Response | null {
  if (failure instanceof ResponseBodyError) return failure.response;
  const isRefusal = failure instanceof OperationProcessingError && failure.cause instanceof Response;
  return isRefusal && failure.cause instanceof Response ? failure.cause : null;
}
