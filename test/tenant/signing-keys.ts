/** The keys that sign the tenant's tokens: one key pair for the process, and a change of keys while a tenant runs. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { ExternalSigningKey as EngineKey } from 'oidc-provider';
import { ExternalSigningKey } from './engine.ts';
import type { JsonObject } from './http.ts';

/** The public half of a key, as the key set shows it (RFC 7517). */
export interface PublicJwk {
  kty: 'RSA';
  use: 'sig';
  alg: 'RS256';
  kid: string;
  n: string;
  e: string;
}

export interface KeyRotation {
  /**
   * Whether the key set goes on showing the keys so far. Without them a token that they signed can no longer be
   * verified: at Auth0 that is a key that was rotated and then revoked.
   */
  keepOld: boolean;
}

export interface SigningKeys {
  /** Signs with whatever key is the current one. */
  readonly engineKey: EngineKey;
  /** What the key set shows, the current key first. */
  published(): readonly PublicJwk[];
  /** Puts a new key in the place of the current one, for all signatures from now on. */
  rotate(rotation: KeyRotation): void;
  /** These claims as a JWT, signed by the current key with RS256 whatever the header says. */
  signJwt(claims: JsonObject, header?: JsonObject): string;
}

interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export function createSigningKeys(): SigningKeys {
  let current = FIRST_KEY;
  let old: readonly SigningKey[] = [];

  /** The engine asks for the key's id and for the signature in one turn, so the two always fit together. */
  class CurrentKey extends ExternalSigningKey {
    override get kid() {
      return current.kid;
    }
    override get alg() {
      return 'RS256';
    }
    override keyObject() {
      return current.publicKey;
    }
    override sign(data: Uint8Array) {
      return signature(data, current);
    }
  }

  return {
    engineKey: new CurrentKey(),
    published: () => [current, ...old].map(publicJwk),
    rotate({ keepOld }) {
      old = keepOld ? [current, ...old] : [];
      current = newKey();
    },
    signJwt(claims, header = {}) {
      const input = [{ alg: 'RS256', kid: current.kid, ...header }, claims]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      return `${input}.${signature(Buffer.from(input), current).toString('base64url')}`;
    },
  };
}

/** Made once: 2048 bits take up to half a second of a slow processor. */
const FIRST_KEY = newKey();

function newKey(): SigningKey {
  const kid = randomBytes(12).toString('base64url');
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** RS256 (RFC 7518 3.3). */
function signature(data: Uint8Array, { privateKey }: SigningKey): Buffer {
  return sign('RSA-SHA256', data, privateKey);
}

function publicJwk({ kid, publicKey }: SigningKey): PublicJwk {
  const { n, e } = publicKey.export({ format: 'jwk' });
  if (n === undefined || e === undefined) throw new TypeError('The tenant signs with RSA keys only.');
  return { kty: 'RSA', use: 'sig', alg: 'RS256', kid, n, e };
}
