/** The time limits of the tests. They end tests that hang, and are long enough for a slow machine. */

/** Maximum duration of one test or hook, in milliseconds. */
export const HANG_MS = 900_000;

/** Maximum time that a test waits for one condition, in milliseconds. */
export const WAIT_MS = 180_000;
