import type { Config } from '../../sdk/config.ts';
import type { Addresses } from '../build/addresses.ts';
import { isRenewed, namesOrganization, ROTATION_OVERLAP, showsForm } from '../build/dashboard.ts';
import { BROWSERS } from '../build/manifest.ts';
import type { Extension } from './extension.ts';

/** What the tenant must hold for the configuration, as `dashboardEntries` says it for people. */
export interface TenantSettings {
  /** The name of an application that is created. */
  readonly name: string;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  /** Empty where the hosted page is used, which sends passwords from the tenant's own origin. */
  readonly webOrigins: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly crossOriginLogin: boolean;
  /** Rotation of refresh tokens; `null` where none are used. */
  readonly rotation: { readonly overlapSeconds: number } | null;
  readonly organization: { readonly isName: boolean } | null;
  readonly api: ApiSettings | null;
  /** Whether a passwordless connection is needed, which neither tool can choose. */
  readonly isPasswordless: boolean;
}

/** What the API of `AUTH0_AUDIENCE` must hold. */
export interface ApiSettings {
  readonly identifier: string;
  /** Those of `AUTH0_SCOPE` that are permissions of the API. */
  readonly scopes: readonly string[];
}

/** OpenID Connect's own (Core 5.4 and 11), which are no permissions of an API. */
const STANDARD_SCOPES = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access'];

/** Returns the settings that the configuration needs. */
export function tenantSettings(config: Config, { name, addresses }: Extension): TenantSettings {
  const all = (kind: keyof Addresses) => BROWSERS.flatMap((browser) => addresses[browser]?.[kind] ?? []);
  const hasForm = showsForm(config);
  return {
    name,
    callbackUrls: all('callbackUrls'),
    logoutUrls: all('logoutUrls'),
    webOrigins: hasForm ? all('webOrigins') : [],
    allowedOrigins: all('allowedOrigins'),
    crossOriginLogin: hasForm,
    rotation: isRenewed(config) ? { overlapSeconds: ROTATION_OVERLAP } : null,
    organization: config.organization === null ? null : { isName: namesOrganization(config) },
    api:
      config.audience === null
        ? null
        : {
            identifier: config.audience,
            scopes: config.scope.split(' ').filter((scope) => !STANDARD_SCOPES.includes(scope)),
          },
    isPasswordless: hasForm && config.login === 'passwordless',
  };
}
