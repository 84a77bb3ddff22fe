/**
 * Dispatches a `storage` event in this page after the page changed `key` of `area`. Browsers dispatch it only in the other pages
 * of the origin. With both, every listener is called for every change.
 * https://html.spec.whatwg.org/multipage/webstorage.html#send-a-storage-notification
 */
export function tellThisPage(area: Storage, key: string): void {
  dispatchEvent(new StorageEvent('storage', { key, newValue: area.getItem(key), storageArea: area }));
}

/** Calls `listener` after each change of `key` in `area`, by this page or another one. Returns an unsubscribe function. */
export function onStorageEvent(area: Storage, key: string, listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    // If the key is `null`, the whole area was cleared.
    if (event.storageArea === area && (event.key === key || event.key === null)) listener();
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}
