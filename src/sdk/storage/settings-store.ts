import type { Config } from '../config.ts';
import type { Options } from '../settings/options.ts';
import { type Settings, settingsOf } from '../settings/settings.ts';
import { OPTIONS } from './items.ts';
import { createManagedStorage } from './managed-storage.ts';
import { openItem, type StoredItem } from './stored-item.ts';

/** The one of this context. */
const managedStorage = /* @__PURE__ */ createManagedStorage();

/** Where the settings are stored. */
export interface SettingsSources {
  readonly options?: StoredItem<Options>;
  /** Returns what the administrator has set. Must not reject. */
  readonly readManaged?: () => Promise<unknown>;
}

/**
 * Returns the settings that apply to `buildConfig` now: those of the administrator, of the user, and of the build. Never rejects:
 * what cannot be read counts as not set.
 */
export async function readSettings(
  buildConfig: Config,
  { options = openItem(OPTIONS), readManaged = managedStorage.read }: SettingsSources = {},
): Promise<Settings> {
  const [chosen, managed] = await Promise.all([options.read(), readManaged()]);
  return settingsOf(buildConfig, { options: chosen, managed });
}

/**
 * Calls `listener` when the user or the administrator might have changed the settings. Returns an unsubscribe function. In the
 * background it must be called synchronously at startup.
 */
export function subscribeSettings(listener: () => void): () => void {
  const unsubscribe = [openItem(OPTIONS).subscribe(listener), managedStorage.subscribe(listener)];
  return () => {
    for (const stop of unsubscribe) stop();
  };
}

/** Saves choices of the user beside earlier ones. Rejects if they cannot be saved. */
export function saveOptions(
  changes: Partial<Options>,
  options: StoredItem<Options> = openItem(OPTIONS),
): Promise<void> {
  return options.update((stored) => ({ ...stored, ...changes }));
}
