import { registerListeners } from './background-listeners.ts';
import { type BackgroundOptions, partsOf } from './background-options.ts';
import { expectBackground } from './browser/background-check.ts';
import type { Client } from './client.ts';
import type { Config } from './config.ts';
import { createDeps } from './use-cases/deps.ts';

export type { BackgroundOptions } from './background-options.ts';
export type { IconPaths, StatusIcons } from './browser/badge.ts';
export type { Client } from './client.ts';
export type { StatusTextName, StatusTranslate } from './locales/catalogue.ts';
export type { Operation } from './operation.ts';

/**
 * Starts the background: registers the listeners, renews the session and paints the badge. Returns the client for other code of
 * the background. `config` is the build's configuration. The user's options and policies can change it while the background
 * runs. Throws `manifest-incomplete`, which lists what to add, or `background-invalid` if it is called twice or in a page. Must
 * be called synchronously at startup.
 *
 * @example
 * const client = startBackground(config, { menu: true });
 * client.onSessionChange((user) => console.log(user?.email ?? 'signed out'));
 */
export function startBackground(config: Config, options: BackgroundOptions = {}): Client {
  const parts = partsOf(options);
  expectBackground(config, parts);
  return registerListeners(config, parts, createDeps(config));
}
