import type { Config } from '../../sdk/config.ts';
import type { Addresses } from '../build/addresses.ts';
import { isRenewed, namesOrganization, ROTATION_OVERLAP, showsForm } from '../build/dashboard.ts';
import { BROWSERS } from '../build/manifest.ts';
import type { Extension } from './extension.ts';

/** What the tenant must hold for a configuration, for other programs. `dashboardEntries` has the same as text. */
export type TenantSettings = ReturnType<typeof tenantSettings>;

/** OpenID Connect's own scopes (Core 5.4 and 11), which are no permissions of an API. */
const STANDARD_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];

/** Returns the settings that the configuration needs. */
export function tenantSettings(config: Config, { name, addresses }: Pick<Extension, 'name' | 'addresses'>) {
  const all = (kind: keyof Addresses) => BROWSERS.flatMap((browser) => addresses[browser]?.[kind] ?? []);
  const hasForm = showsForm(config);
  const scopes = config.scope.split(' ').filter((scope) => !STANDARD_SCOPES.includes(scope));
  return {
    /** The name of an application that is created. */
    name,
    callbackUrls: all('callbackUrls'),
    logoutUrls: all('logoutUrls'),
    /** Empty with the hosted page, which sends passwords from the tenant's own origin. */
    webOrigins: hasForm ? all('webOrigins') : [],
    allowedOrigins: all('allowedOrigins'),
    hasForm,
    /** Seconds of overlap of rotating refresh tokens; `null` without refresh tokens. */
    rotationOverlap: isRenewed(config) ? ROTATION_OVERLAP : null,
    hasOrganization: config.organization !== null,
    namesOrganization: namesOrganization(config),
    /** The API, with those scopes that are its permissions. */
    api: config.audience === null ? null : { identifier: config.audience, scopes },
    /** Whether a passwordless connection is needed, which neither program can choose. */
    isPasswordless: hasForm && config.login === 'passwordless',
  };
}
