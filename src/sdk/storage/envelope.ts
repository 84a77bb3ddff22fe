import { fromBase64url, toBase64url } from '../base64url.ts';

/** Encrypted text. It can't be read without the key. If it was changed or moved, decryption fails. */
export interface Envelope {
  /** Version of the envelope format. */
  readonly encrypted: 1;
  /** Initialization vector: 96 random bits, base64url. */
  readonly iv: string;
  /** AES-GCM ciphertext followed by its 128-bit tag, base64url. */
  readonly data: string;
}

/** Returns whether a value is an envelope of this version or of an unknown one. */
export function isEnvelope(value: unknown): value is { readonly encrypted: unknown } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'encrypted');
}

/**
 * Encrypts `text` and binds it to `place`: it can be decrypted only with the same `place`. Each envelope has its own random IV,
 * as AES-GCM requires (NIST SP 800-38D 8.2.2: at most 2³² envelopes per key). Rejects if `key` can't encrypt with AES-GCM.
 */
export async function seal(key: CryptoKey, text: string, place: string): Promise<Envelope> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(aesGcm(iv, place), key, new TextEncoder().encode(text));
  return { encrypted: 1, iv: toBase64url(iv), data: toBase64url(new Uint8Array(data)) };
}

/**
 * Returns the decrypted text of an envelope. Rejects if the version is unknown, the key or the place is another one, or the
 * envelope was changed.
 */
export async function open(key: CryptoKey, envelope: unknown, place: string): Promise<string> {
  const { encrypted, iv, data }: Record<string, unknown> = isEnvelope(envelope) ? { ...envelope } : {};
  if (encrypted !== 1 || typeof iv !== 'string' || typeof data !== 'string') {
    throw new TypeError('This is no envelope.');
  }
  const opened = await crypto.subtle.decrypt(aesGcm(fromBase64url(iv), place), key, fromBase64url(data));
  return new TextDecoder().decode(opened);
}

/** https://w3c.github.io/webcrypto/#aes-gcm-params */
function aesGcm(iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(place) };
}
