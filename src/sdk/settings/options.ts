import type { LogoutKind } from '../config.ts';
import { type ChosenTenant, parseChosenTenant } from './tenant.ts';
import { isBoolean, isLogoutKind } from './values.ts';

/** What a person has chosen; `null` for what they have left as the build has it. */
export interface Options {
  readonly silent: boolean | null;
  readonly logout: LogoutKind | null;
  /** Whether the browser shows a notification when the session needs the person. */
  readonly notify: boolean;
  /** In a build that is for no tenant, the one that was chosen. */
  readonly tenant?: ChosenTenant | null;
}

/** Nothing chosen yet. */
export const NO_OPTIONS: Options = { silent: null, logout: null, notify: false };

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
  const { version, silent, logout, notify }: Record<string, unknown> = { ...Object(stored) };
  if (version !== VERSION) return NO_OPTIONS;
  return {
    silent: isBoolean(silent) ? silent : null,
    logout: isLogoutKind(logout) ? logout : null,
    notify: notify === true,
    ...(__LATCHKEY_CONFIGURABLE__ ? { tenant: parseChosenTenant(Object(stored).tenant) } : {}),
  };
}
