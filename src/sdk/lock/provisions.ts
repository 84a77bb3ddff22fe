import { checkHostPermission } from '../browser/host-permission.ts';
import { createStableOriginRule, stableOrigin } from '../browser/stable-origin.ts';
import type { Config } from '../config.ts';
import { wantedLanguage } from '../locales/spoken-language.ts';
import { type ClientSettings, findClientSettings } from '../tenant/client-settings.ts';
import type { TenantCache } from '../tenant/tenant-cache.ts';
import { loadWords, markLanguage, type Words } from './languages.ts';
import { loadStylesheet } from './stylesheet.ts';

const registerStableOrigin = createStableOriginRule();

/** What Lock's form needs beside Lock's code. */
export interface Provisions {
  readonly settings: ClientSettings;
  readonly words: Words;
  /** The origin that the tenant sees, for the text of an error. */
  readonly origin: string;
  /** Asks for the settings of the next opening, where these are of the last time. Never rejects. */
  refreshSettings(): Promise<void>;
}

/** Where the form will be, and where the settings of the last time are. */
export interface ProvisionsPlace {
  /** Id of the element that Lock will draw into. */
  readonly container: string;
  readonly settings: TenantCache<unknown>;
}

/**
 * Gathers all that the form needs while the browser still reads Lock's code. Nothing of it waits for the network where
 * the settings of the last time are there. Rejects with a `LatchkeyError` where the
 * settings or the stylesheet cannot be had.
 */
export async function gatherProvisions(config: Config, place: ProvisionsPlace): Promise<Provisions> {
  const [found, words, origin] = await Promise.all([
    // Before a password is typed, and also where no request is needed, since the permission can be taken away at any time.
    checkHostPermission(config.domain).then(() => findClientSettings(config, place.settings)),
    loadWords([wantedLanguage()]),
    stableOrigin(),
    loadStylesheet('lock.css'),
    registerStableOrigin(config.tenant),
  ]);
  markLanguage(document.getElementById(place.container), words);
  return { settings: found.settings, words, origin, refreshSettings: found.refresh };
}
