/**
 * Dispatches a `storage` event in this page after it changed `key` of `area`. Browsers dispatch it only in the other pages
 * of the origin, so each listener receives every change in one way.
 * https://html.spec.whatwg.org/multipage/webstorage.html#send-a-storage-notification
 */
export function tellThisPage(area: Storage, key: string): void {
  dispatchEvent(new StorageEvent('storage', { key, newValue: area.getItem(key), storageArea: area }));
}

/** Calls `listener` after each change of `key` in `area`, of this page or another. Returns an unsubscribe function. */
export function onStorageEvent(area: Storage, key: string, listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    // Without a key, the whole area was cleared.
    if (event.storageArea === area && (event.key === key || event.key === null)) listener();
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}
