import { describe, expect, it } from 'vitest';
import {
  NO_OPTIONS,
  type Options,
  parseOptions,
  toStoredOptions,
} from '../../../src/sdk/settings/options.ts';
import { settingsOf } from '../../../src/sdk/settings/settings.ts';
import { unitConfig } from '../../support/unit/config.ts';

const buildConfig = unitConfig();

/** What a person has chosen, as it is kept. */
const chosen = (changes: Partial<Options>) => toStoredOptions({ ...NO_OPTIONS, ...changes });

const settings = (options: unknown, managed: unknown = {}, config = buildConfig) =>
  settingsOf(config, { options: parseOptions(options), managed });

describe('the active settings', () => {
  it('are those of the build if nothing is chosen', () => {
    expect(settings(undefined)).toEqual({ config: buildConfig, notify: false, managed: [], ignored: [] });
  });

  it("are the user's choices", () => {
    const { config, notify } = settings(chosen({ silent: false, logout: 'federated', notify: true }));
    expect(config).toEqual({ ...buildConfig, silent: false, logout: 'federated' });
    expect(notify).toBe(true);
  });

  it("are the administrator's values, whatever the user has chosen", () => {
    const managed = {
      domain: 'Tenant.example',
      clientId: 'their-client',
      connections: ['Users'],
      organization: 'org_1',
      logout: 'local',
      silent: true,
    };
    expect(settings(chosen({ silent: false, logout: 'federated' }), managed)).toEqual({
      config: {
        ...buildConfig,
        clientId: 'their-client',
        connections: ['Users'],
        organization: 'org_1',
        login: 'hosted',
        logout: 'local',
        silent: true,
      },
      notify: false,
      managed: ['domain', 'clientId', 'connections', 'organization', 'logout', 'silent'],
      ignored: [],
    });
  });

  it("are the user's choices if the administrator has set other values", () => {
    const { config, managed } = settings(chosen({ silent: false }), { logout: 'local' });
    expect(config).toMatchObject({ silent: false, logout: 'local' });
    expect(managed).toEqual(['logout']);
  });
});

describe('an Auth0 organization', () => {
  it.each(['embedded', 'passwordless', 'hosted'] as const)(
    'has users sign in on the hosted page, whatever the build is: %s',
    (login) => {
      const { config } = settingsOf(unitConfig({ login }), {
        options: NO_OPTIONS,
        managed: { organization: 'acme' },
      });
      expect(config).toMatchObject({ organization: 'acme', login: 'hosted' });
    },
  );
});

describe('an invalid value of the administrator', () => {
  it.each([
    ['domain', 7],
    ['clientId', 'a b'],
    ['connections', 'Users'],
    ['connections', ['Users', 'a b']],
    ['organization', ''],
    ['logout', 'everywhere'],
    ['silent', 'no'],
  ])('is ignored, and is named: %s is %j', (name, value) => {
    const found = settings(undefined, { organization: 'org_1', [name]: value });
    expect(found.ignored).toEqual([name]);
    expect(found.managed).toEqual(name === 'organization' ? [] : ['organization']);
    const inOrganization = { ...buildConfig, organization: 'org_1', login: 'hosted' };
    expect(found.config).toEqual(name === 'organization' ? buildConfig : inOrganization);
  });

  it('is the domain of another tenant, which this package cannot reach, and its client ID', () => {
    const { config, managed, ignored } = settings(undefined, {
      domain: 'other.example',
      clientId: 'their-client',
      logout: 'local',
    });
    expect(config).toEqual({ ...buildConfig, logout: 'local' });
    expect(managed).toEqual(['logout']);
    expect(ignored).toEqual(['domain', 'clientId']);
  });

  it.each([null, undefined, 7, 'text', []])('is nothing if the browser returns %j', (managed) => {
    expect(settings(undefined, managed)).toEqual(settings(undefined));
  });

  it('is nothing that this build does not know', () => {
    expect(settings(undefined, { storage: 'session', tenant: 'https://evil.example' })).toEqual(
      settings(undefined),
    );
  });
});

describe('in a configurable build, the active tenant', () => {
  const forAny = (options: unknown, managed?: unknown) =>
    settings(options, managed, unitConfig({ ...NONE, configurable: 'https' }));
  const NONE = { domain: '', tenant: '', clientId: '' };
  const THEIRS = { domain: 'theirs.example', tenant: 'https://theirs.example', clientId: 'their-client' };
  const chosenTenant = chosen({ tenant: { domain: 'chosen.example', clientId: 'chosen-client' } });
  const CHOSEN = { domain: 'chosen.example', tenant: 'https://chosen.example', clientId: 'chosen-client' };

  it('is null if none is chosen', () => {
    expect(forAny(undefined).config).toMatchObject(NONE);
  });

  it("is the user's choice", () => {
    expect(forAny(chosenTenant).config).toMatchObject(CHOSEN);
  });

  it("is the administrator's, whatever the user has chosen", () => {
    const { config, managed } = forAny(chosenTenant, {
      domain: 'Theirs.example',
      clientId: 'their-client',
    });
    expect(config).toMatchObject(THEIRS);
    expect(managed).toEqual(['domain', 'clientId']);
  });

  it.each([
    [{ domain: 'theirs.example' }, ['domain']],
    [{ clientId: 'their-client' }, ['clientId']],
    [{ domain: 'theirs.example', clientId: 'a b' }, ['domain', 'clientId']],
    [{ domain: '127.0.0.1:4180', clientId: 'their-client' }, ['domain', 'clientId']],
  ])('is never half of one: %j', (values, wrong) => {
    const { config, managed, ignored } = forAny(chosenTenant, values);
    expect(config).toMatchObject(CHOSEN);
    expect(managed).toEqual([]);
    expect(ignored).toEqual(wrong);
  });

  it('is null if the stored value cannot be used', () => {
    expect(forAny({ ...Object(chosenTenant), tenant: { domain: 'chosen.example' } }).config).toMatchObject(
      NONE,
    );
  });
});

describe('in a build for one tenant, the active tenant', () => {
  it('is not one that was chosen in another build', () => {
    const other = { tenant: { domain: 'chosen.example', clientId: 'chosen-client' } };
    expect(settings({ ...Object(chosen({})), ...other }).config).toEqual(buildConfig);
  });
});
