/** The key pair that signs the tokens of every tenant of this process. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { JWK as EngineJwk } from 'oidc-provider';

/** Created once: 2048 bits take up to half a second of a slow processor. */
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ATTRIBUTES = { use: 'sig', alg: 'RS256', kid: randomBytes(12).toString('base64url') } as const;

/** What the engine signs with (RFC 7517). */
export const PRIVATE_JWK: EngineJwk = { ...privateKey.export({ format: 'jwk' }), kty: 'RSA', ...ATTRIBUTES };

/** What the key set shows. */
export const PUBLIC_JWK: JWK = { ...publicKey.export({ format: 'jwk' }), kty: 'RSA', ...ATTRIBUTES };
