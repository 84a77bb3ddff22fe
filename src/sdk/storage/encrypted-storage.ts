import { isEnvelope, open, seal } from './envelope.ts';
import type { KeyStore } from './key-store.ts';
import { type StorageAdapter, toJson } from './storage-adapter.ts';

/** Options of `encryptedStorage`. */
export interface Encryption {
  /** Provides the encryption key. */
  readonly keys: KeyStore;
  /**
   * Whether each `set` reads the key again. Set it in long-lived contexts: if the site data was cleared, the cached key exists in
   * memory only, and values encrypted with it couldn't be decrypted after a restart. Default: `false`.
   */
  readonly rereadsKey?: boolean;
  /** Name of the property of each object that is encrypted. All other properties stay readable. */
  readonly property: string;
  /**
   * Names of the properties that can change independently of the secret. All others are bound to it: if one differs, decryption
   * fails.
   */
  readonly unbound: readonly string[];
}

/**
 * Returns a storage adapter that stores values in `inner` and encrypts one property of each object, the secret, with AES-GCM. A
 * secret that can't be decrypted is returned as `null`: its key is lost, it was moved to another storage key, a property bound to
 * it was changed, a newer version wrote it, or it was written without encryption. `get` and `set` reject if `inner` or `keys`
 * reject.
 */
export function encryptedStorage(
  inner: StorageAdapter,
  { keys, rereadsKey = false, property, unbound }: Encryption,
): StorageAdapter {
  let lastWrite: Promise<void> = Promise.resolve();
  /**
   * Runs writes one after another. Encryption is asynchronous, so a removal could otherwise overtake an earlier write, which
   * would then undo the removal.
   */
  const inTurn = (write: () => Promise<void>) => {
    const turn = lastWrite.then(write);
    lastWrite = turn.catch(() => {});
    return turn;
  };
  /** Returns what the secret of `holder` is bound to, as JSON: its storage key and the bound properties. */
  const placeOf = (key: string, holder: Record<string, unknown>) => {
    const bound = Object.entries(holder).filter(([name]) => name !== property && !unbound.includes(name));
    return toSortedJson([key, Object.fromEntries(bound)]);
  };
  const tryToOpen = async (envelope: unknown, place: string) => {
    const cryptoKey = await keys.key();
    return open(cryptoKey, envelope, place).catch(() => null);
  };
  /**
   * Returns the decrypted text, or `null`. If decryption fails, reads the key again: it might have been lost and another context
   * might have generated a new one.
   */
  const textIn = async (envelope: unknown, place: string): Promise<string | null> => {
    if (!isEnvelope(envelope)) return null;
    const text = await tryToOpen(envelope, place);
    if (text !== null) return text;
    keys.forget();
    return tryToOpen(envelope, place);
  };
  const sealed = async (key: string, holder: Record<string, unknown>) => {
    if (rereadsKey) keys.forget();
    const json = toJson(holder[property]);
    const place = placeOf(key, holder);
    const stored = holderOf(await inner.get(key), property)?.[property];
    // An unchanged secret keeps its envelope, so that listeners aren't called if nothing changed.
    return (await textIn(stored, place)) === json ? stored : seal(await keys.key(), json, place);
  };
  return {
    async get(key) {
      const value = await inner.get(key);
      const holder = holderOf(value, property);
      if (holder === null) return value;
      const text = await textIn(holder[property], placeOf(key, holder));
      return { ...holder, [property]: text === null ? null : JSON.parse(text) };
    },
    async set(key, value) {
      // Copied immediately, so that later changes of the value by the caller aren't stored.
      const copy: unknown = JSON.parse(toJson(value));
      const holder = holderOf(copy, property);
      await inTurn(async () => {
        const written = holder === null ? copy : { ...holder, [property]: await sealed(key, holder) };
        await inner.set(key, written);
      });
    },
    remove: (key) => inTurn(() => inner.remove(key)),
    subscribe: (key, listener) => inner.subscribe(key, listener),
  };
}

/** Returns JSON with the properties of each object sorted by name, so that equal values have equal text. */
function toSortedJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part !== 'object' || part === null || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}

/** Returns a copy of `value` if it is an object with the property, or else `null`. */
function holderOf(value: unknown, property: string): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.hasOwn(value, property) ? { ...value } : null;
}
