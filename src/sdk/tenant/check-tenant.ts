import { QUICK_TIMEOUT } from '../browser/optional-api.ts';
import type { Config } from '../config.ts';
import { clockAheadOf } from '../session/timestamp.ts';
import { isKeySet, PATHS } from './endpoints.ts';

/** The result of a request for the tenant's key set. Durations are in milliseconds. */
export type TenantCheck =
  | {
      readonly kind: 'answered';
      /** Time until the response arrived. */
      readonly took: number;
      /** The HTTP status. */
      readonly status: number;
      /** Whether the response is a key set (RFC 7517 section 5), and not a proxy's page. */
      readonly isKeySet: boolean;
      /** How far this computer's clock is ahead of the tenant's, or `null` if the response has no date. */
      readonly clockAhead: number | null;
    }
  /** No response: the request timed out (`isLate`) or failed. */
  | { readonly kind: 'unreachable'; readonly took: number; readonly isLate: boolean };

/** Requests the tenant's key set, bypassing all caches. `now` returns the Unix time in milliseconds. Never rejects. */
export async function checkTenant(
  config: Pick<Config, 'tenant'>,
  { fetch = globalThis.fetch, now = Date.now }: { fetch?: typeof globalThis.fetch; now?: () => number } = {},
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
    const text = await response.text();
    return {
      kind: 'answered',
      took,
      status: response.status,
      isKeySet: isKeySet(parseJson(text)),
      clockAhead: clockAheadOf(response.headers, { sentAt, took }),
    };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'unreachable', took: now() - sentAt, isLate };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // For example a proxy's page. The caller evaluates the status.
    return undefined;
  }
}
