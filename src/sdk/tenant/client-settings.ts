import type { Config } from '../config.ts';
import { LatchkeyError, tenantFailed, tenantIntercepted, tenantUnreachable } from '../errors.ts';
import { clientSettingsPath } from './endpoints.ts';
import { isServerError, readText } from './read-text.ts';
import type { TenantCache } from './tenant-cache.ts';
import { PATIENT_TIMEOUT } from './timeouts.ts';

/** Maximum length of the settings in characters. A tenant with a thousand connections stays below a tenth of it. */
const LONGEST = 2_000_000;

/** The application's settings as Auth0 publishes them for Lock: its client ID and its connections by strategy. */
export interface ClientSettings {
  readonly id: string;
  readonly strategies: readonly unknown[];
}

/**
 * Loads the application's settings from `TENANT/client/CLIENT_ID.js` **as data**. The file is a script that calls
 * `Auth0.setClient(JSON)`. The JSON is extracted and parsed, and the script never runs. Rejects with `tenant-unreachable`,
 * `tenant-failed`, `tenant-intercepted`, `client-unknown` or `settings-invalid`.
 */
export async function loadClientSettings(
  config: Config,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<ClientSettings> {
  const response = await requestSettings(config, fetch);
  if (isServerError(response.status)) throw tenantFailed(config.domain, response.status);
  if (!response.ok) {
    throw (await isIntercepted(response))
      ? tenantIntercepted(config.domain, response.status)
      : unknownClient(config);
  }
  const settings = parseClientSettings(await readScript(response, config), config);
  if (settings.id !== config.clientId) throw unknownClient(config);
  return settings;
}

/**
 * Returns whether a proxy sent the error response. Auth0 sends no HTML page for a missing script and never requires
 * authentication for it, but a proxy does (RFC 9110 section 15.5).
 */
async function isIntercepted(response: Response): Promise<boolean> {
  if (response.status === 404) return false;
  if (response.status === 401 || response.status === 407) return true;
  return /^\s*<(?:!doctype|html|head|body|h\d|p|title)\b/i.test(
    await readText(response, LONGEST).catch(() => ''),
  );
}

/** Settings to use now, and the function that updates the cache. */
export interface FoundSettings {
  readonly settings: ClientSettings;
  /**
   * Requests the current settings, unless they have just been loaded, and caches them for the next opening. Removes the cached
   * settings if the tenant refuses or sends settings that aren't valid. Never rejects.
   */
  refresh(): Promise<void>;
}

/**
 * Returns the cached settings without a request, or loads the current ones if none are cached. Rejects as `loadClientSettings`
 * does.
 */
export async function findClientSettings(
  config: Config,
  cache: TenantCache<unknown>,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<FoundSettings> {
  const remembered = await cache.read();
  if (isClientSettings(remembered) && remembered.id === config.clientId) {
    return { settings: remembered, refresh: () => refreshSettings(config, cache, fetch) };
  }
  const settings = await loadClientSettings(config, fetch);
  void cache.write(settings);
  return { settings, refresh: async () => {} };
}

async function refreshSettings(
  config: Config,
  cache: TenantCache<unknown>,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  try {
    await cache.write(await loadClientSettings(config, fetch));
  } catch (error) {
    const isRefusal =
      error instanceof LatchkeyError &&
      (error.code === 'client-unknown' || error.code === 'settings-invalid');
    if (isRefusal) await cache.remove();
  }
}

/** A connection of the application. */
export interface FoundConnection {
  readonly name: string;
  readonly strategy: string;
}

/** Returns the connections in the settings. Skips entries that don't have Auth0's format. */
export function connectionsOf({ strategies }: ClientSettings): FoundConnection[] {
  return strategies.flatMap((strategy) => {
    if (typeof strategy !== 'object' || strategy === null || !('name' in strategy)) return [];
    const { name, connections = [] }: { name: unknown; connections?: unknown } = strategy;
    if (typeof name !== 'string' || !Array.isArray(connections)) return [];
    return connections.flatMap((connection: unknown) => {
      if (typeof connection !== 'object' || connection === null || !('name' in connection)) return [];
      return typeof connection.name === 'string' ? [{ name: connection.name, strategy: name }] : [];
    });
  });
}

async function requestSettings(config: Config, fetch: typeof globalThis.fetch): Promise<Response> {
  try {
    return await fetch(`${config.tenant}${clientSettingsPath(config)}`, {
      // If the browser has a cached response, it revalidates it (RFC 9111 section 4.3).
      cache: 'no-cache',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENT_TIMEOUT),
    });
  } catch (cause) {
    throw tenantUnreachable(config.domain, cause);
  }
}

async function readScript(response: Response, config: Config): Promise<string> {
  try {
    return await readText(response, LONGEST);
  } catch (cause) {
    if (cause instanceof RangeError) throw invalidSettings(config, 'they are too large', cause);
    throw tenantUnreachable(config.domain, cause);
  }
}

/** Returns the JSON argument of the settings script. Throws `settings-invalid`. */
function parseClientSettings(script: string, config: Config): ClientSettings {
  const argument = /^\s*Auth0\.setClient\(\s*(\{.*\})\s*\);?\s*$/s.exec(script)?.[1];
  if (argument === undefined) throw invalidSettings(config, 'they are not a settings script');
  let settings: unknown;
  try {
    settings = JSON.parse(argument);
  } catch (cause) {
    throw invalidSettings(config, 'they are damaged', cause);
  }
  if (!isClientSettings(settings)) throw invalidSettings(config, 'they lack an id or connections');
  return settings;
}

function isClientSettings(value: unknown): value is ClientSettings {
  if (typeof value !== 'object' || value === null) return false;
  if (!('id' in value && 'strategies' in value)) return false;
  return typeof value.id === 'string' && Array.isArray(value.strategies);
}

/** Returns the error for a tenant that has no application with the client ID. */
export function unknownClient({ domain }: Config): LatchkeyError {
  return new LatchkeyError('client-unknown', { domain });
}

/** `description` is for developers. */
function invalidSettings({ domain }: Config, description: string, cause?: unknown): LatchkeyError {
  return new LatchkeyError('settings-invalid', { domain, description }, { cause });
}
