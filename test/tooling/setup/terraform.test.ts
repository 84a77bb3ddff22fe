import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { tenantSettings } from '../../../src/tooling/setup/tenant-settings.ts';
import { terraformText } from '../../../src/tooling/setup/terraform.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { ADDRESSES } from '../../support/unit/doctor.ts';

const text = (changes: Partial<Config> = {}, clientId: string | null = null) =>
  terraformText(tenantSettings(unitConfig(changes), { name: 'Latchkey', addresses: ADDRESSES }), clientId);

/** The text of one resource. */
const resource = (type: string, changes: Partial<Config> = {}) =>
  new RegExp(`^resource "${type}"[^]*?^}`, 'm').exec(text(changes))?.[0] ?? '';

const API: Partial<Config> = { audience: 'https://api.example/' };

describe('terraformText', () => {
  it('has all settings of the application', () => {
    const redirectUrls = `["${ADDRESSES.chromium.redirectUrl}", "${ADDRESSES.firefox.redirectUrl}"]`;
    const origins = `["${ADDRESSES.chromium.origin}", "${ADDRESSES.firefox.origin}"]`;
    expect(resource('auth0_client')).toBe(`resource "auth0_client" "extension" {
  is_first_party      = true
  name                = "Latchkey"
  app_type            = "spa"
  oidc_conformant     = true
  callbacks           = ${redirectUrls}
  allowed_logout_urls = ${redirectUrls}
  allowed_origins     = ${origins}
  web_origins         = ${origins}
  grant_types         = ["authorization_code", "refresh_token"]
  cross_origin_auth   = true

  jwt_configuration {
    alg = "RS256"
  }

  refresh_token {
    rotation_type   = "rotating"
    expiration_type = "expiring"
    leeway          = 60
  }
}`);
    expect(resource('auth0_client_credentials')).toContain('authentication_method = "none"');
  });

  it('leaves out what the configuration does not need', () => {
    const client = resource('auth0_client', { login: 'hosted', scope: 'openid' });
    for (const name of ['cross_origin_auth', 'web_origins', 'refresh_token', 'organization_usage']) {
      expect(client).not.toContain(name);
    }
    expect(text()).not.toMatch(/auth0_resource_server|auth0_tenant/);
  });

  it('has an API with offline access, and a grant for the application', () => {
    expect(resource('auth0_resource_server', API)).toContain('allow_offline_access = true');
    expect(resource('auth0_client_grant', API)).toMatch(/subject_type = "user"\n {2}scopes {7}= \[\]/);
    const scope = 'openid offline_access read:notes';
    expect(resource('auth0_resource_server_scopes', { ...API, scope })).toContain('name = "read:notes"');
    expect(resource('auth0_client_grant', { ...API, scope })).toContain('scopes       = ["read:notes"]');
  });

  it('has the settings for an organization', () => {
    expect(resource('auth0_client', { organization: 'acme' })).toContain('organization_usage  = "require"');
    expect(resource('auth0_tenant', { organization: 'acme' })).toContain(
      'allow_organization_name_in_authentication_api = true',
    );
    expect(text({ organization: 'org_acme1' })).not.toContain('auth0_tenant');
  });

  it('names the connection for codes, which it does not create', () => {
    expect(text({ login: 'passwordless' })).toContain('# Not included: an auth0_connection');
  });

  it('has the import command for an application with a client ID', () => {
    expect(text({}, 'unit-client')).toContain('terraform import auth0_client.extension unit-client');
    expect(text()).not.toContain('terraform import');
  });

  it.each([
    ['a "quote" \\', '"a \\"quote\\" \\\\"'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what Terraform would read as a template.
    ['${file("x")} %{ if true }', '"$${file(\\"x\\")} %%{ if true }"'],
  ])('quotes %j', (audience, quoted) => {
    expect(resource('auth0_resource_server', { audience })).toContain(`identifier           = ${quoted}\n`);
  });
});
