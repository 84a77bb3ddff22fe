/** The part of a document that knows of its site's cookies. */
type CookieDocument = Pick<Document, 'hasStorageAccess'>;

/**
 * Returns whether the browser's settings block the cookies of all sites. The settings might still except single sites. Returns
 * `false` where that is unknown, as in a service worker. Never rejects.
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
