/** The latest Unix time that a `Date` can hold, in milliseconds (ECMAScript 21.4.1.1). */
export const MAX_TIMESTAMP = 8.64e15;

/** Maximum tolerated difference between the tenant's clock and this computer's, in seconds. */
export const CLOCK_TOLERANCE = 60;

/** Returns whether a value is a Unix time in milliseconds that a `Date` can hold. */
export function isTimestamp(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= MAX_TIMESTAMP;
}
