import { isEnvelope, open, seal } from './envelope.ts';
import type { KeyStore } from './key-store.ts';
import { type StorageAdapter, toJson } from './storage-adapter.ts';

/** How to encrypt. */
export interface Encryption {
  /** Returns the key. */
  readonly keys: KeyStore;
  /**
   * Whether each `set` reads the key again. For contexts that live long: the key that they remember might have been removed with the
   * site data, and what it encrypts could not be read after a restart. Default: `false`.
   */
  readonly rereadsKey?: boolean;
  /** The property of each object that is encrypted. Everything else can be read. */
  readonly property: string;
  /** The properties that can change without the secret. All others are bound to it: it does not open if one differs. */
  readonly unbound: readonly string[];
}

/**
 * Stores values in `inner`, with one property of each object encrypted by AES-GCM. A secret that cannot be opened reads as
 * `null`: its key is lost, it was moved, what is bound to it was changed, a newer version wrote it, or it was written
 * without encryption. `get` and `set` reject if `inner` or `keys` do.
 */
export function encryptedStorage(
  inner: StorageAdapter,
  { keys, rereadsKey = false, property, unbound }: Encryption,
): StorageAdapter {
  let lastWrite: Promise<void> = Promise.resolve();
  /** Encrypting takes a while. Without turns, a removal could overtake the write before it, which would undo it. */
  const inTurn = (write: () => Promise<void>) => {
    const turn = lastWrite.then(write);
    lastWrite = turn.catch(() => {});
    return turn;
  };
  /** What the secret of `holder` is bound to: its key in the storage, and the properties beside it. */
  const placeOf = (key: string, holder: Record<string, unknown>) => {
    const bound = Object.entries(holder).filter(([name]) => name !== property && !unbound.includes(name));
    return toSortedJson([key, Object.fromEntries(bound)]);
  };
  const tryToOpen = async (envelope: unknown, place: string) => {
    const cryptoKey = await keys.key();
    return open(cryptoKey, envelope, place).catch(() => null);
  };
  /** Returns the text, or `null`. The key might have been lost and generated again by another context, so it is read twice. */
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
    // The same secret keeps its envelope, so that listeners are not called if nothing changed.
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
      // Copied at once, so that later changes of the value by the caller are not stored.
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

/** Returns JSON with the properties of each object sorted by name: the same text for equal values. */
function toSortedJson(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part !== 'object' || part === null || Array.isArray(part)
      ? part
      : Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}

/** Returns a copy of the object that has the property, or `null` for every other value. */
function holderOf(value: unknown, property: string): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.hasOwn(value, property) ? { ...value } : null;
}
