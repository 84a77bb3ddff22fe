/** Milliseconds to wait for a response that needs little work: a page, a key set, the browser's storage. */
export const QUICK_TIMEOUT = 10_000;

/** Milliseconds to wait for a response that needs work, such as a token or a password check. */
export const PATIENT_TIMEOUT = 20_000;
