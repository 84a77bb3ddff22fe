import { answerOf } from '../browser/optional-api.ts';
import { QUICK_TIMEOUT } from '../tenant/timeouts.ts';

/** The object store of the database, and the name of the one key in it. */
const STORE = 'keys';
const NAME = 'storage';

/** Where the key of an encrypted storage comes from. */
export interface KeyStore {
  /** Returns the key, for AES-GCM: always the same, until it is lost. Rejects if there is none. */
  key(): Promise<CryptoKey>;
  /** Makes the next `key` read the key again. */
  forget(): void;
}

/**
 * Stores one key of 256 bits in the IndexedDB database `name`, generated at the first call. No script can read its bits (not
 * extractable), only use it. Contexts that need it first at the same moment get the same. It is remembered for the life of the
 * context, and forgotten if it could not be read. Rejects with the browser's error if the database cannot be opened, read or
 * written, or does not answer. In Firefox's private windows, the pages of an extension have no IndexedDB.
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
      remembered ??= answerOf(findOrGenerate, QUICK_TIMEOUT);
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

/** Adds `key` unless there is one; resolves with the one that is there. */
function addFirst(database: IDBDatabase, key: CryptoKey): Promise<unknown> {
  return inTransaction(database, 'readwrite', (store) => {
    const added = store.add(key, NAME);
    added.onerror = (event) => {
      // Another context was first; without this, the transaction would fail with the request.
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
      // It opens later, when the caller is gone.
      request.onsuccess = () => request.result.close();
    };
  });
}

/** Resolves with the result of the request that `act` makes, when all that `act` did is stored. */
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
