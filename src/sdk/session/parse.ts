import {
  SESSION_ENDS,
  type Session,
  type SessionEnd,
  type SignedIn,
  type Tokens,
  type User,
} from './session.ts';
import { isTimestamp } from './timestamp.ts';

/** The parsed content of the session's storage. */
export type StoredSession =
  | { readonly kind: 'absent' }
  | { readonly kind: 'valid'; readonly session: Session }
  | { readonly kind: 'damaged' };

/** Parses a stored record without its tokens. Never throws. A record of another version is `damaged`, too. */
export function parseStoredSession(stored: unknown): StoredSession {
  if (stored === undefined) return { kind: 'absent' };
  try {
    return { kind: 'valid', session: parseSession(asRecord(stored)) };
  } catch {
    return { kind: 'damaged' };
  }
}

/** Returns the tokens of a stored record, or `null` if they are missing or invalid. Never throws. */
export function parseStoredTokens(stored: unknown): Tokens | null {
  try {
    const { idToken, accessToken, refreshToken } = asRecord(asRecord(stored).tokens);
    return {
      idToken: asText(idToken),
      accessToken: asText(accessToken),
      refreshToken: nullOr(asText, refreshToken),
    };
  } catch {
    return null;
  }
}

/** Returns the session and tokens of a stored record, or `null` if either is invalid. Never throws. */
export function parseSignedIn(stored: unknown): SignedIn | null {
  const parsed = parseStoredSession(stored);
  const tokens = parseStoredTokens(stored);
  return parsed.kind === 'valid' && tokens !== null ? { session: parsed.session, tokens } : null;
}

function parseSession(record: Record<string, unknown>): Session {
  if (record.version !== 4) throw new TypeError('The record has another version.');
  asRecord(record.tokens);
  return {
    version: 4,
    domain: asText(record.domain),
    clientId: asText(record.clientId),
    id: asText(record.id),
    user: parseUser(asRecord(record.user)),
    audience: nullOr(asText, record.audience),
    requestedScope: asText(record.requestedScope),
    organization: nullOr(asText, record.organization),
    scope: asString(record.scope),
    createdAt: asTimestamp(record.createdAt),
    expiresAt: asTimestamp(record.expiresAt),
    renewAt: nullOr(asTimestamp, record.renewAt),
    end: parseEnd(record),
  };
}

/** Parses why a session ended. Throws if an ended session has a `renewAt`, because it is never renewed. */
function parseEnd({ end, renewAt }: Record<string, unknown>): SessionEnd | null {
  if (end === null) return null;
  const known = SESSION_ENDS.find((one) => one === end);
  if (known === undefined || renewAt !== null) throw new TypeError('The end is invalid.');
  return known;
}

function parseUser({ sub, name, email, picture }: Record<string, unknown>): User {
  return {
    sub: asText(sub),
    name: nullOr(asString, name),
    email: nullOr(asString, email),
    picture: nullOr(asString, picture),
  };
}

function nullOr<T>(parse: (value: unknown) => T, value: unknown): T | null {
  return value === null ? null : parse(value);
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('No record.');
  return { ...value };
}

function asString(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('No string.');
  return value;
}

function asText(value: unknown): string {
  if (value === '') throw new TypeError('No text.');
  return asString(value);
}

function asTimestamp(value: unknown): number {
  if (!isTimestamp(value)) throw new TypeError('No timestamp.');
  return value;
}
