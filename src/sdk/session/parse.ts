import {
  SESSION_ENDS,
  type Session,
  type SessionEnd,
  type SignedIn,
  type Tokens,
  type User,
} from './session.ts';
import { isTimestamp } from './timestamp.ts';

/** The parsed content of the session's storage. `wrong` is the name of the first invalid field. */
export type StoredSession =
  | { readonly kind: 'absent' }
  | { readonly kind: 'valid'; readonly session: Session }
  | { readonly kind: 'damaged'; readonly wrong: string };

/** Parses a stored record without its tokens. Never throws. A record of another version is `damaged`, too. */
export function parseStoredSession(stored: unknown): StoredSession {
  if (stored === undefined) return { kind: 'absent' };
  try {
    const record = asRecord(stored, 'record');
    return { kind: 'valid', session: parseSession(record) };
  } catch (error) {
    return { kind: 'damaged', wrong: error instanceof Error ? error.message : 'record' };
  }
}

/** Returns the tokens of a stored record, or `null` if they are missing or invalid. Never throws. */
export function parseStoredTokens(stored: unknown): Tokens | null {
  try {
    const tokens = asRecord(asRecord(stored, 'record').tokens, 'tokens');
    return {
      idToken: asText(tokens.idToken, 'idToken'),
      accessToken: asText(tokens.accessToken, 'accessToken'),
      refreshToken: tokens.refreshToken === null ? null : asText(tokens.refreshToken, 'refreshToken'),
    };
  } catch {
    return null;
  }
}

/** Returns the session and tokens of a stored record, or `null` if either is invalid. Never throws. */
export function parseSignedIn(stored: unknown): SignedIn | null {
  const found = parseStoredSession(stored);
  const tokens = parseStoredTokens(stored);
  return found.kind === 'valid' && tokens !== null ? { session: found.session, tokens } : null;
}

function parseSession(record: Record<string, unknown>): Session {
  if (record.version !== 4) throw new TypeError('version');
  asRecord(record.tokens, 'tokens');
  return {
    version: 4,
    domain: asText(record.domain, 'domain'),
    clientId: asText(record.clientId, 'clientId'),
    id: asText(record.id, 'id'),
    user: parseUser(record.user),
    audience: orNull(asText)(record.audience, 'audience'),
    requestedScope: asText(record.requestedScope, 'requestedScope'),
    organization: orNull(asText)(record.organization, 'organization'),
    scope: asString(record.scope, 'scope'),
    createdAt: asTimestamp(record.createdAt, 'createdAt'),
    expiresAt: asTimestamp(record.expiresAt, 'expiresAt'),
    renewAt: orNull(asTimestamp)(record.renewAt, 'renewAt'),
    end: parseEnd(record),
  };
}

/** Parses why a session ended. Throws if an ended session has a `renewAt`, because it is never renewed. */
function parseEnd({ end, renewAt }: Record<string, unknown>): SessionEnd | null {
  if (end === null) return null;
  const known = SESSION_ENDS.find((one) => one === end);
  if (known === undefined || renewAt !== null) throw new TypeError('end');
  return known;
}

function parseUser(stored: unknown): User {
  const record = asRecord(stored, 'user');
  const textOrNull = orNull(asString);
  return {
    sub: asText(record.sub, 'sub'),
    name: textOrNull(record.name, 'name'),
    email: textOrNull(record.email, 'email'),
    picture: textOrNull(record.picture, 'picture'),
  };
}

function orNull<T>(parse: (value: unknown, name: string) => T): (value: unknown, name: string) => T | null {
  return (value, name) => (value === null ? null : parse(value, name));
}

function asRecord(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(name);
  return { ...value };
}

function asString(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(name);
  return value;
}

function asText(value: unknown, name: string): string {
  const text = asString(value, name);
  if (text === '') throw new TypeError(name);
  return text;
}

function asTimestamp(value: unknown, name: string): number {
  if (!isTimestamp(value)) throw new TypeError(name);
  return value;
}
