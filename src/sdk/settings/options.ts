import type { LogoutKind } from '../config.ts';
import { type ChosenTenant, isBoolean, isClientId, isDomain, isLogoutKind } from './values.ts';

/** The user's choices, with `null` for each setting that keeps the build's value. */
export interface Options {
  readonly silent: boolean | null;
  readonly logout: LogoutKind | null;
  /** Whether the browser shows a notification when the session requires an action of the user. */
  readonly notify: boolean;
  /** The chosen tenant, which applies only in a configurable build. */
  readonly tenant: ChosenTenant | null;
}

/** The options of a user who has not chosen any. */
export const NO_OPTIONS: Options = { silent: null, logout: null, notify: false, tenant: null };

/** The version of stored options. */
const VERSION = 1;

/** Returns the record to store. */
export function toStoredOptions(options: Options): object {
  return { version: VERSION, ...options };
}

/** Parses stored options. Never throws. Ignores invalid choices, and all choices of another version. */
export function parseOptions(stored: unknown): Options {
  const { version, silent, logout, notify, tenant }: Record<string, unknown> = { ...Object(stored) };
  if (version !== VERSION) return NO_OPTIONS;
  return {
    silent: isBoolean(silent) ? silent : null,
    logout: isLogoutKind(logout) ? logout : null,
    notify: notify === true,
    tenant: parseChosenTenant(tenant),
  };
}

function parseChosenTenant(stored: unknown): ChosenTenant | null {
  const { domain, clientId }: Record<string, unknown> = { ...Object(stored) };
  return isDomain(domain) && isClientId(clientId) ? { domain, clientId } : null;
}
