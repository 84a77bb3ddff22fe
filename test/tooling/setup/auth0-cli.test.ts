import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { cliText, shellCommand } from '../../../src/tooling/setup/auth0-cli.ts';
import { tenantSettings } from '../../../src/tooling/setup/tenant-settings.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { ADDRESSES } from '../../support/unit/doctor.ts';

const settingsOf = (changes: Partial<Config> = {}) =>
  tenantSettings(unitConfig(changes), { name: 'Latchkey', addresses: ADDRESSES });
const text = (changes: Partial<Config> = {}, clientId: string | null = null) =>
  cliText(settingsOf(changes), { domain: 'tenant.example', clientId }, 'next');

/** Returns the arguments of each command, as a shell parses them. */
function commandsIn(script: string): string[][] {
  const listing = execFileSync('sh', ['-c', `auth0() { printf '%s\\0' "$@" END; }\n${script}`], {
    encoding: 'utf8',
  });
  return listing
    .split('END\0')
    .slice(0, -1)
    .map((command) => command.split('\0').slice(0, -1));
}

/** Returns the value of a flag. */
const valueOfFlag = (command: readonly string[] | undefined, flag: string) =>
  command?.[command.indexOf(flag) + 1] ?? null;

/** Returns the fields that a command of the Management API sends. */
const fieldsOf = (command: readonly string[] | undefined) =>
  JSON.parse(valueOfFlag(command, '--data') ?? '{}');

describe('cliText', () => {
  it('creates an application with all settings of the dashboard', () => {
    const [create, ...others] = commandsIn(text());
    expect(create?.slice(0, 3)).toEqual(['api', 'post', 'clients']);
    expect(create).toEqual(expect.arrayContaining(['--no-input', '--tenant', 'tenant.example']));
    const redirectUrls = [ADDRESSES.chromium.redirectUrl, ADDRESSES.firefox.redirectUrl];
    const origins = [ADDRESSES.chromium.origin, ADDRESSES.firefox.origin];
    expect(fieldsOf(create)).toEqual({
      name: 'Latchkey',
      app_type: 'spa',
      token_endpoint_auth_method: 'none',
      oidc_conformant: true,
      callbacks: redirectUrls,
      allowed_logout_urls: redirectUrls,
      allowed_origins: origins,
      web_origins: origins,
      cross_origin_authentication: true,
      grant_types: ['authorization_code', 'refresh_token'],
      jwt_configuration: { alg: 'RS256' },
      refresh_token: { rotation_type: 'rotating', expiration_type: 'expiring', leeway: 60 },
    });
    expect(others).toEqual([]);
  });

  it('updates an application with a client ID, but not its name', () => {
    const [update] = commandsIn(text({}, 'unit-client'));
    expect(update?.slice(0, 3)).toEqual(['api', 'patch', 'clients/unit-client']);
    expect(fieldsOf(update)).not.toHaveProperty('name');
  });

  it('leaves out fields that the configuration does not need', () => {
    const [create] = commandsIn(text({ organization: 'org_acme1', scope: 'openid' }));
    expect(fieldsOf(create)).toMatchObject({
      organization_usage: 'require',
      grant_types: ['authorization_code'],
    });
    for (const name of ['web_origins', 'cross_origin_authentication', 'refresh_token'])
      expect(fieldsOf(create)).not.toHaveProperty(name);
  });

  it('creates an API with offline access, and a grant for the application', () => {
    const audience = 'https://api.example/';
    const scope = 'openid offline_access read:notes write:notes';
    const [, create, update, grant] = commandsIn(text({ audience, scope }));
    expect(create?.slice(0, 2)).toEqual(['apis', 'create']);
    expect(valueOfFlag(create, '--identifier')).toBe(audience);
    expect(create).toContain('--offline-access=true');
    expect(update).toEqual(expect.arrayContaining(['update', audience, '--offline-access=true']));
    expect(grant?.slice(0, 2)).toEqual(['client-grants', 'create']);
    expect(valueOfFlag(grant, '--subject-type')).toBe('user');
    expect(valueOfFlag(grant, '--scopes')).toBe('read:notes,write:notes');
  });

  it('allows organization names if the organization is configured by name', () => {
    const [, tenant] = commandsIn(text({ organization: 'acme' }));
    expect(tenant?.slice(0, 3)).toEqual(['api', 'patch', 'tenants/settings']);
    expect(fieldsOf(tenant)).toEqual({ allow_organization_name_in_authentication_api: true });
  });

  it('names the connection for codes, which it does not create', () => {
    expect(text({ login: 'passwordless' })).toContain('# Not included: Authentication > Passwordless');
  });
});

it.each(["it's", '$HOME `date` $(date)', 'a "b" \\', 'two\nlines', '--flag', '*', '', 'ünï'])(
  'shellCommand quotes %j',
  (word) => {
    expect(commandsIn(shellCommand(['apis', 'update', word]))).toEqual([['apis', 'update', word]]);
  },
);
