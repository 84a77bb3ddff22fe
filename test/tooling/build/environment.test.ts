import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import { type Environment, parseEnvironment, VARIABLES } from '../../../src/tooling/build/environment.ts';
import { anyText } from '../../support/unit/any-text.ts';

const REQUIRED: Environment = {
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
};

const parse = (changes: Environment = {}) => parseEnvironment({ ...REQUIRED, ...changes });

/** Returns the message of `configuration-invalid`, or `null` for a valid environment. */
function problemOf(changes: Environment): string | null {
  try {
    parse(changes);
    return null;
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error;
    expect(error.code).toBe('configuration-invalid');
    return error.message;
  }
}

const ONE_LINE = /^[^\n\r\u2028\u2029]+$/;

describe('parseEnvironment', () => {
  it.each<[variable: string, value: string, expected: object]>([
    ['AUTH0_DOMAIN', 'login.example.com', { tenant: 'https://login.example.com' }],
    ['AUTH0_DOMAIN', 'Example.EU.auth0.com', { domain: 'example.eu.auth0.com' }],
    ['AUTH0_DOMAIN', 'localhost:4180', { domain: 'localhost:4180', tenant: 'http://localhost:4180' }],
    ['AUTH0_AUDIENCE', 'https://api.example/', { audience: 'https://api.example/' }],
    [
      'AUTH0_API_ORIGINS',
      'https://a.example, https://b.example:84',
      { apiOrigins: ['https://a.example', 'https://b.example:84'] },
    ],
    ['AUTH0_API_ORIGINS', 'HTTPS://API.example.com/', { apiOrigins: ['https://api.example.com'] }],
    [
      'AUTH0_API_ORIGINS',
      'http://localhost:81,http://127.0.0.1:82',
      { apiOrigins: ['http://localhost:81', 'http://127.0.0.1:82'] },
    ],
    ['AUTH0_SCOPE', ' openid   email ', { scope: 'openid email' }],
    ['AUTH0_CONNECTIONS', 'people, google-oauth2', { connections: ['people', 'google-oauth2'] }],
    ['AUTH0_ORGANIZATION', 'org_AbC123', { organization: 'org_AbC123', login: 'hosted' }],
    ['AUTH0_ORGANIZATION', 'acme-inc', { organization: 'acme-inc', login: 'hosted' }],
    ['AUTH0_LOGIN', ' hosted ', { login: 'hosted' }],
    ['AUTH0_LOGOUT', 'federated', { logout: 'federated' }],
    ['AUTH0_SILENT', 'off', { silent: false }],
    ['AUTH0_STORAGE', 'session', { storage: 'session' }],
  ])('accepts %s=%s', (variable, value, expected) => {
    expect(parse({ [variable]: value })).toMatchObject(expected);
  });

  it('uses the default for an empty value, and ignores other variables', () => {
    const options = VARIABLES.filter((name) => !(name in REQUIRED)).map((name) => [name, '']);
    expect(parse({ ...Object.fromEntries(options), PATH: '/bin', auth0_domain: 'x' })).toEqual(parse());
  });

  it.each([
    ['AUTH0_DOMAIN', undefined, 'is missing'],
    ['AUTH0_DOMAIN', '  ', 'is empty'],
    ['AUTH0_DOMAIN', 'https://example.eu.auth0.com', 'a URL; omit https://'],
    ['AUTH0_DOMAIN', 'example.eu.auth0.com/', 'it ends with a slash'],
    ['AUTH0_DOMAIN', 'example.auth0.com\n', 'it contains spaces'],
    ['AUTH0_DOMAIN', 'example.auth0.com/login', 'remove everything except the domain'],
    ['AUTH0_DOMAIN', 'example', 'it is not a domain name'],
    ['AUTH0_DOMAIN', 'example.auth0.com:8443', 'it is not a domain name'],
    ['AUTH0_DOMAIN', '192.168.0.2:4180', 'it is not a domain name'],
    ['AUTH0_DOMAIN', 'example.com;script-src', 'it is not a domain name'],
    ['AUTH0_CLIENT_ID', undefined, 'is missing'],
    ['AUTH0_CLIENT_ID', '', 'is empty'],
    ['AUTH0_CLIENT_ID', 'tpc_q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa', 'a third-party application'],
    ['AUTH0_API_ORIGINS', 'api.example.com', 'not the https origin of an API'],
    ['AUTH0_API_ORIGINS', 'https://api.example.com/v1', 'not the https origin of an API'],
    ['AUTH0_API_ORIGINS', 'http://api.example.com', 'not the https origin of an API'],
    ['AUTH0_API_ORIGINS', 'https://*.example.com', 'not the https origin of an API'],
    ['AUTH0_API_ORIGINS', 'https://api.example.com;script-src', 'not the https origin of an API'],
    ['AUTH0_SCOPE', 'openid,profile', 'must contain openid'],
    ['AUTH0_CONNECTIONS', 'people,,google-oauth2', 'not the name of a connection'],
    ['AUTH0_CONNECTIONS', 'my people', 'not the name of a connection'],
    ['AUTH0_ORGANIZATION', 'Acme', 'neither the ID nor the name'],
    ['AUTH0_LOGIN', 'Embedded', 'must be one of embedded, passwordless, hosted'],
    ['AUTH0_LOGOUT', 'all', 'must be one of local, tenant, federated'],
    ['AUTH0_SILENT', 'true', 'must be one of on, off'],
    ['AUTH0_STORAGE', 'sync', 'must be one of local, session'],
  ])('rejects %s=%s with one line and a valid example', (variable, value, problem) => {
    const message = problemOf({ [variable]: value }) ?? '';
    expect(message).toMatch(ONE_LINE);
    expect(message.startsWith(`${variable} `)).toBe(true);
    expect(message).toMatch(problem);
    const [name = '', example] = message.split('Example: ')[1]?.split('=') ?? [];
    expect(name).toBe(variable);
    expect(problemOf({ [name]: example })).toBeNull();
  });

  it('rejects an unknown option, with the known ones', () => {
    const message = problemOf({ AUTH0_DOMIAN: 'example.eu.auth0.com' });
    expect(message).toMatch(ONE_LINE);
    expect(message).toMatch(
      /^AUTH0_DOMIAN is not an option; check the spelling.*AUTH0_DOMAIN, AUTH0_CLIENT_ID/,
    );
  });

  it('rejects an unknown option before a missing one, which might be misspelled', () => {
    expect(problemOf({ AUTH0_DOMAIN: undefined, AUTH0_DOMIAN: 'x' })).toMatch(/^AUTH0_DOMIAN/);
  });
});

describe('any environment', () => {
  const names = fc.constantFrom(...VARIABLES);
  const almostRight = fc
    .tuple(fc.constantFrom('example.auth0.com', 'openid', 'org_A', 'localhost:80'), anyText)
    .map(([right, rest]) => right + rest);
  const values = fc.oneof(anyText, almostRight, fc.constantFrom('\n', 'a\u2028b', '\r\n'));

  it('is either a configuration or one line', () => {
    fc.assert(
      fc.property(fc.dictionary(names, values), (changes) => {
        expect(problemOf(changes) ?? 'right').toMatch(ONE_LINE);
      }),
    );
  });

  it("with an accepted domain has the tenant's host and nothing else", () => {
    const domains = fc.oneof(fc.domain(), fc.webAuthority(), fc.string(), almostRight);
    fc.assert(
      fc.property(domains, (domain) => {
        fc.pre(problemOf({ AUTH0_DOMAIN: domain }) === null);
        const config = parse({ AUTH0_DOMAIN: domain });
        const tenant = new URL(config.tenant);
        expect(tenant.origin).toBe(config.tenant);
        expect(tenant.hostname).toBe(config.domain.split(':')[0]);
        expect(tenant.protocol === 'http:').toBe(/^(localhost|127\.0\.0\.1):\d+$/.test(config.domain));
      }),
    );
  });

  it('with an accepted API has the origin of one host, and no keyword of a policy', () => {
    const origins = fc.oneof(
      fc.tuple(fc.constantFrom('https://', 'http://'), fc.string()).map((parts) => parts.join('')),
      fc
        .tuple(
          fc.constantFrom('https://', 'http://', 'https://user@'),
          fc.domain(),
          fc.constantFrom('', '*', "'", ';', ':8443', '/', '/path', '?query', '#fragment'),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(origins, (origin) => {
        fc.pre(problemOf({ AUTH0_API_ORIGINS: origin }) === null);
        const [taken = ''] = parse({ AUTH0_API_ORIGINS: origin }).apiOrigins;
        expect(new URL(taken).origin).toBe(taken);
        expect(taken).toMatch(/^https?:\/\/[a-z0-9.-]+(:\d+)?$/);
      }),
    );
  });
});

describe('a configurable build', () => {
  it('needs no variable, and has the same defaults', () => {
    const { domain, tenant, clientId, ...others } = parseEnvironment({}, 'https');
    expect([domain, tenant, clientId]).toEqual(['', '', '']);
    const { domain: _domain, tenant: _tenant, clientId: _clientId, ...usual } = parse();
    expect(others).toEqual({ ...usual, configurable: 'https' });
  });

  it('ignores the variables of a tenant', () => {
    expect(parseEnvironment({ ...REQUIRED, AUTH0_DOMAIN: 'no domain' }, 'https')).toMatchObject({
      domain: '',
      clientId: '',
    });
  });

  it('reads all others', () => {
    expect(() => parseEnvironment({ AUTH0_LOGIN: 'magic' }, 'https')).toThrow('AUTH0_LOGIN');
  });
});
