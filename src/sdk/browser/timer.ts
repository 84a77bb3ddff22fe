/** The longest delay that `setTimeout` keeps, in milliseconds: it is a signed 32-bit number. */
const LONGEST_DELAY = 2 ** 31 - 1;

/**
 * Calls `listener` when the clock shows `moment` (milliseconds since 1970), or soon after; before it where that is more
 * than 24 days away, so that whoever is called looks at the clock again. Returns the undo.
 */
export function callAt(timestamp: number, listener: () => void): () => void {
  const delay = Math.min(Math.max(timestamp - Date.now(), 0), LONGEST_DELAY);
  const timer = setTimeout(listener, delay);
  return () => clearTimeout(timer);
}
