import type { Config } from '../config.ts';
import type { Options } from '../settings/options.ts';
import type { Settings } from '../settings/settings.ts';
import { extensionStorage } from './extension-storage.ts';
import { readManagedStorage, subscribeManagedStorage } from './managed-storage.ts';
import { keepOptionsIn, OPTIONS_KEY, readSettingsFrom } from './settings-store.ts';

/** What counts at this moment for the build `built`: see `readSettingsFrom`. */
export function readSettings(built: Config): Promise<Settings> {
  return readSettingsFrom({ storage: extensionStorage('local'), readManaged: readManagedStorage }, built);
}

/**
 * Calls `listener` when the user or the administrator may have changed the settings: `readSettings` then returns what applies.
 * Returns an unsubscribe function. In the background it must be called synchronously at startup.
 */
export function subscribeSettings(listener: () => void): () => void {
  const unsubscribe = [
    extensionStorage('local').subscribe(OPTIONS_KEY, listener),
    subscribeManagedStorage(listener),
  ];
  return () => {
    for (const stop of unsubscribe) stop();
  };
}

/** Keeps what a person has chosen: see `keepOptionsIn`. */
export function keepOptions(changes: Partial<Options>): Promise<void> {
  return keepOptionsIn(extensionStorage('local'), changes);
}
