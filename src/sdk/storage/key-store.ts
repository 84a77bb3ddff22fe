import { QUICK_TIMEOUT, withTimeLimit } from '../browser/optional-api.ts';

/** Names of the database's object store and of the only key in it. */
const STORE = 'keys';
const NAME = 'storage';

/** Provides the key of an encrypted storage. */
export interface KeyStore {
  /** Returns the AES-GCM key, which is the same until it is lost. Rejects if it can't be read or generated. */
  key(): Promise<CryptoKey>;
  /** Discards the cached key, so that the next call of `key` reads it again. */
  forget(): void;
}

/**
 * Returns a key store for one 256-bit key in the IndexedDB database `name`. The first call of `key` generates it. It isn't
 * extractable: scripts can use it but can't read its bits. Contexts that first need the key at the same time get the same one.
 * Each context caches it unless reading it failed. `key` rejects with the browser's error if the database can't be opened, read
 * or written, and with an `Error` if the browser doesn't respond within 10 seconds. In Firefox's private windows, extension pages
 * have no IndexedDB.
 * https://w3c.github.io/webcrypto/#cryptokey-interface-clone
 */
export function indexedDbKeyStore(name = 'latchkey', factory: IDBFactory = indexedDB): KeyStore {
  let remembered: Promise<CryptoKey> | null = null;
  const findOrGenerate = async () => {
    const database = await openDatabase(factory, name);
    try {
      const stored = await inTransaction(database, 'readonly', (store) => store.get(NAME));
      const key = stored ?? (await addFirst(database, await generateKey()));
      if (!(key instanceof CryptoKey))
        throw new TypeError(`The database ${name} holds something else than a key.`);
      return key;
    } finally {
      database.close();
    }
  };
  return {
    async key() {
      remembered ??= withTimeLimit(findOrGenerate, QUICK_TIMEOUT);
      const reading = remembered;
      try {
        return await reading;
      } catch (error) {
        if (remembered === reading) remembered = null;
        throw error;
      }
    },
    forget() {
      remembered = null;
    },
  };
}

function generateKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Adds `key` unless a key is stored. Resolves with the stored one. */
function addFirst(database: IDBDatabase, key: CryptoKey): Promise<unknown> {
  return inTransaction(database, 'readwrite', (store) => {
    const added = store.add(key, NAME);
    added.onerror = (event) => {
      // Another context added its key first. Without this, the transaction would be aborted.
      if (added.error?.name === 'ConstraintError') event.preventDefault();
    };
    return store.get(NAME);
  });
}

function openDatabase(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => {
      reject(new Error(`The database ${name} is open elsewhere in an older version.`));
      // The database can still open after this promise was rejected.
      request.onsuccess = () => request.result.close();
    };
  });
}

/**
 * Runs `act` in a transaction. Resolves with the result of the request that `act` returns when everything is stored. Rejects if
 * the transaction is aborted.
 */
function inTransaction(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<unknown>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}
