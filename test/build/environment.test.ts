import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Environment, parseEnvironment } from '../../src/build/environment.ts';
import { LatchkeyError } from '../../src/errors.ts';

const RIGHT: Environment = {
  AUTH0_DOMAIN: 'example.eu.auth0.com',
  AUTH0_CLIENT_ID: 'q5Mt1hXbTTvZ7mdCzXG0Tv4RXdE2hJRa',
};

const parse = (changes: Environment = {}) => parseEnvironment({ ...RIGHT, ...changes });

/** What is said about a wrong environment; `null` if it is right. Anything but our own error is thrown on. */
function complaint(changes: Environment): string | null {
  try {
    parse(changes);
    return null;
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error;
    expect(error.code).toBe('configuration-invalid');
    return error.message;
  }
}

const oneLine = /^[^\n\r\u2028\u2029]+$/;

describe('the least that a build needs', () => {
  it('is a domain and a client id; the rest has defaults', () => {
    expect(parse()).toEqual({
      domain: 'example.eu.auth0.com',
      tenant: 'https://example.eu.auth0.com',
      clientId: RIGHT.AUTH0_CLIENT_ID,
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

  it('may stand among what does not concern it', () => {
    expect(() => parse({ PATH: '/bin', HOME: '/root', auth0_domain: 'x' })).not.toThrow();
  });
});

describe('a right value', () => {
  it.each<[name: string, changes: Environment, expected: object]>([
    ['a custom domain', { AUTH0_DOMAIN: 'login.example.com' }, { tenant: 'https://login.example.com' }],
    ['a domain in capitals', { AUTH0_DOMAIN: 'Example.EU.auth0.com' }, { domain: 'example.eu.auth0.com' }],
    [
      'a domain that begins like a local one',
      { AUTH0_DOMAIN: 'localhost.example.com' },
      { tenant: 'https://localhost.example.com' },
    ],
    [
      'a local tenant',
      { AUTH0_DOMAIN: 'localhost:4180' },
      { domain: 'localhost:4180', tenant: 'http://localhost:4180' },
    ],
    ['a local tenant by number', { AUTH0_DOMAIN: '127.0.0.1:65535' }, { tenant: 'http://127.0.0.1:65535' }],
    ['an audience', { AUTH0_AUDIENCE: 'https://api.example/' }, { audience: 'https://api.example/' }],
    [
      'origins of APIs',
      { AUTH0_API_ORIGINS: 'https://api.example.com, https://files.example.com:8443' },
      { apiOrigins: ['https://api.example.com', 'https://files.example.com:8443'] },
    ],
    [
      'an origin in capitals, with the slash that a browser shows',
      { AUTH0_API_ORIGINS: 'HTTPS://API.example.com/' },
      { apiOrigins: ['https://api.example.com'] },
    ],
    [
      'an API on this computer',
      { AUTH0_API_ORIGINS: 'http://localhost:8080,http://127.0.0.1:8081' },
      { apiOrigins: ['http://localhost:8080', 'http://127.0.0.1:8081'] },
    ],
    [
      'an API at an address without a name',
      { AUTH0_API_ORIGINS: 'https://10.0.0.7' },
      { apiOrigins: ['https://10.0.0.7'] },
    ],
    ['scopes', { AUTH0_SCOPE: ' openid   email ' }, { scope: 'openid email' }],
    [
      'connections',
      { AUTH0_CONNECTIONS: 'people, google-oauth2' },
      { connections: ['people', 'google-oauth2'] },
    ],
    [
      'an organization by id',
      { AUTH0_ORGANIZATION: 'org_AbC123' },
      { organization: 'org_AbC123', login: 'hosted' },
    ],
    [
      'an organization by name',
      { AUTH0_ORGANIZATION: 'acme-inc' },
      { organization: 'acme-inc', login: 'hosted' },
    ],
    [
      "an organization on the tenant's page",
      { AUTH0_ORGANIZATION: 'acme', AUTH0_LOGIN: 'hosted' },
      { organization: 'acme', login: 'hosted' },
    ],
    ['a login in Lock', { AUTH0_LOGIN: 'embedded' }, { login: 'embedded' }],
    ['a login by code', { AUTH0_LOGIN: 'passwordless' }, { login: 'passwordless' }],
    ["a login on the tenant's page", { AUTH0_LOGIN: 'hosted' }, { login: 'hosted' }],
    ['a local log-out', { AUTH0_LOGOUT: 'local' }, { logout: 'local' }],
    ['a federated log-out', { AUTH0_LOGOUT: 'federated' }, { logout: 'federated' }],
    ['silent sign-in on', { AUTH0_SILENT: 'on' }, { silent: true }],
    ['silent sign-in off', { AUTH0_SILENT: 'off' }, { silent: false }],
    ['storage until the browser closes', { AUTH0_STORAGE: 'session' }, { storage: 'session' }],
    [
      'options that are there but empty, as a copied .env has them',
      {
        AUTH0_AUDIENCE: '',
        AUTH0_API_ORIGINS: '',
        AUTH0_SCOPE: '',
        AUTH0_CONNECTIONS: '',
        AUTH0_ORGANIZATION: '',
        AUTH0_LOGIN: '',
        AUTH0_LOGOUT: '',
        AUTH0_SILENT: '',
        AUTH0_STORAGE: '',
      },
      {
        audience: null,
        apiOrigins: [],
        connections: [],
        organization: null,
        login: 'embedded',
        logout: 'tenant',
        silent: true,
        storage: 'local',
      },
    ],
  ])('is taken: %s', (_name, changes, expected) => {
    expect(parse(changes)).toMatchObject(expected);
  });
});

describe('a wrong value stops the build with one line that names the variable and shows a right value:', () => {
  const DOMAIN = 'AUTH0_DOMAIN=example.eu.auth0.com';
  const ORIGINS = 'AUTH0_API_ORIGINS=https://api.example.com,https://';

  it.each<[name: string, changes: Environment, what: string | RegExp, right: string | RegExp]>([
    ['no domain', { AUTH0_DOMAIN: undefined }, 'is missing', DOMAIN],
    ['an empty domain', { AUTH0_DOMAIN: '' }, 'is empty', DOMAIN],
    ['a blank domain', { AUTH0_DOMAIN: '  ' }, 'is empty', DOMAIN],
    [
      'a URL',
      { AUTH0_DOMAIN: 'https://example.eu.auth0.com' },
      'a URL, where the domain alone belongs',
      DOMAIN,
    ],
    ['a URL with a slash', { AUTH0_DOMAIN: 'https://example.eu.auth0.com/' }, 'a URL', DOMAIN],
    ['a trailing slash', { AUTH0_DOMAIN: 'example.eu.auth0.com/' }, 'it ends with a slash', DOMAIN],
    ['a space within', { AUTH0_DOMAIN: 'example .auth0.com' }, 'it has spaces in it', DOMAIN],
    ['a space around', { AUTH0_DOMAIN: ' example.auth0.com' }, 'it has spaces in it', DOMAIN],
    ['a line break', { AUTH0_DOMAIN: 'example.auth0.com\n' }, 'it has spaces in it', DOMAIN],
    ['a path', { AUTH0_DOMAIN: 'example.auth0.com/login' }, 'it is more than a domain', DOMAIN],
    ['a query', { AUTH0_DOMAIN: 'example.auth0.com?x' }, 'it is more than a domain', DOMAIN],
    ['a user', { AUTH0_DOMAIN: 'ada@example.auth0.com' }, 'it is more than a domain', DOMAIN],
    [
      'a name that no address can have',
      { AUTH0_DOMAIN: 'xn--a.example.com' },
      'it is not a domain name',
      DOMAIN,
    ],
    ['one word', { AUTH0_DOMAIN: 'example' }, 'it is not a domain name', DOMAIN],
    ['two dots', { AUTH0_DOMAIN: 'example..auth0.com' }, 'it is not a domain name', DOMAIN],
    ['a port', { AUTH0_DOMAIN: 'example.auth0.com:8443' }, 'it is not a domain name', DOMAIN],
    ['a local tenant without a port', { AUTH0_DOMAIN: 'localhost' }, 'it is not a domain name', DOMAIN],
    ['a port that there is not', { AUTH0_DOMAIN: 'localhost:65536' }, 'it is not a domain name', DOMAIN],
    [
      'plain http for another computer',
      { AUTH0_DOMAIN: '192.168.0.2:4180' },
      'it is not a domain name',
      DOMAIN,
    ],
    ['markup', { AUTH0_DOMAIN: 'example.com;script-src' }, 'it is not a domain name', DOMAIN],
    ['no client id', { AUTH0_CLIENT_ID: undefined }, 'is missing', /AUTH0_CLIENT_ID=\w{32}$/],
    ['an empty client id', { AUTH0_CLIENT_ID: '' }, 'is empty', /AUTH0_CLIENT_ID=\w{32}$/],
    [
      'a client id with a space',
      { AUTH0_CLIENT_ID: 'abc def' },
      'letters, digits',
      /AUTH0_CLIENT_ID=\w{32}$/,
    ],
    [
      'a client id with a line break',
      { AUTH0_CLIENT_ID: 'abc\ndef' },
      'letters, digits',
      /AUTH0_CLIENT_ID=\w{32}$/,
    ],
    [
      'an API without a scheme',
      { AUTH0_API_ORIGINS: 'api.example.com' },
      'not the https origin of an API',
      ORIGINS,
    ],
    [
      'an API with a path',
      { AUTH0_API_ORIGINS: 'https://api.example.com/v1' },
      'not the https origin of an API',
      ORIGINS,
    ],
    [
      'an API with a query',
      { AUTH0_API_ORIGINS: 'https://api.example.com?x' },
      'not the https origin of an API',
      ORIGINS,
    ],
    [
      'an API with a user',
      { AUTH0_API_ORIGINS: 'https://ada@api.example.com' },
      'not the https origin of an API',
      ORIGINS,
    ],
    [
      'an API on plain http',
      { AUTH0_API_ORIGINS: 'http://api.example.com' },
      'not the https origin of an API',
      ORIGINS,
    ],
    [
      'an API on this computer without a port',
      { AUTH0_API_ORIGINS: 'http://localhost' },
      'not the https origin of an API',
      ORIGINS,
    ],
    [
      'an API of another scheme',
      { AUTH0_API_ORIGINS: 'wss://api.example.com' },
      'not the https origin of an API',
      ORIGINS,
    ],
    [
      'an API at every host of a domain',
      { AUTH0_API_ORIGINS: 'https://*.example.com' },
      'not the https origin of an API',
      ORIGINS,
    ],
    ['an API at every host', { AUTH0_API_ORIGINS: 'https://*' }, 'not the https origin of an API', ORIGINS],
    [
      'an API with the words of a policy',
      { AUTH0_API_ORIGINS: 'https://api.example.com;script-src' },
      'not the https origin of an API',
      ORIGINS,
    ],
    ['an API in quotes', { AUTH0_API_ORIGINS: "https://'self'" }, 'not the https origin of an API', ORIGINS],
    [
      'an empty API',
      { AUTH0_API_ORIGINS: 'https://api.example.com,,https://files.example.com' },
      'not the https origin of an API',
      ORIGINS,
    ],
    [
      'a bad API among good ones',
      { AUTH0_API_ORIGINS: 'https://api.example.com,javascript:alert(1)' },
      'not the https origin of an API',
      ORIGINS,
    ],
    ['scopes without openid', { AUTH0_SCOPE: 'profile email' }, 'must contain openid', 'AUTH0_SCOPE=openid'],
    ['scopes with commas', { AUTH0_SCOPE: 'openid,profile' }, 'must contain openid', 'AUTH0_SCOPE=openid'],
    [
      'an empty connection',
      { AUTH0_CONNECTIONS: 'people,,google-oauth2' },
      'not the name of a connection',
      'AUTH0_CONNECTIONS=',
    ],
    [
      'a connection with a space',
      { AUTH0_CONNECTIONS: 'my people' },
      'not the name of a connection',
      'AUTH0_CONNECTIONS=',
    ],
    [
      'an organization in capitals',
      { AUTH0_ORGANIZATION: 'Acme' },
      'neither the id nor the name',
      'AUTH0_ORGANIZATION=org_',
    ],
    ...['embedded', 'passwordless'].map((login): [string, Record<string, string>, string, string] => [
      `an organization with ${login} login`,
      { AUTH0_ORGANIZATION: 'acme', AUTH0_LOGIN: login },
      `is "${login}", but AUTH0_ORGANIZATION is set`,
      'AUTH0_LOGIN=hosted',
    ]),
    [
      'an unknown login',
      { AUTH0_LOGIN: 'popup' },
      'must be one of embedded, passwordless, hosted',
      'AUTH0_LOGIN=embedded',
    ],
    ['a login in capitals', { AUTH0_LOGIN: 'Embedded' }, 'must be one of', 'AUTH0_LOGIN=embedded'],
    [
      'an unknown log-out',
      { AUTH0_LOGOUT: 'all' },
      'must be one of local, tenant, federated',
      'AUTH0_LOGOUT=tenant',
    ],
    [
      'a silent sign-in of another kind',
      { AUTH0_SILENT: 'true' },
      'must be one of on, off',
      'AUTH0_SILENT=on',
    ],
    ['an unknown storage', { AUTH0_STORAGE: 'sync' }, 'must be one of local, session', 'AUTH0_STORAGE=local'],
  ])('%s', (_name, changes, what, right) => {
    const message = complaint(changes);
    const variable = Object.keys(changes).at(-1) ?? '';
    expect(message).toMatch(oneLine);
    expect(message).toMatch(new RegExp(`^${variable} `));
    expect(message).toMatch(what);
    expect(message?.split('A right value: ')[1]).toMatch(right);
  });

  it('an option that there is not, with those that there are', () => {
    const message = complaint({ AUTH0_DOMIAN: 'example.eu.auth0.com' });
    expect(message).toMatch(oneLine);
    expect(message).toMatch(/^AUTH0_DOMIAN is not an option.*AUTH0_DOMAIN, AUTH0_CLIENT_ID/);
  });

  it('an option that there is not, before anything else: it may be the one that seems to be missing', () => {
    expect(complaint({ AUTH0_DOMAIN: undefined, AUTH0_DOMIAN: 'x' })).toMatch(/^AUTH0_DOMIAN/);
  });
});

describe('whatever is in the environment', () => {
  const names = fc.constantFrom(
    'AUTH0_DOMAIN',
    'AUTH0_CLIENT_ID',
    'AUTH0_AUDIENCE',
    'AUTH0_API_ORIGINS',
    'AUTH0_SCOPE',
    'AUTH0_CONNECTIONS',
    'AUTH0_ORGANIZATION',
    'AUTH0_LOGIN',
    'AUTH0_LOGOUT',
    'AUTH0_SILENT',
    'AUTH0_STORAGE',
  );
  const almostRight = fc
    .tuple(
      fc.constantFrom('example.auth0.com', 'openid', 'org_A', 'localhost:80'),
      fc.string({ unit: 'binary' }),
    )
    .map(([right, rest]) => right + rest);
  const values = fc.oneof(
    fc.string({ unit: 'binary' }),
    almostRight,
    fc.constantFrom('\n', 'a\u2028b', '\r\n'),
  );

  it('it is either a configuration or one line', () => {
    fc.assert(
      fc.property(fc.dictionary(names, values), (changes) => {
        expect(complaint(changes) ?? 'right').toMatch(oneLine);
      }),
      { numRuns: 500 },
    );
  });

  it('an option that there is not is one line, whatever its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(complaint({ [`AUTH0_X${name}`]: 'x' })).toMatch(oneLine);
      }),
    );
  });

  it('a domain that is taken is the host of its tenant and nothing else', () => {
    const domains = fc.oneof(fc.domain(), fc.webAuthority(), fc.string(), almostRight);
    fc.assert(
      fc.property(domains, (domain) => {
        fc.pre(complaint({ AUTH0_DOMAIN: domain }) === null);
        const config = parse({ AUTH0_DOMAIN: domain });
        const tenant = new URL(config.tenant);
        expect(tenant.origin).toBe(config.tenant);
        expect(tenant.hostname).toBe(config.domain.split(':')[0]);
        expect(tenant.protocol === 'http:').toBe(/^(localhost|127\.0\.0\.1):\d+$/.test(config.domain));
      }),
    );
  });

  it('an API that is taken is an origin of one host, and no word of a policy', () => {
    const origins = fc.oneof(
      fc.webUrl({ validSchemes: ['https', 'http'] }),
      fc.tuple(fc.constantFrom('https://', 'http://'), fc.string()).map((parts) => parts.join('')),
      fc
        .tuple(fc.domain(), fc.constantFrom('', '*', "'", ';', ':8443', '/'))
        .map(([host, end]) => `https://${host}${end}`),
    );
    fc.assert(
      fc.property(origins, (origin) => {
        fc.pre(complaint({ AUTH0_API_ORIGINS: origin }) === null);
        const [taken = ''] = parse({ AUTH0_API_ORIGINS: origin }).apiOrigins;
        expect(new URL(taken).origin).toBe(taken);
        expect(taken).toMatch(/^https?:\/\/[a-z0-9.-]+(:\d+)?$/);
      }),
    );
  });
});

describe('a build for no tenant', () => {
  it('needs nothing, and has the same defaults', () => {
    const { domain, tenant, clientId, ...others } = parseEnvironment({}, 'https');
    expect([domain, tenant, clientId]).toEqual(['', '', '']);
    const { domain: _domain, tenant: _tenant, clientId: _clientId, ...usual } = parse();
    expect(others).toEqual({ ...usual, configurable: 'https' });
  });

  it('does not look at the variables of a tenant', () => {
    expect(parseEnvironment({ ...RIGHT, AUTH0_DOMAIN: 'no domain' }, 'https')).toMatchObject({
      domain: '',
      clientId: '',
    });
  });

  it('looks at all others', () => {
    expect(() => parseEnvironment({ AUTH0_LOGIN: 'magic' }, 'https')).toThrow('AUTH0_LOGIN');
  });
});
