import type { Config } from '../../sdk/config.ts';
import {
  isPasswordless,
  isRenewed,
  namesOrganization,
  ROTATION_OVERLAP,
  showsForm,
} from '../build/dashboard.ts';
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
  const redirectUrls = Object.values(addresses).map(({ redirectUrl }) => redirectUrl);
  const origins = Object.values(addresses).map(({ origin }) => origin);
  const scopes = config.scope.split(' ').filter((scope) => !STANDARD_SCOPES.includes(scope));
  return {
    /** The application's fields in the Management API: https://auth0.com/docs/api/management/v2/clients/post-clients */
    application: {
      name,
      app_type: 'spa',
      token_endpoint_auth_method: 'none',
      oidc_conformant: true,
      callbacks: redirectUrls,
      allowed_logout_urls: redirectUrls,
      allowed_origins: origins,
      // The hosted page sends passwords from the tenant's own origin.
      ...(showsForm(config) ? { web_origins: origins, cross_origin_authentication: true } : {}),
      ...(config.organization === null ? {} : { organization_usage: 'require' }),
      grant_types: ['authorization_code', ...(isRenewed(config) ? ['refresh_token'] : [])],
      jwt_configuration: { alg: 'RS256' },
      // https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation
      ...(isRenewed(config)
        ? {
            refresh_token: {
              rotation_type: 'rotating',
              expiration_type: 'expiring',
              leeway: ROTATION_OVERLAP,
            },
          }
        : {}),
    },
    namesOrganization: namesOrganization(config),
    /** The API, and the scopes that are its permissions. */
    api: config.audience === null ? null : { identifier: config.audience, scopes },
    /** Whether a passwordless connection is required. Neither program can choose one. */
    isPasswordless: isPasswordless(config),
  };
}
