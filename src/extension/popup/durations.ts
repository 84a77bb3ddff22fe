const DAY = ['day', 86_400_000] as const;

/** Units below a day: the length in milliseconds, and the largest count that is easy to understand. */
const UNITS = [
  ['second', 1_000, 119],
  ['minute', 60_000, 119],
  ['hour', 3_600_000, 47],
] as const;

/** Returns how far `timestamp` is from `now` (both Unix time in milliseconds): `3 minutes ago`, `in 2 hours`, `now`. */
export function formatDistance(timestamp: number, now: number, locale: string): string {
  const { count, unit } = measure(Math.abs(timestamp - now));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return format.format(timestamp < now ? -count : count, unit);
}

/** Returns when the result of `formatDistance` for a future `timestamp` changes. All are Unix time in milliseconds. */
export function distanceChangesAt(timestamp: number, now: number): number {
  const distance = timestamp - now;
  const { length, count } = measure(distance);
  const toSmallerUnits = UNITS.map(([, each, most]) => (most + 0.5) * each).filter((end) => end <= distance);
  return timestamp - Math.max((count - 0.5) * length, ...toSmallerUnits) + 1;
}

function measure(duration: number) {
  const [unit, length] = UNITS.find(([, each, most]) => Math.round(duration / each) <= most) ?? DAY;
  return { unit, length, count: Math.round(duration / length) };
}
