import { LAST_MOMENT, type Session, type User } from './session.ts';

/** What was found where the session is kept. `reason` names the first thing that is wrong. */
export type StoredSession =
  | { readonly kind: 'absent' }
  | { readonly kind: 'valid'; readonly session: Session }
  | { readonly kind: 'damaged'; readonly reason: string };

/**
 * Reads back what was stored. Never throws: a record that is damaged, or of a version that this build does
 * not know, is reported as such.
 */
export function parseStoredSession(stored: unknown): StoredSession {
  if (stored === undefined) return { kind: 'absent' };
  try {
    return { kind: 'valid', session: parseSession(stored) };
  } catch (error) {
    return { kind: 'damaged', reason: error instanceof Error ? error.message : 'unreadable' };
  }
}

function parseSession(stored: unknown): Session {
  const record = asRecord(stored, 'the record');
  if (record.version !== 1) throw new TypeError(`version ${String(record.version)} is not known`);
  return {
    version: 1,
    user: parseUser(record.user),
    idToken: asText(record.idToken, 'idToken'),
    accessToken: asText(record.accessToken, 'accessToken'),
    refreshToken: record.refreshToken === null ? null : asText(record.refreshToken, 'refreshToken'),
    scope: asString(record.scope, 'scope'),
    createdAt: asMoment(record.createdAt, 'createdAt'),
    expiresAt: asMoment(record.expiresAt, 'expiresAt'),
  };
}

function parseUser(stored: unknown): User {
  const record = asRecord(stored, 'user');
  const textOrNull = (name: string) => (record[name] === null ? null : asString(record[name], name));
  return {
    sub: asText(record.sub, 'sub'),
    name: textOrNull('name'),
    email: textOrNull('email'),
    picture: textOrNull('picture'),
  };
}

function asRecord(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${name} is not an object`);
  }
  return { ...value };
}

function asString(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} is not a string`);
  return value;
}

function asText(value: unknown, name: string): string {
  const text = asString(value, name);
  if (text === '') throw new TypeError(`${name} is empty`);
  return text;
}

function asMoment(value: unknown, name: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= LAST_MOMENT)) {
    throw new TypeError(`${name} is not a moment`);
  }
  return value;
}
