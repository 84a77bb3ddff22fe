/**
 * Returns what the clock of the server showed when it answered, in Unix time in milliseconds, or `null` if the response
 * doesn't say. `Date` (RFC 9110 section 6.6.1) has whole seconds; a response from a cache has grown older by its `Age`
 * (RFC 9111 section 5.1). A computer whose clock is wrong would otherwise refuse a valid ID token.
 */
export function tenantTime(headers: Headers): number | null {
  const date = httpDate(headers.get('date'));
  const age = Number(headers.get('age') ?? 0);
  return Number.isNaN(date) ? null : date + (age > 0 ? age * 1000 : 0);
}

/**
 * Returns by how many milliseconds this computer's clock is ahead of the server's, or `null` if the response doesn't say.
 * `sentAt` (Unix time) and `took` are milliseconds of this computer's clock.
 */
export function clockAheadOf(
  headers: Headers,
  { sentAt, took }: { readonly sentAt: number; readonly took: number },
): number | null {
  const tenantNow = tenantTime(headers);
  // `Date` has no fraction of a second: on average it is half a second late.
  return tenantNow === null ? null : Math.round(sentAt + took / 2 - (tenantNow + 500));
}

/** Parses an HTTP date, which begins with the name of a day. Browsers only guess at anything else. */
export function httpDate(value: string | null): number {
  return value !== null && /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
}
