import { LAST_MOMENT } from './moment.ts';
import type { Application, Session, Tokens, User } from './session.ts';
import { SESSION_ENDS, type SessionEnd } from './session-end.ts';

/** What was found where the session is kept. `wrong` is the name of the first thing that is not as it should be. */
export type StoredSession =
  | { readonly kind: 'absent' }
  | { readonly kind: 'valid'; readonly session: Session }
  | { readonly kind: 'damaged'; readonly wrong: string };

/**
 * Reads back what was stored, less its tokens. Never throws: a record that is damaged, or of a version that
 * this build does not know, is reported as such. One that names no application, as none did up to version 2, is of
 * `built`, the one of the build.
 */
export function parseStoredSession(stored: unknown, built?: Application): StoredSession {
  if (stored === undefined) return { kind: 'absent' };
  try {
    return { kind: 'valid', session: parseSession({ ...built, ...asRecord(stored, 'record') }) };
  } catch (error) {
    return { kind: 'damaged', wrong: error instanceof Error ? error.message : 'record' };
  }
}

/** The tokens of what was stored, or `null` where there are none that can be used. Never throws. */
export function parseStoredTokens(stored: unknown): Tokens | null {
  try {
    const record = asRecord(stored, 'record');
    const tokens = record.version === 1 ? record : asRecord(record.tokens, 'tokens');
    return {
      idToken: asText(tokens.idToken, 'idToken'),
      accessToken: asText(tokens.accessToken, 'accessToken'),
      refreshToken: tokens.refreshToken === null ? null : asText(tokens.refreshToken, 'refreshToken'),
    };
  } catch {
    return null;
  }
}

function parseSession(record: Record<string, unknown>): Session {
  switch (record.version) {
    case 1:
      return fromVersion1(record);
    case 2:
    case 3:
      asRecord(record.tokens, 'tokens');
      return {
        ...parseShared(record),
        id: asText(record.id, 'id'),
        renewAt: record.renewAt === null ? null : asMoment(record.renewAt, 'renewAt'),
        end: parseEnd(record),
      };
    default:
      throw new TypeError('version');
  }
}

function parseShared(record: Record<string, unknown>): Omit<Session, 'id' | 'renewAt' | 'end'> {
  return {
    version: 3,
    domain: asText(record.domain, 'domain'),
    clientId: asText(record.clientId, 'clientId'),
    user: parseUser(record.user),
    scope: asString(record.scope, 'scope'),
    createdAt: asMoment(record.createdAt, 'createdAt'),
    expiresAt: asMoment(record.expiresAt, 'expiresAt'),
  };
}

/** Version 1 had its tokens beside the rest, no name of its own, and was never renewed. */
function fromVersion1(record: Record<string, unknown>): Session {
  if (parseStoredTokens(record) === null) throw new TypeError('tokens');
  const shared = parseShared(record);
  const { createdAt, expiresAt } = shared;
  return {
    ...shared,
    id: `version-1-${createdAt}`,
    renewAt: record.refreshToken === null ? null : createdAt + Math.max(expiresAt - createdAt, 0) / 2,
    end: null,
  };
}

/** Records from before this property existed have none. A session that has ended is not renewed. */
function parseEnd({ end, renewAt }: Record<string, unknown>): SessionEnd | null {
  if (end === undefined || end === null) return null;
  const known = SESSION_ENDS.find((one) => one === end);
  if (known === undefined || renewAt !== null) throw new TypeError('end');
  return known;
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

function asMoment(value: unknown, name: string): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= LAST_MOMENT)) throw new TypeError(name);
  return value;
}
