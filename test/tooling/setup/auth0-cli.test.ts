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

/** The commands as a shell understands them: each a list of arguments. */
function commandsIn(script: string): string[][] {
  const listing = execFileSync('sh', ['-c', `auth0() { printf '%s\\0' "$@" END; }\n${script}`], {
    encoding: 'utf8',
  });
  return listing
    .split('END\0')
    .slice(0, -1)
    .map((command) => command.split('\0').slice(0, -1));
}

/** The value behind a flag. */
const valueBehind = (command: readonly string[] | undefined, flag: string) =>
  command?.[command.indexOf(flag) + 1] ?? null;

describe('the commands of the Auth0 CLI', () => {
  it('contain every address of the Dashboard in the flag of its field', () => {
    const [create] = commandsIn(text());
    const flags = new Map([
      ['Allowed Callback URLs', '--callbacks'],
      ['Allowed Logout URLs', '--logout-urls'],
      ['Allowed Web Origins', '--web-origins'],
      ['Allowed Origins (CORS)', '--origins'],
    ]);
    const lists = dashboardEntries(unitConfig(), ADDRESSES).filter(
      ({ values }) => values[0]?.browser !== null,
    );
    expect(lists.map(({ field: { name } }) => name).sort()).toEqual([...flags.keys()].sort());
    for (const { field, values } of lists) {
      const value = valueBehind(create, flags.get(field.name) ?? '');
      expect(value?.split(','), field.name).toEqual(values.map((one) => one.value));
    }
  });

  it('create a public single-page application whose refresh tokens rotate with an overlap', () => {
    const [create] = commandsIn(text());
    expect(create?.slice(0, 4)).toEqual(['apps', 'create', '--name', 'Latchkey']);
    expect(valueBehind(create, '--type')).toBe('spa');
    expect(valueBehind(create, '--auth-method')).toBe('None');
    expect(valueBehind(create, '--grants')).toBe('code,refresh-token');
    expect(JSON.parse(valueBehind(create, '--refresh-token') ?? '')).toEqual({
      rotation_type: 'rotating',
      expiration_type: 'expiring',
      leeway: 60,
    });
  });

  it('update the known application, at its tenant', () => {
    const commands = commandsIn(text({}, 'unit-client'));
    expect(commands.map((command) => command.slice(0, 3))).toEqual([
      ['apps', 'update', 'unit-client'],
      ['api', 'patch', 'clients/unit-client'],
    ]);
    expect(commands.map((command) => valueBehind(command, '--tenant'))).toEqual([
      'tenant.example',
      'tenant.example',
    ]);
  });

  it('set by the Management API what has no flag', () => {
    const [, patch] = commandsIn(text());
    expect(JSON.parse(valueBehind(patch, '--data') ?? '')).toEqual({
      oidc_conformant: true,
      jwt_configuration: { alg: 'RS256' },
      cross_origin_authentication: true,
    });
  });

  it('set less with the hosted page, and without refresh tokens', () => {
    const [create, patch] = commandsIn(text({ organization: 'org_acme1', scope: 'openid' }));
    expect(create).not.toContain('--web-origins');
    expect(create).not.toContain('--refresh-token');
    expect(valueBehind(create, '--grants')).toBe('code');
    expect(JSON.parse(valueBehind(patch, '--data') ?? '')).toEqual({
      oidc_conformant: true,
      jwt_configuration: { alg: 'RS256' },
      organization_usage: 'require',
    });
  });

  it('create an API with offline access, and give the application access to it', () => {
    const audience = 'https://api.example/';
    const commands = commandsIn(text({ audience, scope: 'openid offline_access read:notes write:notes' }));
    expect(commands.slice(2).map((command) => command.slice(0, 2))).toEqual([
      ['apis', 'create'],
      ['apis', 'update'],
      ['client-grants', 'create'],
    ]);
    const [create, update, grant] = commands.slice(2);
    expect(valueBehind(create, '--identifier')).toBe(audience);
    expect(create).toContain('--offline-access=true');
    expect(update).toEqual(expect.arrayContaining([audience, '--offline-access=true']));
    expect(valueBehind(grant, '--subject-type')).toBe('user');
    expect(valueBehind(grant, '--scopes')).toBe('read:notes,write:notes');
  });

  it("set the tenant's switch for an organization name", () => {
    const [, , tenant] = commandsIn(text({ organization: 'acme' }));
    expect(tenant?.slice(0, 3)).toEqual(['api', 'patch', 'tenants/settings']);
    expect(JSON.parse(valueBehind(tenant, '--data') ?? '')).toEqual({
      allow_organization_name_in_authentication_api: true,
    });
  });

  it('report that no command creates the connection for codes', () => {
    expect(text({ login: 'passwordless' })).toContain('# Not included: Authentication > Passwordless');
  });
});

it.each(["it's", '$HOME `date` $(date)', 'a "b" \\', 'two\nlines', '--flag', '*', '', 'ünï'])(
  'quote %j for a shell',
  (word) => {
    expect(commandsIn(shellCommand(['apis', 'update', word]))).toEqual([['apis', 'update', word]]);
  },
);
