import type { Config } from '../../sdk/config.ts';
import type { Addresses } from '../build/addresses.ts';
import {
  isPasswordless,
  isRenewed,
  namesOrganization,
  ROTATION_OVERLAP,
  showsForm,
} from '../build/dashboard.ts';
import { BROWSERS } from '../build/manifest.ts';
import type { Extension } from './extension.ts';

/**
 * The tenant settings that a configuration requires, for other programs. `dashboardEntries` returns them for the Auth0
 * Dashboard.
 */
export type TenantSettings = ReturnType<typeof tenantSettings>;

/** Scopes of OpenID Connect (Core 5.4 and 11), which are not permissions of an API. */
const STANDARD_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];

/** Returns the tenant settings that the configuration requires. */
export function tenantSettings(config: Config, { name, addresses }: Pick<Extension, 'name' | 'addresses'>) {
  const all = (kind: keyof Addresses) => BROWSERS.flatMap((browser) => addresses[browser]?.[kind] ?? []);
  const scopes = config.scope.split(' ').filter((scope) => !STANDARD_SCOPES.includes(scope));
  return {
    /** The name for a new application. */
    name,
    /** The callback URLs, which are the logout URLs too. */
    redirectUrls: all('redirectUrl'),
    origins: all('origin'),
    /** Whether pages of the extension send passwords or codes, which requires the origins as web origins. */
    hasForm: showsForm(config),
    /** Overlap of rotating refresh tokens in seconds, or `null` without refresh tokens. */
    rotationOverlap: isRenewed(config) ? ROTATION_OVERLAP : null,
    hasOrganization: config.organization !== null,
    namesOrganization: namesOrganization(config),
    /** The API, and the scopes that are its permissions. */
    api: config.audience === null ? null : { identifier: config.audience, scopes },
    /** Whether a passwordless connection is required. Neither program can choose one. */
    isPasswordless: isPasswordless(config),
  };
}
