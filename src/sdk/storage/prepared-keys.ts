import type { KeyStore } from './key-store.ts';

/** A key store that can be asked for a key before it is needed. */
export interface PreparedKeys extends KeyStore {
  /** Asks for the key now; whoever needs it next has it at once. Never throws. */
  prepare(): void;
}

/**
 * `keys`, with a key ready for whoever asks next after `prepare`: opening its database takes a browser up to 10 ms. It
 * serves once, so that a key that is lost meanwhile is not used for long. Where it could not be had, it is asked for again.
 */
export function preparedKeys(keys: KeyStore): PreparedKeys {
  let next: Promise<CryptoKey> | null = null;
  return {
    prepare() {
      next = keys.key();
      // Told to whoever asks, who tries again.
      next.catch(() => {});
    },
    async key() {
      const prepared = next;
      next = null;
      return prepared === null ? keys.key() : prepared.catch(() => keys.key());
    },
  };
}
