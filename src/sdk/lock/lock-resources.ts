import { checkHostPermission } from '../browser/host-permission.ts';
import { createStableOriginRule, stableOrigin } from '../browser/stable-origin.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import { type ClientSettings, findClientSettings } from '../tenant/client-settings.ts';
import type { TenantCache } from '../tenant/tenant-cache.ts';
import { loadTranslation, markLanguage, type Translation } from './languages.ts';

/** What Lock's form needs beside Lock's code. */
export interface LockResources {
  readonly settings: ClientSettings;
  readonly translation: Translation;
  /** The origin that the tenant receives, for the text of an error. */
  readonly origin: string;
  /** Requests the settings for the next opening, if these were stored ones. Never rejects. */
  refreshSettings(): Promise<void>;
}

/** Dependencies of `loadLockResources`. */
export interface LockResourcesDeps {
  readonly container: HTMLElement;
  readonly cache: TenantCache<unknown>;
  /** BCP 47. */
  readonly language: string;
}

/**
 * Loads what the form needs while the browser still reads Lock's code. Nothing waits for the network if the settings were
 * stored in `cache`. Marks `container`, the element that Lock will draw into, for the stylesheet and with the language. Rejects with a
 * `LatchkeyError` if the settings or the stylesheet cannot be loaded.
 */
export async function loadLockResources(
  config: Config,
  { container, cache, language }: LockResourcesDeps,
): Promise<LockResources> {
  const [found, translation, origin] = await Promise.all([
    // Before a password is typed, and also if no request is needed, because the user can remove the permission at any time.
    checkHostPermission(config.domain).then(() => findClientSettings(config, cache)),
    loadTranslation([language]),
    stableOrigin(),
    loadStyles(),
    createStableOriginRule()(config.tenant),
  ]);
  container.classList.add('latchkey-form');
  markLanguage(container, translation);
  return { settings: found.settings, translation, origin, refreshSettings: found.refresh };
}

/** Rejects with `lock-failed` if the stylesheet's file is missing. */
async function loadStyles(): Promise<void> {
  const { adoptStyles } = await import('./styles.ts').catch((cause: unknown) => {
    throw new LatchkeyError('lock-failed', { reason: 'incomplete' }, { cause });
  });
  adoptStyles();
}
