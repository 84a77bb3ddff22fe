import type { Forecast } from '../../sdk/session/forecast.ts';
import type { JournalEntry } from '../../sdk/storage/journal.ts';

/**
 * All that the diagnostics page tells. Nothing in it is secret, and who is signed in is not in it at all. Moments are
 * milliseconds since 1970, durations milliseconds.
 */
export interface Diagnosis {
  /** When it was made. */
  readonly at: number;
  readonly state: Forecast;
  /** What happened, the latest last; `null` where that could not be read. */
  readonly events: readonly JournalEntry[] | null;
  readonly build: BuildFacts;
  readonly permissions: readonly PermissionFact[];
  /** `null` while the tenant has not answered yet. */
  readonly connection: ConnectionFact | null;
}

/** What an organisation may set: see `sdk/settings/managed.ts`. */
export type ManagedValue = 'domain' | 'clientId' | 'connections' | 'organization' | 'logout' | 'silent';

/** What was built, and what of it person and organisation have changed: `sdk/settings/settings.ts` has most of it. */
export interface BuildFacts {
  /** The extension's name. */
  readonly name: string;
  readonly version: string;
  readonly userAgent: string;
  readonly tenant: string;
  readonly domain: string;
  readonly clientId: string;
  readonly scope: string;
  readonly audience: string | null;
  readonly apiOrigins: readonly string[];
  readonly connections: readonly string[];
  readonly organization: string | null;
  readonly login: 'embedded' | 'passwordless' | 'hosted';
  readonly logout: 'local' | 'tenant' | 'federated';
  readonly silent: boolean;
  readonly storage: 'local' | 'session';
  /** What the organisation that manages the browser has set. */
  readonly managed: readonly ManagedValue[];
  /** What it has set in a way that cannot be used. */
  readonly ignored: readonly ManagedValue[];
  /** Where the tenant sends people back to. */
  readonly redirectUrl: string;
  /** The origin that the tenant sees. */
  readonly origin: string;
}

/** A permission that the manifest asks for. */
export interface PermissionFact {
  readonly kind: 'api' | 'host';
  readonly name: string;
  readonly isGranted: boolean;
}

/** What became of a question to the tenant: see `sdk/tenant/check-tenant.ts`. */
export type ConnectionFact =
  | {
      readonly kind: 'answered';
      readonly took: number;
      readonly status: number;
      readonly isKeySet: boolean;
      readonly clockAhead: number | null;
    }
  | { readonly kind: 'unreachable'; readonly took: number; readonly isLate: boolean }
  /** In a build that is for no tenant, as long as none is chosen. */
  | { readonly kind: 'no-tenant' };
