import { describe, expect, it } from 'vitest';
import { defineConfig } from '../../src/sdk/define-config.ts';
import { LatchkeyError } from '../../src/sdk/errors.ts';

const LEAST = { domain: 'acme.eu.auth0.com', clientId: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa' };

/** Returns the error that `defineConfig` throws for `changes`. */
function refused(changes: object): unknown {
  try {
    defineConfig({ ...LEAST, ...changes });
  } catch (error) {
    return error;
  }
  return null;
}

describe('defineConfig', () => {
  it('requires a domain and a client ID, and sets the defaults', () => {
    expect(defineConfig(LEAST)).toEqual({
      ...LEAST,
      tenant: 'https://acme.eu.auth0.com',
      scope: 'openid profile email offline_access',
      audience: null,
      apiOrigins: [],
      connections: [],
      organization: null,
      login: 'embedded',
      logout: 'tenant',
      silent: true,
      storage: 'local',
    });
  });

  it('uses the default of a field that is undefined, null or empty', () => {
    const empty = { audience: undefined, apiOrigins: null, connections: [], login: undefined, scope: '' };
    expect(defineConfig({ ...LEAST, ...empty })).toEqual(defineConfig(LEAST));
  });

  it.each<[field: string, value: unknown, message: string]>([
    [
      'domain',
      undefined,
      "domain is missing: set it in defineConfig. Example: domain: 'example.eu.auth0.com'",
    ],
    ['domain', 7, "domain is 7: it must be a string. Example: domain: 'example.eu.auth0.com'"],
    [
      'domain',
      'https://acme.auth0.com',
      'domain is "https://acme.auth0.com": a URL; omit https://. Example: domain: \'example.eu.auth0.com\'',
    ],
    [
      'apiOrigins',
      'https://api.example.com',
      "apiOrigins is \"https://api.example.com\": it must be an array. Example: apiOrigins: ['https://api.example.com','https://files.example.com']",
    ],
    [
      'connections',
      ['people', undefined],
      "connections contains undefined, which is not the name of a connection. Example: connections: ['Username-Password-Authentication','google-oauth2']",
    ],
    ['silent', 'on', 'silent is "on": it must be one of true, false. Example: silent: true'],
    ['storage', 'sync', 'storage is "sync": it must be one of local, session. Example: storage: \'local\''],
  ])('names the field %s, what is wrong and an example for %j', (field, value, message) => {
    const error = refused({ [field]: value });
    expect(error).toBeInstanceOf(LatchkeyError);
    expect(error).toMatchObject({ code: 'configuration-invalid', message, data: { reason: 'field', field } });
  });

  it('names an unknown field, and all known ones', () => {
    expect(refused({ domian: 'acme.eu.auth0.com' })).toMatchObject({
      message: expect.stringMatching(/^domian is not an option; check the spelling\. .*: domain, clientId, /),
    });
  });

  it('names both fields when an organization is combined with Lock', () => {
    expect(refused({ organization: 'acme', login: 'embedded' })).toMatchObject({
      message: expect.stringMatching(/^login is "embedded", but organization is set.*login: 'hosted'$/),
    });
  });
});
