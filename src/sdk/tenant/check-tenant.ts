import type { Config } from '../config.ts';
import { PATHS } from './endpoints.ts';
import { readText } from './read-text.ts';
import { clockAheadOf } from './tenant-time.ts';
import { QUICK_TIMEOUT } from './timeouts.ts';

/** Characters of an answer that are read; a key set has a few thousand. */
const MAX_LENGTH = 200_000;

/** The result of a request for the tenant's key set. Durations in milliseconds. */
export type TenantCheck =
  | {
      readonly kind: 'answered';
      /** How long the answer took. */
      readonly took: number;
      /** The HTTP status. */
      readonly status: number;
      /** Whether the answer is a key set (RFC 7517 section 5), and not a page of a proxy. */
      readonly isKeySet: boolean;
      /** By how much this computer's clock is ahead of the tenant's; `null` if the response has no date. */
      readonly clockAhead: number | null;
    }
  /** No answer: not in time (`isLate`), or none at all. */
  | { readonly kind: 'unreachable'; readonly took: number; readonly isLate: boolean };

/** What the check works with. */
export interface TenantCheckTools {
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Asks the tenant for its key set, past every cache. Never rejects. */
export async function checkTenant(
  config: Pick<Config, 'tenant'>,
  { fetch = globalThis.fetch, now = Date.now }: TenantCheckTools = {},
): Promise<TenantCheck> {
  const sentAt = now();
  try {
    const response = await fetch(`${config.tenant}${PATHS.keys}`, {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(QUICK_TIMEOUT),
    });
    const took = now() - sentAt;
    return {
      kind: 'answered',
      took,
      status: response.status,
      isKeySet: isKeySet(await readText(response, MAX_LENGTH)),
      clockAhead: clockAheadOf(response.headers, { sentAt, took }),
    };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'unreachable', took: now() - sentAt, isLate };
  }
}

function isKeySet(text: string): boolean {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null && 'keys' in answer && Array.isArray(answer.keys);
  } catch {
    // A page of a proxy; the status says the rest.
    return false;
  }
}
