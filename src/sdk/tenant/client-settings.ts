import { PATIENT_TIMEOUT } from '../browser/optional-api.ts';
import type { Config } from '../config.ts';
import { LatchkeyError, tenantFailed, tenantIntercepted, tenantUnreachable } from '../errors.ts';
import type { TenantCache } from '../storage/tenant-cache.ts';
import { clientSettingsPath, isServerError } from './endpoints.ts';

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
  const { domain } = config;
  const [{ ok, status }, text] = await request(config, fetch);
  if (isServerError(status)) throw tenantFailed(domain, status);
  if (!ok && isIntercepted(status, text)) throw tenantIntercepted(domain, status);
  const settings = ok ? parseClientSettings(text, domain) : null;
  if (settings?.id !== config.clientId) throw new LatchkeyError('client-unknown', { domain });
  return settings;
}

async function request(config: Config, fetch: typeof globalThis.fetch): Promise<[Response, string]> {
  try {
    const response = await fetch(`${config.tenant}${clientSettingsPath(config)}`, {
      // If the browser has a cached response, it revalidates it (RFC 9111 section 4.3).
      cache: 'no-cache',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENT_TIMEOUT),
    });
    return [response, await response.text()];
  } catch (cause) {
    throw tenantUnreachable(config.domain, cause);
  }
}

/** Returns whether a proxy sent the error response: Auth0 requires no authentication and sends no HTML for a missing script. */
function isIntercepted(status: number, text: string): boolean {
  if (status === 404) return false;
  return status === 401 || status === 407 || /^\s*<(?:!doctype|html|head|body|h\d|p|title)\b/i.test(text);
}

/** Returns the JSON argument of the settings script. Throws `settings-invalid`. */
function parseClientSettings(script: string, domain: string): ClientSettings {
  const invalid = (description: string, cause?: unknown) =>
    new LatchkeyError('settings-invalid', { domain, description }, { cause });
  const argument = /^\s*Auth0\.setClient\(\s*(\{.*\})\s*\);?\s*$/s.exec(script)?.[1];
  if (argument === undefined) throw invalid('they are not a settings script');
  let settings: unknown;
  try {
    settings = JSON.parse(argument);
  } catch (cause) {
    throw invalid('they are damaged', cause);
  }
  if (!isClientSettings(settings)) throw invalid('they lack an id or connections');
  return settings;
}

function isClientSettings(value: unknown): value is ClientSettings {
  const { id, strategies }: Record<string, unknown> = { ...Object(value) };
  return typeof id === 'string' && Array.isArray(strategies);
}

/** Settings to use now, and the function that updates the cache. */
export interface FoundSettings {
  readonly settings: ClientSettings;
  /** Updates the cache for the next opening, or removes settings that the tenant refuses or that are invalid. Never rejects. */
  refresh(): Promise<void>;
}

/** Returns the cached settings without a request, or loads the current ones. Rejects as `loadClientSettings` does. */
export async function findClientSettings(
  config: Config,
  cache: TenantCache,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<FoundSettings> {
  const cached = await cache.read();
  if (isClientSettings(cached) && cached.id === config.clientId)
    return { settings: cached, refresh: () => refreshSettings(config, cache, fetch) };
  const settings = await loadClientSettings(config, fetch);
  void cache.write(settings);
  return { settings, refresh: async () => {} };
}

async function refreshSettings(
  config: Config,
  cache: TenantCache,
  fetch: typeof globalThis.fetch,
): Promise<void> {
  try {
    await cache.write(await loadClientSettings(config, fetch));
  } catch (error) {
    const code = error instanceof LatchkeyError ? error.code : null;
    if (code === 'client-unknown' || code === 'settings-invalid') await cache.remove();
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
    const { name: strategyName, connections }: Record<string, unknown> = { ...Object(strategy) };
    if (typeof strategyName !== 'string' || !Array.isArray(connections)) return [];
    return connections.flatMap((connection: unknown) => {
      const { name }: Record<string, unknown> = { ...Object(connection) };
      return typeof name === 'string' ? [{ name, strategy: strategyName }] : [];
    });
  });
}
