/** The part of `Document` that shows whether cookies are blocked. */
type CookieDocument = Pick<Document, 'hasStorageAccess'>;

/**
 * Returns whether the browser's settings block the cookies of all sites. They might still allow single sites. Returns `false` if
 * that is unknown, for example in a service worker. Never rejects.
 * https://developer.mozilla.org/docs/Web/API/Document/hasStorageAccess
 */
export async function areCookiesBlocked(
  document: CookieDocument | undefined = globalThis.document,
): Promise<boolean> {
  try {
    return (await document?.hasStorageAccess()) === false;
  } catch {
    return false;
  }
}
