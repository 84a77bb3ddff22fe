import type { Config } from '../config.ts';
import { extensionStorage } from './extension-storage.ts';
import { readManagedStorage } from './managed-storage.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';

/** What person and organisation have settled on top of the build `built`, where this browser keeps it. */
export function createKeptSettings(built: Config): SettingsStore {
  return createSettingsStore(built, { storage: extensionStorage('local'), readManaged: readManagedStorage });
}
