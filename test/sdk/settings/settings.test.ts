import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/sdk/config.ts';
import { NO_OPTIONS, type Options } from '../../../src/sdk/settings/options.ts';
import { settingsOf } from '../../../src/sdk/settings/settings.ts';
import { unitConfig } from '../../support/unit/config.ts';

const buildConfig = unitConfig();

const settings = (options: Partial<Options> = {}, managed: unknown = {}, config: Config = buildConfig) =>
  settingsOf(config, { options: { ...NO_OPTIONS, ...options }, managed });

const UNCHANGED = { config: buildConfig, notify: false, managed: [], ignored: [] };

describe('settingsOf', () => {
  it.each([
    [{}],
    [null],
    [undefined],
    ['text'],
    [[]],
    [{ storage: 'session', tenant: 'https://evil.example' }],
  ])("returns the build's values if the user has chosen none and the policy is %j", (managed) => {
    expect(settings({}, managed)).toEqual(UNCHANGED);
  });

  it("returns the user's choices", () => {
    expect(settings({ silent: false, logout: 'federated', notify: true })).toEqual({
      ...UNCHANGED,
      config: { ...buildConfig, silent: false, logout: 'federated' },
      notify: true,
    });
  });

  it("returns the administrator's values instead of the user's", () => {
    const managed = {
      domain: 'Tenant.example',
      clientId: 'their-client',
      connections: ['Users'],
      organization: 'org_1',
      logout: 'local',
      silent: true,
    };
    const { domain, ...values } = managed;
    expect(settings({ silent: false, logout: 'federated' }, managed)).toEqual({
      ...UNCHANGED,
      config: { ...buildConfig, ...values, login: 'hosted' },
      managed: ['domain', 'clientId', 'connections', 'organization', 'logout', 'silent'],
    });
    expect(settings({ silent: false }, { logout: 'local' }).config).toMatchObject({
      silent: false,
      logout: 'local',
    });
  });

  it.each([
    ['domain', 7],
    ['clientId', 'a b'],
    ['connections', ['Users', 'a b']],
    ['organization', ''],
    ['logout', 'everywhere'],
    ['silent', 'no'],
  ])('ignores only the invalid value: %s is %j', (name, value) => {
    expect(settings({}, { logout: 'local', [name]: value })).toEqual({
      ...UNCHANGED,
      config: name === 'logout' ? buildConfig : { ...buildConfig, logout: 'local' },
      managed: name === 'logout' ? [] : ['logout'],
      ignored: [name],
    });
  });

  it('ignores the domain of another tenant and its client ID, because the package has no access to it', () => {
    const managed = { domain: 'other.example', clientId: 'their-client' };
    expect(settings({}, managed)).toEqual({ ...UNCHANGED, ignored: ['domain', 'clientId'] });
  });

  it('ignores a tenant that the user chose in another build', () => {
    expect(settings({ tenant: { domain: 'chosen.example', clientId: 'c' } })).toEqual(UNCHANGED);
  });

  describe('in a configurable build', () => {
    const NONE = { domain: '', tenant: '', clientId: '' };
    const configurable = unitConfig({ ...NONE, configurable: 'https' });
    const THEIRS = { domain: 'theirs.example', tenant: 'https://theirs.example', clientId: 'their-client' };
    const CHOSEN = { domain: 'chosen.example', tenant: 'https://chosen.example', clientId: 'chosen-client' };

    it.each<[string, string | null, object, object]>([
      ['no tenant if none was chosen', null, {}, NONE],
      ['no tenant if the chosen one is on this computer', '127.0.0.1:4180', {}, NONE],
      ["the user's tenant", 'chosen.example', {}, CHOSEN],
      [
        "the administrator's tenant",
        'chosen.example',
        { domain: 'Theirs.example', clientId: 'their-client' },
        THEIRS,
      ],
    ])('returns %s', (_name, domain, managed, expected) => {
      const tenant = domain === null ? null : { domain, clientId: 'chosen-client' };
      expect(settings({ tenant }, managed, configurable).config).toMatchObject(expected);
    });

    it.each([
      [{ domain: 'theirs.example' }, ['domain']],
      [{ clientId: 'their-client' }, ['clientId']],
      [{ domain: 'theirs.example', clientId: 'a b' }, ['domain', 'clientId']],
      [{ domain: '127.0.0.1:4180', clientId: 'their-client' }, ['domain', 'clientId']],
    ])('ignores half a tenant: %j', (managed, ignored) => {
      expect(settings({ tenant: CHOSEN }, managed, configurable)).toMatchObject({
        config: CHOSEN,
        managed: [],
        ignored,
      });
    });
  });
});
