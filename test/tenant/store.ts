/** The engine's sessions, codes and tokens, in memory, with Auth0's rules for refresh tokens. */
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Settings } from './settings.ts';

export interface LiveGrants {
  /** Refresh tokens that would be accepted now and were not exchanged yet. */
  refreshTokens: number;
  /** Sessions of the tenant itself: browsers that could sign in again without a password. */
  sessions: number;
}

/** A record of the engine, and when a refresh token was first exchanged, in Unix time in milliseconds. */
interface Payload extends AdapterPayload {
  exchangedAt?: number;
}

/** The records of one kind by their ID, which for a token is the token. */
type Records = Map<string, Payload>;

export interface Store {
  adapter(kind: string): Adapter;
  /** Returns what is valid, for all users. */
  live(): LiveGrants;
  /** Ends all refresh tokens of a user. */
  endRefreshTokens(userId: string | undefined): void;
}

/** `findClient` is called each time, so that a change of the settings applies at once. */
export function createStore(
  findClient: (id: string) => AdapterPayload | undefined,
  settings: Pick<Settings, 'refreshTokens'>,
): Store {
  const kinds = new Map<string, Records>();

  function recordsOf(kind: string): Records {
    const records: Records = kinds.get(kind) ?? new Map();
    kinds.set(kind, records);
    return records;
  }

  function countLive(kind: string): number {
    const now = Date.now() / 1000;
    const isLive = ({ accountId, consumed, exp = Number.POSITIVE_INFINITY }: Payload) =>
      accountId !== undefined && consumed === undefined && exp > now;
    return [...recordsOf(kind).values()].filter(isLive).length;
  }

  return {
    adapter(kind) {
      const records = recordsOf(kind);
      if (kind === 'Client') return { ...recordAdapter(records), find: async (id) => findClient(id) };
      return kind === 'RefreshToken' ? refreshTokenAdapter(records, settings) : recordAdapter(records);
    },
    live: () => ({ refreshTokens: countLive('RefreshToken'), sessions: countLive('Session') }),
    endRefreshTokens(userId) {
      const records = recordsOf('RefreshToken');
      for (const [id, { accountId }] of records) if (accountId === userId) records.delete(id);
    },
  };
}

function recordAdapter(records: Records): Adapter {
  return {
    upsert: async (id, payload) => void records.set(id, payload),
    find: async (id) => records.get(id),
    findByUid: async (uid) => [...records.values()].find((record) => record.uid === uid),
    findByUserCode: async () => undefined,
    async consume(id) {
      const now = Date.now();
      records.set(id, { ...records.get(id), consumed: Math.floor(now / 1000), exchangedAt: now });
    },
    destroy: async (id) => void records.delete(id),
    async revokeByGrantId(grantId) {
      for (const [id, record] of records) if (record.grantId === grantId) records.delete(id);
    },
  };
}

/**
 * Each refresh token is exchanged for the next one of its family. One that is used again after its exchange ends the
 * family. Within the overlap the previous token is accepted again, but none before it.
 *
 * Guesses: the overlap begins with the first exchange and is not prolonged by a second one; of two tokens that the
 * same one was exchanged for, each continues.
 */
function refreshTokenAdapter(records: Records, settings: Pick<Settings, 'refreshTokens'>): Adapter {
  const plain = recordAdapter(records);

  function isWithinOverlap({ exchangedAt = 0, rotations = 0, grantId }: Payload): boolean {
    const isInTime = Date.now() < exchangedAt + settings.refreshTokens.overlapSeconds * 1000;
    // If a younger one was exchanged already, this is the second-to-last one or older.
    const isPrevious = ![...records.values()].some(
      (other) => other.grantId === grantId && isExchanged(other) && (other.rotations ?? 0) > rotations,
    );
    return isInTime && isPrevious;
  }

  return {
    ...plain,
    /** Without the nonce: an ID token of a refresh should have none (OpenID Connect Core 12.2). For Auth0 a guess. */
    upsert: (id, { nonce: _nonce, ...payload }, expiresIn) => plain.upsert(id, payload, expiresIn),
    async find(id) {
      const record = records.get(id);
      if (record === undefined || !isExchanged(record) || !isWithinOverlap(record)) return record;
      const { consumed: _consumed, ...unused } = record;
      return unused;
    },
    /** The engine calls this in the same turn of the event loop as `find`: no other request is between the two. */
    async consume(id) {
      const record = records.get(id);
      // The overlap begins with the first exchange.
      if (record !== undefined && !isExchanged(record)) await plain.consume(id);
    },
  };
}

function isExchanged({ consumed }: Payload): boolean {
  return consumed !== undefined;
}
