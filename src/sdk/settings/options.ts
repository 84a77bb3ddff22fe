import type { LogoutKind } from '../config.ts';
import { type ChosenTenant, parseChosenTenant } from './tenant.ts';
import { isBoolean, isLogoutKind } from './values.ts';

/** What the user has chosen, and `null` for what they have left as the build has it. */
export interface Options {
  readonly silent: boolean | null;
  readonly logout: LogoutKind | null;
  /** Whether the browser shows a notification when the session needs the user. */
  readonly notify: boolean;
  /** The tenant that was chosen; it applies in a configurable build alone. */
  readonly tenant: ChosenTenant | null;
}

/** Nothing chosen yet. */
export const NO_OPTIONS: Options = { silent: null, logout: null, notify: false, tenant: null };

/** The version of stored options. */
const VERSION = 1;

/** Returns options as they are stored. */
export function toStoredOptions(options: Options): object {
  return { version: VERSION, ...options };
}

/** Parses stored options. Never throws: a damaged choice, and each one of another version, counts as not made. */
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
