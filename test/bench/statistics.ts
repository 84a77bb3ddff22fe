/** The middle of some numbers. Throws if there is none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  if (low === undefined || high === undefined) throw new RangeError('There is no median of nothing.');
  return (low + high) / 2;
}

/** The range in which the middle half of the numbers lies, as `low–high`, rounded. */
export function middleHalf(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = Math.ceil(sorted.length / 2);
  return `${Math.round(median(sorted.slice(0, half)))}–${Math.round(median(sorted.slice(-half)))}`;
}
