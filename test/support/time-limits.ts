/** Every time limit of the tests. They are for what hangs: no machine that is only slow reaches them. */

/** How long one test, or one hook of it, may take, in milliseconds. */
export const HANG_MS = 900_000;

/** How long a test may wait for one thing to become true, in milliseconds. */
export const WAIT_MS = 180_000;
