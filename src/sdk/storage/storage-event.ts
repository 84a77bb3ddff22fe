/**
 * Tells this page that it changed `key` of `area`. A browser tells only the other pages of the origin, with a
 * `storage` event, so this page is told with the same: every listener hears of every change in one way.
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
