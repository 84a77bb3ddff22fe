import { fromBase64url, toBase64url } from '../base64url.ts';

/** An encrypted text. Without the key it can't be read, and a change or a move is noticed. */
export interface Envelope {
  /** The version of this form. */
  readonly encrypted: 1;
  /** 96 random bits, base64url. */
  readonly iv: string;
  /** AES-GCM's ciphertext with its tag of 128 bits, base64url. */
  readonly data: string;
}

/** Whether a value is an envelope, of this version or of one that is not known yet. */
export function isEnvelope(value: unknown): value is { readonly encrypted: unknown } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'encrypted');
}

/**
 * Encrypts `text` for `place`, where alone it can be opened. Each envelope has an IV of its own, which AES-GCM needs
 * to be safe (NIST SP 800-38D 8.2.2: up to 2³² envelopes with one key). Rejects if `key` cannot encrypt with AES-GCM.
 */
export async function seal(key: CryptoKey, text: string, place: string): Promise<Envelope> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(aesGcm(iv, place), key, new TextEncoder().encode(text));
  return { encrypted: 1, iv: toBase64url(iv), data: toBase64url(new Uint8Array(data)) };
}

/** Returns the text in the envelope. Rejects if it has another version, key or place, or was changed. */
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
