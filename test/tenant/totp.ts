/** The codes of an authenticator app: TOTP, RFC 6238, six digits, 30 seconds. */
import { Secret, TOTP } from 'otpauth';

/** Steps of 30 seconds that a clock may be off. */
const WINDOW = 1;

/** `secret` in base 32, `now` in milliseconds since 1970. */
export function totpCode(secret: string, now: number): string {
  return generator(secret).generate({ timestamp: now });
}

export function isTotpCode(code: string, secret: string, now: number): boolean {
  const token = code.replace(/\s/g, '');
  return generator(secret).validate({ token, timestamp: now, window: WINDOW }) !== null;
}

function generator(secret: string): TOTP {
  return new TOTP({ issuer: 'Latchkey', secret: Secret.fromBase32(secret) });
}
