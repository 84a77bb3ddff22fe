import type { Config } from '../config.ts';
import type { Options } from '../settings/options.ts';
import { type Settings, settingsOf } from '../settings/settings.ts';
import { OPTIONS } from './items.ts';
import { createManagedStorage, type ManagedStorage } from './managed-storage.ts';
import { openItem, type StoredItem } from './stored-item.ts';

/** The settings of the administrator, of the user, and of the build. A context has one, because it remembers policies. */
export interface SettingsStore {
  /** Returns the settings that apply now. Never rejects: what cannot be read counts as not set. */
  read(): Promise<Settings>;
  /**
   * Calls `listener` when the user or the administrator might have changed the settings. Returns an unsubscribe function. In the
   * background it must be called synchronously at startup.
   */
  subscribe(listener: () => void): () => void;
  /** Saves choices of the user beside earlier ones. Rejects if they cannot be saved. */
  save(changes: Partial<Options>): Promise<void>;
}

/** Where the settings are stored. */
export interface SettingsSources {
  readonly options?: StoredItem<Options>;
  readonly managed?: ManagedStorage;
}

/** Returns the settings of the build `config`. */
export function createSettingsStore(
  config: Config,
  { options = openItem(OPTIONS), managed = createManagedStorage() }: SettingsSources = {},
): SettingsStore {
  return {
    async read() {
      const [chosen, values] = await Promise.all([options.read(), managed.read()]);
      return settingsOf(config, { options: chosen, managed: values });
    },
    subscribe(listener) {
      const unsubscribe = [options.subscribe(listener), managed.subscribe(listener)];
      return () => {
        for (const stop of unsubscribe) stop();
      };
    },
    save: (changes) => options.update((stored) => ({ ...stored, ...changes })),
  };
}
