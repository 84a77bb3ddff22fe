/** Seconds by which the tenant's clock and this computer's may differ without a word. */
export const CLOCK_TOLERANCE = 60;
