/**
 * Returns the server's time when it responded, in Unix time in milliseconds, or `null` if the response has no valid `Date`.
 * `Date` (RFC 9110 section 6.6.1) has whole seconds. For a response from a cache, `Age` is added (RFC 9111 section 5.1). With
 * this computer's time, a wrong clock would make a valid ID token fail.
 */
export function tenantTime(headers: Headers): number | null {
  const date = httpDate(headers.get('date'));
  const age = Number(headers.get('age') ?? 0);
  return Number.isNaN(date) ? null : date + (age > 0 ? age * 1000 : 0);
}

/**
 * Returns how many milliseconds this computer's clock is ahead of the server's, or `null` if the response has no valid `Date`.
 * `sentAt` (Unix time) and `took` are in milliseconds by this computer's clock.
 */
export function clockAheadOf(
  headers: Headers,
  { sentAt, took }: { readonly sentAt: number; readonly took: number },
): number | null {
  const tenantNow = tenantTime(headers);
  // `Date` has whole seconds, so it is half a second behind on average.
  return tenantNow === null ? null : Math.round(sentAt + took / 2 - (tenantNow + 500));
}

/**
 * Returns an HTTP date in Unix time in milliseconds, or `NaN` if the text doesn't begin with the name of a day. Browsers parse
 * other text inconsistently.
 */
export function httpDate(value: string | null): number {
  return value !== null && /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
}
