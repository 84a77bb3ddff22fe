import { checkHostPermission } from '../browser/host-permission.ts';
import { createStableOriginRule, stableOrigin } from '../browser/stable-origin.ts';
import type { Config } from '../config.ts';
import { LatchkeyError } from '../errors.ts';
import type { TenantCache } from '../storage/tenant-cache.ts';
import { type ClientSettings, findClientSettings } from '../tenant/client-settings.ts';
import { loadTranslation, type Translation } from './languages.ts';

/** Resources that Lock's form needs in addition to Lock's code. */
export interface LockResources {
  readonly settings: ClientSettings;
  readonly translation: Translation;
  /** The origin that the tenant receives with requests, for the text of an error. */
  readonly origin: string;
  /** Requests the settings for the next time the form opens, if `settings` came from the cache. Never rejects. */
  refreshSettings(): Promise<void>;
}

/**
 * Loads the form's resources in parallel with Lock's code. Sends no request if `cache` has the settings. Sets the class, the
 * language (BCP 47) and the direction of `container`, the element that Lock will draw into. Rejects with a `LatchkeyError` if the
 * settings or the stylesheet can't be loaded, or with `host-not-permitted` if the extension lacks access to the tenant.
 */
export async function loadLockResources(
  config: Config,
  container: HTMLElement,
  cache: TenantCache,
  language: string,
): Promise<LockResources> {
  const [found, translation, origin] = await Promise.all([
    // Checked before the user types a password, even if no request is needed: the user can remove the permission at any time.
    checkHostPermission(config.domain).then(() => findClientSettings(config, cache)),
    loadTranslation(language),
    stableOrigin(),
    loadStyles(),
    createStableOriginRule()(config.tenant),
  ]);
  container.classList.add('latchkey-form');
  container.lang = translation.tag;
  container.dir = translation.direction;
  return { settings: found.settings, translation, origin, refreshSettings: found.refresh };
}

/** Rejects with `lock-failed` if the stylesheet's file is missing. */
async function loadStyles(): Promise<void> {
  const { adoptStyles } = await import('./styles.ts').catch((cause: unknown) => {
    throw new LatchkeyError('lock-failed', { reason: 'incomplete' }, { cause });
  });
  adoptStyles();
}
