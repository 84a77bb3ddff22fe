import { fromBase64url, toBase64url } from '../base64url.ts';
import type { KeyStore } from './key-store.ts';
import { type StorageAdapter, toJson } from './storage-adapter.ts';

/** The property of each object that is encrypted. */
const SECRET = 'tokens';

/** Properties that aren't bound to the secret. If any other changes, the secret can't be decrypted. */
const UNBOUND: readonly string[] = ['createdAt', 'expiresAt', 'renewAt', 'end'];

/** Options of `encryptedStorage`. */
interface Encryption {
  /** Provides the encryption key. */
  readonly keys: KeyStore;
  /**
   * Whether each `set` reads the key again, which long-lived contexts must: if the site data was cleared, the cached key can't be
   * read after a restart. Default: `false`.
   */
  readonly rereadsKey?: boolean;
}

/** Encrypted text. If it was changed or moved, decryption fails. */
interface Envelope {
  /** Version of the envelope format. */
  readonly encrypted: 1;
  /** Initialization vector: 96 random bits, base64url. */
  readonly iv: string;
  /** AES-GCM ciphertext followed by its 128-bit tag, base64url. */
  readonly data: string;
}

/**
 * Returns a storage adapter that encrypts the tokens of each object, the secret, with AES-GCM and stores the object in
 * `inner`. The secret is returned as `null` if its key is lost, if it was moved to another storage key, if a property bound to
 * it was changed, or if it isn't encrypted. `get` and `set` reject if `inner` or `keys` reject.
 */
export function encryptedStorage(
  inner: StorageAdapter,
  { keys, rereadsKey = false }: Encryption,
): StorageAdapter {
  let lastWrite: Promise<void> = Promise.resolve();
  /** Runs writes one after another. Otherwise a removal could overtake an earlier write, which is still encrypting. */
  const inSequence = (write: () => Promise<void>) => {
    const writing = lastWrite.then(write);
    lastWrite = writing.catch(() => {});
    return writing;
  };
  /** Returns what the secret of `holder` is bound to, as JSON: its storage key and the bound properties. */
  const contextOf = (key: string, holder: Record<string, unknown>) => {
    const bound = Object.entries(holder).filter(([name]) => name !== SECRET && !UNBOUND.includes(name));
    return toSortedJson([key, Object.fromEntries(bound)]);
  };
  /**
   * Returns the decrypted text, or `null`. If that fails, tries the stored key: another context might have generated a new one.
   */
  const decrypt = async (envelope: unknown, context: string): Promise<string | null> => {
    if (!isEnvelope(envelope)) return null;
    const tryToOpen = async () => open(await keys.key(), envelope, context);
    const text = await tryToOpen();
    if (text !== null) return text;
    keys.forget();
    return tryToOpen();
  };
  const encrypt = async (key: string, holder: Record<string, unknown>) => {
    if (rereadsKey) keys.forget();
    const json = toJson(holder[SECRET]);
    const context = contextOf(key, holder);
    const stored = holderOf(await inner.get(key))?.[SECRET];
    // An unchanged secret keeps its envelope, so that listeners aren't called if nothing changed.
    return (await decrypt(stored, context)) === json ? stored : seal(await keys.key(), json, context);
  };
  return {
    async get(key) {
      const value = await inner.get(key);
      const holder = holderOf(value);
      if (holder === null) return value;
      const text = await decrypt(holder[SECRET], contextOf(key, holder));
      return { ...holder, [SECRET]: text === null ? null : JSON.parse(text) };
    },
    async set(key, value) {
      // Copied immediately, so that later changes of the value by the caller aren't stored.
      const copy: unknown = JSON.parse(toJson(value));
      const holder = holderOf(copy);
      await inSequence(async () =>
        inner.set(key, holder === null ? copy : { ...holder, [SECRET]: await encrypt(key, holder) }),
      );
    },
    remove: (key) => inSequence(() => inner.remove(key)),
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

/** Returns a copy of `value` if it is an object with a secret, or else `null`. */
function holderOf(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.hasOwn(value, SECRET) ? { ...value } : null;
}

function isEnvelope(value: unknown): value is Envelope {
  const { encrypted, iv, data }: Record<string, unknown> = { ...Object(value) };
  return encrypted === 1 && typeof iv === 'string' && typeof data === 'string';
}

/** Encrypts `text` and binds it to `context`. Each envelope has a random IV (NIST SP 800-38D 8.2.2: at most 2³² for a key). */
async function seal(key: CryptoKey, text: string, context: string): Promise<Envelope> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(aesGcm(iv, context), key, new TextEncoder().encode(text));
  return { encrypted: 1, iv: toBase64url(iv), data: toBase64url(new Uint8Array(data)) };
}

/** Returns the decrypted text, or `null` if the key or the context is another one, or the envelope was changed. */
async function open(key: CryptoKey, { iv, data }: Envelope, context: string): Promise<string | null> {
  try {
    const algorithm = aesGcm(fromBase64url(iv), context);
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, fromBase64url(data)));
  } catch {
    return null;
  }
}

/** https://w3c.github.io/webcrypto/#aes-gcm-params */
function aesGcm(iv: Uint8Array<ArrayBuffer>, context: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(context) };
}
