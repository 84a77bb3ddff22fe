import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { dashboardEntries } from '../../../src/tooling/build/dashboard.ts';
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

describe('cliText', () => {
  it('has every address of the dashboard in the flag of its field', () => {
    const [create] = commandsIn(text());
    const flags = new Map([
      ['Allowed Callback URLs', '--callbacks'],
      ['Allowed Logout URLs', '--logout-urls'],
      ['Allowed Web Origins', '--web-origins'],
      ['Allowed Origins (CORS)', '--origins'],
    ]);
    for (const { field, value } of dashboardEntries(unitConfig(), ADDRESSES)) {
      if (typeof value === 'string') continue;
      const list = valueOfFlag(create, flags.get(field.name) ?? '');
      expect(list?.split(','), field.name).toEqual(Object.values(value));
    }
  });

  it('creates a public single-page application with rotating refresh tokens', () => {
    const [create] = commandsIn(text());
    expect(create?.slice(0, 4)).toEqual(['apps', 'create', '--name', 'Latchkey']);
    expect(valueOfFlag(create, '--type')).toBe('spa');
    expect(valueOfFlag(create, '--auth-method')).toBe('None');
    expect(valueOfFlag(create, '--grants')).toBe('code,refresh-token');
    expect(JSON.parse(valueOfFlag(create, '--refresh-token') ?? '')).toEqual({
      rotation_type: 'rotating',
      expiration_type: 'expiring',
      leeway: 60,
    });
  });

  it('updates an application with a client ID, at its tenant', () => {
    const commands = commandsIn(text({}, 'unit-client'));
    expect(commands.map((command) => command.slice(0, 3))).toEqual([
      ['apps', 'update', 'unit-client'],
      ['api', 'patch', 'clients/unit-client'],
    ]);
    expect(commands.map((command) => valueOfFlag(command, '--tenant'))).toEqual([
      'tenant.example',
      'tenant.example',
    ]);
  });

  it('sets fields without a flag by the Management API', () => {
    const [, patch] = commandsIn(text());
    expect(JSON.parse(valueOfFlag(patch, '--data') ?? '')).toEqual({
      oidc_conformant: true,
      jwt_configuration: { alg: 'RS256' },
      cross_origin_authentication: true,
    });
  });

  it('leaves out fields that the configuration does not need', () => {
    const [create, patch] = commandsIn(text({ organization: 'org_acme1', scope: 'openid' }));
    expect(create).not.toContain('--web-origins');
    expect(create).not.toContain('--refresh-token');
    expect(valueOfFlag(create, '--grants')).toBe('code');
    expect(JSON.parse(valueOfFlag(patch, '--data') ?? '')).toEqual({
      oidc_conformant: true,
      jwt_configuration: { alg: 'RS256' },
      organization_usage: 'require',
    });
  });

  it('creates an API with offline access, and a grant for the application', () => {
    const audience = 'https://api.example/';
    const commands = commandsIn(text({ audience, scope: 'openid offline_access read:notes write:notes' }));
    expect(commands.slice(2).map((command) => command.slice(0, 2))).toEqual([
      ['apis', 'create'],
      ['apis', 'update'],
      ['client-grants', 'create'],
    ]);
    const [create, update, grant] = commands.slice(2);
    expect(valueOfFlag(create, '--identifier')).toBe(audience);
    expect(create).toContain('--offline-access=true');
    expect(update).toEqual(expect.arrayContaining([audience, '--offline-access=true']));
    expect(valueOfFlag(grant, '--subject-type')).toBe('user');
    expect(valueOfFlag(grant, '--scopes')).toBe('read:notes,write:notes');
  });

  it('allows organization names if the organization is configured by name', () => {
    const [, , tenant] = commandsIn(text({ organization: 'acme' }));
    expect(tenant?.slice(0, 3)).toEqual(['api', 'patch', 'tenants/settings']);
    expect(JSON.parse(valueOfFlag(tenant, '--data') ?? '')).toEqual({
      allow_organization_name_in_authentication_api: true,
    });
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
