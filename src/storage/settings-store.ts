import type { Config } from '../config.ts';
import { runAlone } from '../locks.ts';
import { type Options, parseOptions, toStoredOptions } from '../options/options.ts';
import { type Settings, settingsOf } from '../options/settings.ts';
import type { Storage } from './port.ts';

/** The key of the person's options, and the lock of whoever changes them. */
export const OPTIONS_KEY = 'latchkey.options';

/** What a person has chosen and what their organisation has set, on top of what was built. */
export interface SettingsStore {
  /** What counts at this moment. Never rejects: what cannot be read is as if it were not there. */
  read(): Promise<Settings>;
  /** Keeps choices beside those that were made before. Rejects if they cannot be kept. */
  choose(changes: Partial<Options>): Promise<void>;
}

/** Keeps the options in `storage`; `readManaged` gives what the organisation has set, for the build `built`. */
export function createSettingsStore(
  built: Config,
  { storage, readManaged }: { storage: Storage; readManaged: () => Promise<unknown> },
): SettingsStore {
  return {
    async read() {
      const [options, managed] = await Promise.all([
        storage.get(OPTIONS_KEY).catch((error: unknown) => {
          console.error('The options could not be read.', error);
        }),
        readManaged(),
      ]);
      return settingsOf(built, { options, managed });
    },
    choose: (changes) =>
      runAlone(OPTIONS_KEY, async () => {
        const former = parseOptions(await storage.get(OPTIONS_KEY));
        await storage.set(OPTIONS_KEY, toStoredOptions({ ...former, ...changes }));
      }),
  };
}
