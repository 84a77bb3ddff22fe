/**
 * Refresh tokens as Auth0 has them: each is exchanged for the next one of its family, and one that
 * comes back after its exchange counts as stolen: the whole family ends. Within the overlap the previous token may
 * come back and gives new ones; the one before it never may.
 *
 * Guesses: the overlap begins with the first exchange and is not prolonged by a second one; of two tokens that the
 * same one was exchanged for, each goes on.
 */
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Settings } from './settings.ts';
import type { Records } from './store.ts';

/** What the engine's own record has no place for. */
interface RefreshTokenRecord extends AdapterPayload {
  /** Milliseconds since 1970: when it was first exchanged. */
  exchangedAt?: number;
}

/** The engine's records of refresh tokens; `plain` does what these rules leave as it is. */
export function refreshTokenAdapter(
  settings: Pick<Settings, 'refreshTokens'>,
  records: Records,
  plain: Adapter,
): Adapter {
  const family = (grantId: string | undefined): RefreshTokenRecord[] =>
    [...records.values()].filter((record) => record.grantId === grantId);

  function mayComeAgain(record: RefreshTokenRecord): boolean {
    const { exchangedAt = 0, rotations = 0, grantId } = record;
    const isInTime = Date.now() < exchangedAt + settings.refreshTokens.overlapSeconds * 1000;
    // A younger one was exchanged already: then this one is the second-to-last, or older still.
    const isPrevious = !family(grantId).some(
      (other) => isExchanged(other) && (other.rotations ?? 0) > rotations,
    );
    return isInTime && isPrevious;
  }

  return {
    ...plain,
    /** Without the nonce: an ID token of a refresh should have none (OpenID Connect Core 12.2). For Auth0 a guess. */
    upsert: (id, { nonce: _nonce, ...payload }, expiresIn) => plain.upsert(id, payload, expiresIn),
    async find(id) {
      const record = records.get(id);
      if (record === undefined || !isExchanged(record) || !mayComeAgain(record)) return record;
      const { consumed: _consumed, ...fresh } = record;
      return fresh;
    },
    /** The engine comes here in the same turn of the event loop as to `find`: no other request is between the two. */
    async consume(id) {
      const record = records.get(id);
      if (record === undefined || isExchanged(record)) return; // The overlap counts from the first time.
      await plain.consume(id);
      const exchanged: RefreshTokenRecord = { ...records.get(id), exchangedAt: Date.now() };
      records.set(id, exchanged);
    },
  };
}

function isExchanged(record: AdapterPayload): boolean {
  return record.consumed !== undefined;
}

/** Ends all refresh tokens of a user; what else they have lives on. */
export function endRefreshTokens(records: Records, userId: string): void {
  for (const [id, { accountId }] of records) {
    if (accountId === userId) records.delete(id);
  }
}
