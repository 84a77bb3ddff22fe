import type { Config } from '../config.ts';
import type { Options } from '../options/options.ts';
import type { Settings } from '../options/settings.ts';
import { extensionStorage } from './extension-storage.ts';
import { readManagedStorage } from './managed-storage.ts';
import { keepOptionsIn, readSettingsFrom } from './settings-store.ts';

/** What counts at this moment for the build `built`: see `readSettingsFrom`. */
export function readSettings(built: Config): Promise<Settings> {
  return readSettingsFrom({ storage: extensionStorage('local'), readManaged: readManagedStorage }, built);
}

/** Keeps what a person has chosen: see `keepOptionsIn`. */
export function keepOptions(changes: Partial<Options>): Promise<void> {
  return keepOptionsIn(extensionStorage('local'), changes);
}
