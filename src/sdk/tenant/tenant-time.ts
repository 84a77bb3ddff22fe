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

/** Parses an HTTP date, which begins with the name of a day. Browsers only guess at anything else. */
export function httpDate(value: string | null): number {
  return value !== null && /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
}
