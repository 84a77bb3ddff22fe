import type { Config } from '../config.ts';
import type { Options } from '../settings/options.ts';
import { type Settings, settingsOf } from '../settings/settings.ts';
import { OPTIONS } from './items.ts';
import { createManagedStorage } from './managed-storage.ts';
import { openItem } from './stored-item.ts';

/** Settings of the administrator, the user and the build. Create one store per context, because it caches policies. */
export interface SettingsStore {
  /** Returns the active settings. Never rejects: values that can't be read are treated as not set. */
  read(): Promise<Settings>;
  /**
   * Calls `listener` when the settings might have changed. Returns an unsubscribe function. In the background it must be called
   * synchronously at startup.
   */
  subscribe(listener: () => void): () => void;
  /** Saves `changes` and keeps the user's other choices. Rejects if they can't be saved. */
  save(changes: Partial<Options>): Promise<void>;
}

/** Returns the settings store for the build configuration `config`. */
export function createSettingsStore(config: Config): SettingsStore {
  const options = openItem(OPTIONS);
  const managed = createManagedStorage();
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
