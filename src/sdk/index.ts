import { send } from './browser/messages.ts';
import { type Client, clientOf } from './client.ts';
import type { Config } from './config.ts';
import { createReadOnlySessionStore } from './storage/open-session-store.ts';
import { createSettingsStore } from './storage/settings-store.ts';

export type { AuthorizedFetch } from './authorized-fetch.ts';
export type { Client, SignInOptions } from './client.ts';
export type { Config, ConfigInput, LoginKind, LogoutKind, StorageArea } from './config.ts';
export { defineConfig } from './define-config.ts';
export { type ErrorCode, type ErrorData, LatchkeyError } from './errors.ts';
export type { User } from './session/session.ts';

/**
 * Returns the client for the extension's own pages, such as the popup, the options page and a side panel. `config` must be the
 * configuration that the background was started with. The background uses the client that `startBackground` returns, and content
 * scripts use `latchkey/content`.
 */
export function createClient(config: Config): Client {
  const settings = createSettingsStore(config);
  return clientOf(config, {
    session: createReadOnlySessionStore(config, settings),
    onSettingsChange: settings.subscribe,
    getAccessToken: async () => (await send({ type: 'access-token' })).accessToken,
    signIn: (parameters) => send({ type: 'sign-in', parameters }),
    signOut: () => send({ type: 'sign-out' }),
  });
}
