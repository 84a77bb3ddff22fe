import { runAlone } from '../browser/locks.ts';
import type { Config } from '../config.ts';
import { type Options, parseOptions, toStoredOptions } from '../settings/options.ts';
import { type Settings, settingsOf } from '../settings/settings.ts';
import type { Storage } from './port.ts';

/** The key of the person's options, and the lock of whoever changes them. */
export const OPTIONS_KEY = 'latchkey.options';

/** Where the settings lie. */
export interface SettingsPlace {
  /** Where the person's options are kept. */
  readonly storage: Storage;
  /** Gives what the organisation has set; must not reject. */
  readonly readManaged: () => Promise<unknown>;
}

/** What counts at this moment for the build `built`. Never rejects: what cannot be read is as if it were not there. */
export async function readSettingsFrom(
  { storage, readManaged }: SettingsPlace,
  built: Config,
): Promise<Settings> {
  const [options, managed] = await Promise.all([
    // Whoever has trouble with the storage tells it where it matters: a sign-in goes on as it was built.
    storage.get(OPTIONS_KEY).catch(() => null),
    readManaged(),
  ]);
  return settingsOf(built, { options, managed });
}

/** Keeps choices beside those that were made before. Rejects if they cannot be kept. */
export function keepOptionsIn(storage: Storage, changes: Partial<Options>): Promise<void> {
  return runAlone(OPTIONS_KEY, async () => {
    const former = parseOptions(await storage.get(OPTIONS_KEY));
    await storage.set(OPTIONS_KEY, toStoredOptions({ ...former, ...changes }));
  });
}
