import { isEnvelope, open, seal } from './envelope.ts';
import { toJson } from './json.ts';
import type { KeyStore } from './key-store.ts';
import type { Storage } from './port.ts';

/** How to encrypt. */
export interface Encryption {
  /** Gives the key, anew for each reading and writing of a secret. */
  readonly keys: KeyStore;
  /** The property of each object that is secret; everything else stays open, and is not protected from changes. */
  readonly property: string;
}

/**
 * Keeps values in `inner`, one property of each object encrypted with AES-GCM. A secret that cannot be opened, because
 * the key is lost, it was changed or moved, or a newer version wrote it, reads as `null`; one that was written openly,
 * before there was encryption, as it is. `get` and `set` reject where `inner` or `keys` do.
 */
export function encryptedStorage(inner: Storage, { keys, property }: Encryption): Storage {
  let lastWrite: Promise<void> = Promise.resolve();
  /** Encrypting takes a while: without turns, a removal could overtake the writing before it, and be undone by it. */
  const inTurn = (write: () => Promise<void>) => {
    const turn = lastWrite.then(write);
    lastWrite = turn.catch(() => {});
    return turn;
  };
  const sealed = async (key: string, secret: unknown) => {
    const json = toJson(secret);
    const cryptoKey = await keys.key();
    const kept = holderOf(await inner.get(key), property)?.[property];
    // The same secret keeps its envelope, so that listeners hear nothing where nothing changed.
    if ((await open(cryptoKey, kept, key).catch(() => null)) === json) return kept;
    return seal(cryptoKey, json, key);
  };
  return {
    async get(key) {
      const value = await inner.get(key);
      const holder = holderOf(value, property);
      const kept = holder?.[property];
      if (!isEnvelope(kept)) return value;
      const cryptoKey = await keys.key();
      return { ...holder, [property]: await open(cryptoKey, kept, key).then(JSON.parse, () => null) };
    },
    async set(key, value) {
      // Copied before its turn comes: what is done to the value meanwhile does not reach it.
      const copy: unknown = JSON.parse(toJson(value));
      const holder = holderOf(copy, property);
      await inTurn(async () => {
        const written =
          holder === null ? copy : { ...holder, [property]: await sealed(key, holder[property]) };
        await inner.set(key, written);
      });
    },
    remove: (key) => inTurn(() => inner.remove(key)),
    subscribe: (key, listener) => inner.subscribe(key, listener),
  };
}

/** A copy of the object that has the property, or `null` for every other value. */
function holderOf(value: unknown, property: string): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.hasOwn(value, property) ? { ...value } : null;
}
