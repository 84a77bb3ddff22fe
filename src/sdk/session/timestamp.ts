/** The latest Unix time that a `Date` can hold, in milliseconds (ECMAScript 21.4.1.1). */
export const MAX_TIMESTAMP = 8.64e15;

/** Maximum tolerated difference between the tenant's clock and this computer's, in seconds. */
export const CLOCK_TOLERANCE = 60;

/** Returns whether a value is a Unix time in milliseconds that a `Date` can hold. */
export function isTimestamp(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_TIMESTAMP;
}

/**
 * Returns the server's time from `Date` and `Age` (RFC 9110 section 6.6.1, RFC 9111 section 5.1), in Unix time in milliseconds,
 * or `null`.
 */
export function tenantTime(headers: Headers): number | null {
  const date = httpDate(headers.get('date'));
  const age = Number(headers.get('age') ?? 0);
  return Number.isNaN(date) ? null : date + (age > 0 ? age * 1000 : 0);
}

/**
 * Returns how many milliseconds this computer's clock is ahead of the server's, or `null` without a valid `Date`. `sentAt`
 * (Unix time) and `took` are in milliseconds.
 */
export function clockAheadOf(
  headers: Headers,
  { sentAt, took }: { readonly sentAt: number; readonly took: number },
): number | null {
  const tenantNow = tenantTime(headers);
  // `Date` has whole seconds, so it is half a second behind on average.
  return tenantNow === null ? null : Math.round(sentAt + took / 2 - (tenantNow + 500));
}

/** Returns an HTTP date in Unix time in milliseconds, or `NaN`. Browsers parse text without the name of a day inconsistently. */
export function httpDate(value: string | null): number {
  return value !== null && /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
}
