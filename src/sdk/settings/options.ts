import type { LogoutKind } from '../config.ts';
import { type ChosenTenant, parseChosenTenant } from './tenant.ts';
import { isBoolean, isLogoutKind } from './values.ts';

/** What a person has chosen; `null` for what they have left as the build has it. */
export interface Options {
  readonly silent: boolean | null;
  readonly logout: LogoutKind | null;
  /** Whether the browser shows a notification when the session needs the person. */
  readonly notify: boolean;
  /** The tenant that was chosen; it applies in a configurable build alone. */
  readonly tenant: ChosenTenant | null;
}

/** Nothing chosen yet. */
export const NO_OPTIONS: Options = { silent: null, logout: null, notify: false, tenant: null };

/** The form in which options are kept. */
const VERSION = 1;

/** Options as they are kept. */
export function toStoredOptions(options: Options): object {
  return { version: VERSION, ...options };
}

/**
 * Reads back what was kept. Never throws: a choice that is damaged, and every choice of a form that this build does not
 * know, is one that nobody has made.
 */
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
