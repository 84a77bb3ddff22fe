/** Where the engine keeps sessions, codes and tokens: memory, gone when the tenant ends. */
import type { Adapter, AdapterPayload } from 'oidc-provider';

export interface LiveGrants {
  /** Refresh tokens that would be accepted now and were not exchanged yet. */
  refreshTokens: number;
  /** Sessions of the tenant itself: browsers that could sign in again without a password. */
  sessions: number;
}

/** The records of one kind by their id, which for a token is the token. */
export type Records = Map<string, AdapterPayload>;

/** An adapter with rules of its own over `plain`, which does what most kinds need. */
export type SpecialAdapter = (records: Records, plain: Adapter) => Adapter;

export interface Store {
  adapter(kind: string): Adapter;
  /** The records themselves, by the engine's name of the kind: `RefreshToken`, say. */
  records(kind: string): Records;
  /** What is alive, for all users. */
  live(): LiveGrants;
}

/** `special`: by the engine's name of the kind. */
export function createStore(
  findClient: (id: string) => AdapterPayload | undefined,
  special: Readonly<Record<string, SpecialAdapter>> = {},
): Store {
  const kinds = new Map<string, Records>();

  function recordsOf(kind: string): Records {
    const records = kinds.get(kind) ?? new Map<string, AdapterPayload>();
    kinds.set(kind, records);
    return records;
  }

  function count(kind: string): number {
    const now = Date.now() / 1000;
    let total = 0;
    for (const record of recordsOf(kind).values()) {
      const isLive = record.accountId !== undefined && record.consumed === undefined;
      if (isLive && !isExpired(record, now)) total += 1;
    }
    return total;
  }

  return {
    adapter(kind) {
      if (kind === 'Client') return clientAdapter(findClient);
      const records = recordsOf(kind);
      const plain = recordAdapter(records);
      return special[kind]?.(records, plain) ?? plain;
    },
    records: recordsOf,
    live: () => ({ refreshTokens: count('RefreshToken'), sessions: count('Session') }),
  };
}

function isExpired(record: AdapterPayload, now: number): boolean {
  return record.exp !== undefined && record.exp <= now;
}

function recordAdapter(records: Records): Adapter {
  const findWhere = (name: 'uid' | 'userCode', value: string) =>
    [...records.values()].find((record) => record[name] === value);
  return {
    async upsert(id, payload) {
      records.delete(id);
      records.set(id, payload);
    },
    find: async (id) => records.get(id),
    findByUid: async (uid) => findWhere('uid', uid),
    findByUserCode: async (code) => findWhere('userCode', code),
    async consume(id) {
      const record = records.get(id);
      if (record !== undefined) records.set(id, { ...record, consumed: Math.floor(Date.now() / 1000) });
    },
    async destroy(id) {
      records.delete(id);
    },
    async revokeByGrantId(grantId) {
      for (const [id, record] of records) if (record.grantId === grantId) records.delete(id);
    },
  };
}

/** The application is not a record: it is read from the settings each time, so that a change counts at once. */
function clientAdapter(find: (id: string) => AdapterPayload | undefined): Adapter {
  const nothing = async (): Promise<undefined> => undefined;
  return {
    find: async (id) => find(id),
    upsert: nothing,
    findByUid: nothing,
    findByUserCode: nothing,
    consume: nothing,
    destroy: nothing,
    revokeByGrantId: nothing,
  };
}
