import type { Config } from '../../../src/sdk/config.ts';

/** A configuration for unit tests: the defaults of a build for `tenant.example`, with `changes`. */
export function unitConfig(changes: Partial<Config> = {}): Config {
  return {
    domain: 'tenant.example',
    tenant: 'https://tenant.example',
    clientId: 'unit-client',
    scope: 'openid profile email offline_access',
    audience: null,
    apiOrigins: [],
    connections: [],
    organization: null,
    login: 'embedded',
    logout: 'tenant',
    silent: true,
    storage: 'local',
    ...changes,
  };
}
