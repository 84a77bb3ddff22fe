import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AuthorizationRequest, authorize } from '../../src/auth/authorize.ts';
import type { Config } from '../../src/config.ts';
import { type ErrorCode, LatchkeyError } from '../../src/errors.ts';
import { unitConfig } from '../support/unit-config.ts';
import {
  generateKey,
  html,
  type Jwt,
  json,
  type Key,
  type Provider,
  publicJwk,
  type Scenario,
  signingInput,
  signRs256,
  startProvider,
} from '../support/unit-provider.ts';
import { everythingSaid } from '../support/unit-said.ts';
import { NOON } from '../support/unit-session.ts';

const TICKET = 'ticket-0f2c7d9b4e';
const REQUEST: AuthorizationRequest = {
  interactive: false,
  parameters: { login_ticket: TICKET, realm: 'Username-Password-Authentication' },
};
const NOON_IN_SECONDS = NOON / 1000;

let key: Key;
let otherKey: Key;

beforeAll(async () => {
  [key, otherKey] = await Promise.all([generateKey(), generateKey()]);
});

// The computer's clock is years behind: the one that is handed in counts.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) }));
afterEach(() => void vi.useRealTimers());

/** Signs in with a good provider, or one that differs by `scenario`. The tenant's clock, and ours, show noon. */
function signIn(scenario: Scenario = {}, config = unitConfig(), request = REQUEST) {
  const provider = startProvider(config, key, NOON, scenario);
  const result = authorize(config, request, {
    identity: provider.identity,
    fetch: provider.fetch,
    now: () => NOON,
  });
  return { provider, result };
}

/** Signs in where that must fail; checks what holds of every failure. */
async function failToSignIn(scenario: Scenario, config = unitConfig()) {
  const { provider, result } = signIn(scenario, config);
  const error = await result.then(
    () => expect.fail('The sign-in was accepted.'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LatchkeyError)) throw error;
  await expectNoSecretIn(error, provider);
  expectWayOn(error);
  expectTenantAlone(provider, config);
  return { error, provider };
}

async function expectNoSecretIn(error: LatchkeyError, provider: Provider): Promise<void> {
  const said = await everythingSaid(error);
  const told = [TICKET, ...provider.secrets].filter((secret) => secret !== '' && said.includes(secret));
  expect(told, 'secrets in the error').toEqual([]);
}

/** The text says what happened and then what to do, in one line. */
function expectWayOn(error: LatchkeyError): void {
  expect(error.message).toMatch(/^[^\n]+\. (Try again|Check|Ask|Continue on|If it|.*[Tt]ry again)/);
  expect(error.message).not.toMatch(/undefined|null|\[object/);
}

function expectTenantAlone(provider: Provider, config: Config): void {
  const allowed = [`${config.tenant}/oauth/token`, `${config.tenant}/.well-known/jwks.json`];
  expect(provider.requests.map(({ url }) => url).filter((url) => !allowed.includes(url))).toEqual([]);
}

function withParameters(change: (parameters: URLSearchParams) => void): Scenario {
  return {
    redirect(good) {
      change(good.searchParams);
      return good;
    },
  };
}

function withClaims(changes: Record<string, unknown>): Scenario {
  return { idToken: ({ header, payload }) => ({ header, payload: { ...payload, ...changes } }) };
}

function withHeader(changes: Record<string, unknown>): Scenario {
  return { idToken: ({ header, payload }) => ({ header: { ...header, ...changes }, payload }) };
}

function withTokens(changes: Record<string, unknown>): Scenario {
  return { tokens: (good) => ({ ...good, ...changes }) };
}

async function signHs256WithPublicKey({ header, payload }: Jwt, { publicKey }: Key): Promise<string> {
  const input = signingInput({ header: { ...header, alg: 'HS256' }, payload });
  const secret = Buffer.from(await crypto.subtle.exportKey('spki', publicKey)).toString('base64');
  const pem = `-----BEGIN PUBLIC KEY-----\n${secret.replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`;
  return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
}

/** A body whose connection drops after the first bytes. */
function brokenBody(): ReadableStream {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from('{"access_token":'));
      controller.error(new TypeError('network error'));
    },
  });
}

async function flipSignature(good: Jwt, signer: Key): Promise<string> {
  const token = await signRs256(good, signer);
  const [header, payload, signature = ''] = token.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return `${header}.${payload}.${bytes.toString('base64url')}`;
}

describe('the address of /authorize', () => {
  async function asked(config = unitConfig(), request = REQUEST) {
    const { provider, result } = signIn({}, config, request);
    await result;
    const [first] = provider.launched;
    if (first === undefined) throw new Error('Nothing was opened.');
    return { ...first, provider, parameters: Object.fromEntries(first.url.searchParams) };
  }

  it('asks the tenant for a code, for this client and its redirect address', async () => {
    const { url, provider, parameters } = await asked();
    expect(url.origin + url.pathname).toBe('https://tenant.example/authorize');
    expect(parameters).toMatchObject({
      client_id: 'unit-client',
      response_type: 'code',
      redirect_uri: provider.identity.redirectUrl,
      scope: 'openid profile email offline_access',
      login_ticket: TICKET,
      realm: 'Username-Password-Authentication',
    });
  });

  it('carries the S256 challenge of the verifier that goes to the token endpoint, and not the verifier', async () => {
    const { url, provider, parameters } = await asked();
    const body = new URLSearchParams(String(provider.requests[0]?.init.body));
    const verifier = body.get('code_verifier') ?? '';
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
    expect(parameters.code_challenge_method).toBe('S256');
    expect(parameters.code_challenge).toBe(createHash('sha256').update(verifier).digest('base64url'));
    expect(url.href).not.toContain(verifier);
  });

  it('has another state, nonce and challenge each time, of 256 bits', async () => {
    const [first, second] = await Promise.all([asked(), asked()]);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.parameters[name]).toMatch(/^[\w-]{43}$/);
      expect(first.parameters[name]).not.toBe(second.parameters[name]);
    }
    expect(first.parameters.state).not.toBe(first.parameters.nonce);
  });

  it('names no audience and no organization where none is configured', async () => {
    const { parameters } = await asked();
    expect(parameters).not.toHaveProperty('audience');
    expect(parameters).not.toHaveProperty('organization');
  });

  it('names the audience and the organization that are configured', async () => {
    const config = unitConfig({ audience: 'https://api.example/', organization: 'org_AbCdEf0123456789' });
    const { parameters } = await asked(config);
    expect(parameters).toMatchObject({
      audience: 'https://api.example/',
      organization: 'org_AbCdEf0123456789',
    });
  });

  it('cannot be bent by the parameters of a request', async () => {
    const parameters = {
      response_type: 'token',
      client_id: 'other',
      state: 'known',
      scope: 'all',
      nonce: 'known',
    };
    const { url } = await asked(unitConfig(), { interactive: false, parameters });
    expect(url.searchParams.getAll('response_type')).toEqual(['code']);
    expect(url.searchParams.getAll('client_id')).toEqual(['unit-client']);
    expect(url.searchParams.getAll('state')).not.toEqual(['known']);
    expect(url.searchParams.getAll('scope')).toEqual(['openid profile email offline_access']);
    expect(url.searchParams.getAll('nonce')).not.toEqual(['known']);
  });

  it.each([true, false])('opens a window as the request says: %s', async (interactive) => {
    expect((await asked(unitConfig(), { ...REQUEST, interactive })).interactive).toBe(interactive);
  });
});

describe('a sign-in', () => {
  it('yields what the tenant gave, verified', async () => {
    const { provider, result } = signIn();
    const { idTokenPayload, ...tokens } = await result;
    expect(tokens).toEqual({
      idToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      accessToken: provider.secrets[1],
      refreshToken: provider.secrets[2],
      expiresIn: 3600,
      scope: 'openid profile email',
      tokenType: 'Bearer',
    });
    expect(idTokenPayload).toMatchObject({ sub: 'auth0|64f1c2a9e3b7d80012345678', email: 'ada@example.com' });
  });

  it('fetches the token endpoint once and the fixed key set once, and nothing else', async () => {
    const { provider, result } = signIn();
    await result;
    expect(provider.requests.map(({ url, init }) => [init.method, url])).toEqual([
      ['POST', 'https://tenant.example/oauth/token'],
      ['GET', 'https://tenant.example/.well-known/jwks.json'],
    ]);
  });

  it('sends the code in the body and in no address or header, as a public client', async () => {
    const { provider, result } = signIn();
    await result;
    const { url, init } = provider.requests[0] ?? { url: '', init: {} };
    expect(Object.fromEntries(new URLSearchParams(String(init.body)))).toMatchObject({
      grant_type: 'authorization_code',
      client_id: 'unit-client',
      code: provider.secrets[0],
      redirect_uri: provider.identity.redirectUrl,
    });
    expect(new URLSearchParams(String(init.body)).has('client_secret')).toBe(false);
    expect(url + JSON.stringify(init.headers)).not.toContain(provider.secrets[0]);
    expect(new Headers(init.headers).has('authorization')).toBe(false);
  });

  it('asks the key set at its fixed address, whatever the ID token says about keys', async () => {
    const elsewhere = 'https://attacker.example/keys.json';
    const { provider, result } = signIn(withHeader({ jku: elsewhere, x5u: elsewhere }));
    await result;
    expectTenantAlone(provider, unitConfig());
  });

  it('works with a tenant on plain http, which only a local one is', async () => {
    const config = unitConfig({ domain: '127.0.0.1:4180', tenant: 'http://127.0.0.1:4180' });
    await expect(signIn({}, config).result).resolves.toMatchObject({ tokenType: 'Bearer' });
  });

  it('has no refresh token where the tenant gave none', async () => {
    const { result } = signIn(withTokens({ refresh_token: undefined }));
    expect((await result).refreshToken).toBeNull();
  });

  it('has the scopes that were asked for where the tenant does not say', async () => {
    const { result } = signIn(withTokens({ scope: undefined }));
    expect((await result).scope).toBe('openid profile email offline_access');
  });

  it('ends with the ID token where the tenant does not say when the access token ends', async () => {
    const { result } = signIn(withTokens({ expires_in: undefined }));
    expect((await result).expiresIn).toBe(36_000);
  });

  it.each([
    ['a minute ahead', 60],
    ['a minute behind', -59],
  ])('bears a clock of the tenant that is %s', async (_name, seconds) => {
    const { result } = signIn(withClaims({ iat: NOON_IN_SECONDS + seconds, exp: NOON_IN_SECONDS + seconds }));
    await expect(result).resolves.toMatchObject({ tokenType: 'Bearer' });
  });

  it('takes an ID token for the organization that was asked for by id', async () => {
    const config = unitConfig({ organization: 'org_AbCdEf0123456789' });
    await expect(signIn({}, config).result).resolves.toMatchObject({ tokenType: 'Bearer' });
  });

  it('takes an ID token for the organization that was asked for by name', async () => {
    const config = unitConfig({ organization: 'acme' });
    const { result } = signIn(withClaims({ org_id: 'org_AbCdEf0123456789', org_name: 'acme' }), config);
    await expect(result).resolves.toMatchObject({ tokenType: 'Bearer' });
  });

  it('passes on why the browser gave up', async () => {
    const why = new LatchkeyError('sign-in-cancelled', 'The sign-in was cancelled. Try again.');
    const { provider } = signIn();
    const identity = { ...provider.identity, launch: () => Promise.reject(why) };
    await expect(authorize(unitConfig(), REQUEST, { identity, fetch: provider.fetch })).rejects.toBe(why);
  });
});

describe('a browser that did not come back', () => {
  const stuck = new LatchkeyError('interaction-required', 'The tenant did not answer at once. Try again.');

  function getStuck(answer: () => Promise<Response>, interactive = false, error = stuck) {
    const { provider } = signIn();
    const fetch = vi.fn(answer);
    const identity = { ...provider.identity, launch: () => Promise.reject(error) };
    return { fetch, result: authorize(unitConfig(), { ...REQUEST, interactive }, { identity, fetch }) };
  }

  it.each([
    ['without a window', false],
    ['with a window, which could not be loaded', true],
  ])('is diagnosed %s', async (_name, interactive) => {
    const { fetch, result } = getStuck(async () => html(403), interactive);
    await expect(result).rejects.toMatchObject({ code: 'callback-not-allowed' });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each(['sign-in-cancelled', 'sign-in-running'] as const)(
    'because of %s needs no diagnosis: the tenant is not asked',
    async (code) => {
      const error = new LatchkeyError(code, 'The window was closed. Try again.');
      const { fetch, result } = getStuck(async () => html(403), true, error);
      await expect(result).rejects.toBe(error);
      expect(fetch).not.toHaveBeenCalled();
    },
  );
});

describe('a redirect is not used when', () => {
  const cases: [string, ErrorCode, Scenario][] = [
    ['its state is another', 'redirect-invalid', withParameters((it) => it.set('state', 'other'))],
    ['it has no state', 'redirect-invalid', withParameters((it) => it.delete('state'))],
    ['it has two states', 'redirect-invalid', withParameters((it) => it.append('state', 'other'))],
    ['it has no code', 'redirect-invalid', withParameters((it) => it.delete('code'))],
    ['its code is empty', 'redirect-invalid', withParameters((it) => it.set('code', ''))],
    ['it has two codes', 'redirect-invalid', withParameters((it) => it.append('code', 'other'))],
    ['it carries tokens', 'redirect-invalid', withParameters((it) => it.set('id_token', 'a.b.c'))],
    [
      'it names another issuer',
      'redirect-invalid',
      withParameters((it) => it.set('iss', 'https://other.example/')),
    ],
    [
      'it says an error, with another state',
      'redirect-invalid',
      withParameters((it) => {
        it.set('state', 'other');
        it.set('error', 'access_denied');
      }),
    ],
    [
      'its parameters are in the fragment',
      'redirect-invalid',
      { redirect: (good) => new URL(`${good.origin}${good.pathname}#${good.searchParams}`) },
    ],
    [
      'it went to another host',
      'redirect-invalid',
      { redirect: (good) => new URL(`https://other.chromiumapp.org/${good.search}`) },
    ],
    [
      'it went to another path',
      'redirect-invalid',
      { redirect: (good) => new URL(`other${good.search}`, good) },
    ],
    [
      'it went to plain http',
      'redirect-invalid',
      { redirect: (good) => new URL(good.href.replace('https:', 'http:')) },
    ],
    [
      'the tenant refused',
      'authorization-refused',
      withParameters((it) => {
        it.delete('code');
        it.set('error', 'access_denied');
        it.set('error_description', 'Not invited');
      }),
    ],
    [
      'the tenant refused and gives a code all the same',
      'authorization-refused',
      withParameters((it) => it.set('error', 'server_error')),
    ],
    ...['login_required', 'interaction_required', 'consent_required', 'account_selection_required'].map(
      (error): [string, ErrorCode, Scenario] => [
        `the tenant answers ${error}`,
        'interaction-required',
        withParameters((it) => {
          it.delete('code');
          it.set('error', error);
        }),
      ],
    ),
  ];

  it.each(cases)('%s: %s', async (_name, code, scenario) => {
    const { error, provider } = await failToSignIn(scenario);
    expect(error.code).toBe(code);
    expect(provider.requests, 'requests after it').toEqual([]);
  });

  it('the tenant refused, whose own words are in the text', async () => {
    const { error } = await failToSignIn(
      withParameters((it) => {
        it.set('error', 'access_denied');
        it.set('error_description', 'Not invited');
      }),
    );
    expect(error.message).toContain('Not invited');
  });
});

describe('an answer of the token endpoint is not used when', () => {
  const answer = (tokenResponse: NonNullable<Scenario['tokenResponse']>): Scenario => ({ tokenResponse });
  const asJson = (text: string) => new Response(text, { headers: { 'content-type': 'application/json' } });

  const cases: [string, ErrorCode, Scenario][] = [
    ['it is a page', 'token-response-invalid', answer(() => html(200))],
    ['it is damaged JSON', 'token-response-invalid', answer(() => asJson('{"access_token":'))],
    ['it is empty', 'token-response-invalid', answer(() => asJson(''))],
    ['it is a list', 'token-response-invalid', answer(() => asJson('[]'))],
    ['it is null', 'token-response-invalid', answer(() => asJson('null'))],
    ['it lacks the access token', 'token-response-invalid', withTokens({ access_token: undefined })],
    ['its access token is empty', 'token-response-invalid', withTokens({ access_token: '' })],
    ['it lacks the ID token', 'token-response-invalid', withTokens({ id_token: undefined })],
    ['its ID token is a number', 'token-response-invalid', withTokens({ id_token: 7 })],
    ['it lacks the token type', 'token-response-invalid', withTokens({ token_type: undefined })],
    ['its token type is unknown', 'token-response-invalid', withTokens({ token_type: 'mac' })],
    ['its token type is not ours', 'token-response-invalid', withTokens({ token_type: 'DPoP' })],
    ['its refresh token is empty', 'token-response-invalid', withTokens({ refresh_token: '' })],
    ['its lifetime is a word', 'token-response-invalid', withTokens({ expires_in: 'soon' })],
    ['its lifetime is negative', 'token-response-invalid', withTokens({ expires_in: -1 })],
    ['its scope is a list', 'token-response-invalid', withTokens({ scope: ['openid'] })],
    ['it redirects', 'token-response-invalid', answer(() => new Response(null, { status: 302 }))],
    ['it is a 400 page', 'token-response-invalid', answer(() => html(400))],
    [
      'it is 403 invalid_grant',
      'token-response-invalid',
      answer(() =>
        json({ error: 'invalid_grant', error_description: 'Invalid authorization code' }, { status: 403 }),
      ),
    ],
    [
      'it is 429 too_many_requests',
      'token-response-invalid',
      answer(() => json({ error: 'too_many_requests' }, { status: 429 })),
    ],
    [
      'it is 401 with a challenge',
      'token-response-invalid',
      answer(() =>
        json(
          { error: 'invalid_client' },
          { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } },
        ),
      ),
    ],
    ['it is a 500', 'tenant-failed', answer(() => html(500))],
    ['it is a 503 in JSON', 'tenant-failed', answer(() => json({ error: 'unavailable' }, { status: 503 }))],
    ['it never comes', 'tenant-unreachable', answer(() => Promise.reject(new TypeError('Failed to fetch')))],
    [
      'it breaks off',
      'tenant-unreachable',
      answer(() => new Response(brokenBody(), { headers: { 'content-type': 'application/json' } })),
    ],
  ];

  it.each(cases)('%s: %s', async (_name, code, scenario) => {
    const { error } = await failToSignIn(scenario);
    expect(error.code).toBe(code);
  });

  it('it takes too long: tenant-unreachable', async () => {
    const late = new DOMException('The operation timed out.', 'TimeoutError');
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(late));
    const { error } = await failToSignIn({});
    expect(error.code).toBe('tenant-unreachable');
  });

  it('the tenant refused, whose own words are in the text', async () => {
    const { error } = await failToSignIn(
      answer(() =>
        json({ error: 'invalid_grant', error_description: 'Invalid authorization code' }, { status: 403 }),
      ),
    );
    expect(error.message).toContain('Invalid authorization code');
  });

  it('the tenant refused with words that repeat something long, which is left out', async () => {
    const repeated = 'x7Yb-0123456789abcdefghijklmnop';
    const { error } = await failToSignIn(
      answer(() =>
        json({ error: 'invalid_grant', error_description: `Bad code ${repeated}.` }, { status: 403 }),
      ),
    );
    expect(error.message).toContain('Bad code …');
    expect(String(error.cause)).not.toContain(repeated);
  });
});

describe('an ID token is not accepted when', () => {
  const hour = 3600;
  const organization = unitConfig({ organization: 'org_AbCdEf0123456789' });
  const organizationName = unitConfig({ organization: 'acme' });

  const cases: [name: string, scenario: Scenario, config?: Config][] = [
    ['it is for another client', withClaims({ aud: 'other' })],
    ['it has no audience', withClaims({ aud: undefined })],
    ['its audiences do not have this client among them', withClaims({ aud: ['other', 'another'] })],
    ['it has a foreign audience beside this client', withClaims({ aud: ['unit-client', 'other'] })],
    [
      'it has a foreign audience, though this client is its party',
      withClaims({ aud: ['unit-client', 'other'], azp: 'unit-client' }),
    ],
    [
      'it has a foreign audience and a foreign party',
      withClaims({ aud: ['unit-client', 'other'], azp: 'other' }),
    ],
    ['its audience is an object', withClaims({ aud: { 0: 'unit-client' } })],
    ['it is of another issuer', withClaims({ iss: 'https://other.example/' })],
    ['its issuer lacks the trailing slash', withClaims({ iss: 'https://tenant.example' })],
    ['its issuer has a path', withClaims({ iss: 'https://tenant.example/x/' })],
    ['it has no issuer', withClaims({ iss: undefined })],
    ['its nonce is another', withClaims({ nonce: 'other' })],
    ['it has no nonce', withClaims({ nonce: undefined })],
    ['its nonce is a list', withClaims({ nonce: ['other'] })],
    ['it has expired', withClaims({ exp: NOON_IN_SECONDS - 60 })],
    ['it has no end', withClaims({ exp: undefined })],
    ['its end is a text', withClaims({ exp: String(NOON_IN_SECONDS + hour) })],
    ['its end is null', withClaims({ exp: null })],
    ['its end is not whole', withClaims({ exp: NOON_IN_SECONDS + 0.5 })],
    [
      'its end is infinite, by 1e999',
      {
        idToken: ({ header, payload }) => ({
          header,
          payload: JSON.stringify({ ...payload, exp: 0 }).replace('"exp":0', '"exp":1e999'),
        }),
      },
    ],
    ['it is issued in the future', withClaims({ iat: NOON_IN_SECONDS + 61 })],
    ['it does not say when it was issued', withClaims({ iat: undefined })],
    ['its issue is a text', withClaims({ iat: String(NOON_IN_SECONDS) })],
    ['it is not valid yet', withClaims({ nbf: NOON_IN_SECONDS + 61 })],
    ['it names nobody', withClaims({ sub: undefined })],
    ['its subject is empty', withClaims({ sub: '' })],
    ['its subject is a number', withClaims({ sub: 7 })],
    ['its party is another client', withClaims({ azp: 'other' })],
    ['its party is a list', withClaims({ azp: ['unit-client'] })],
    [
      'it is unsigned',
      { signedIdToken: async (good) => `${signingInput({ ...good, header: { alg: 'none' } })}.` },
    ],
    [
      'it says "none" and carries a signature',
      { signedIdToken: (good, own) => signRs256({ ...good, header: { ...good.header, alg: 'none' } }, own) },
    ],
    ['it has no signature', { signedIdToken: async (good) => `${signingInput(good)}.` }],
    ['it has two parts', { signedIdToken: async (good) => signingInput(good) }],
    [
      'it is encrypted',
      {
        signedIdToken: async () =>
          ['header', 'key', 'iv', 'ciphertext', 'tag'].map((part) => btoa(part)).join('.'),
      },
    ],
    ['it is not a JWT', { signedIdToken: async () => 'no JWT at all' }],
    ['its header is not JSON', { signedIdToken: async () => 'AAAA.BBBB.CCCC' }],
    ['its claims are a list', { idToken: ({ header }) => ({ header, payload: '[]' }) }],
    ['it is signed with the public key as an HS256 secret', { signedIdToken: signHs256WithPublicKey }],
    ['it is signed by another key', { signedIdToken: (good) => signRs256(good, otherKey) }],
    ['one bit of its signature is wrong', { signedIdToken: flipSignature }],
    ['its algorithm is RS512', withHeader({ alg: 'RS512' })],
    ['its key is unknown', withHeader({ kid: 'other' })],
    ['it needs an extension that nobody knows', withHeader({ crit: ['exp'] })],
    ['it is for another organization', withClaims({ org_id: 'org_Other' }), organization],
    ['it is for no organization', withClaims({ org_id: undefined }), organization],
    ['it is for an organization of another name', withClaims({ org_name: 'other' }), organizationName],
    ['the organization of its name is missing', withClaims({ org_name: undefined }), organizationName],
  ];

  it.each(cases)('%s', async (_name, scenario, config = unitConfig()) => {
    const { error } = await failToSignIn(scenario, config);
    expect(error.code).toBe('id-token-invalid');
  });
});

describe('a key set is not used when', () => {
  const answer = (keySetResponse: NonNullable<Scenario['keySetResponse']>): Scenario => ({ keySetResponse });

  const cases: [string, ErrorCode, Scenario][] = [
    ['it is a page', 'token-response-invalid', answer(() => html(200))],
    ['it is not a key set', 'token-response-invalid', answer(() => json({ keys: 'none' }))],
    ['it redirects', 'token-response-invalid', answer(() => new Response(null, { status: 302 }))],
    ['it is not there', 'token-response-invalid', answer(() => html(404))],
    ['it is empty', 'id-token-invalid', answer(() => json({ keys: [] }))],
    [
      'its key is for encryption',
      'id-token-invalid',
      answer(({ keys }) => json({ keys: keys.map((jwk) => ({ ...jwk, use: 'enc' })) })),
    ],
    [
      'its key is damaged',
      'token-response-invalid',
      answer(({ keys }) => json({ keys: keys.map((jwk) => ({ ...jwk, n: 'AQAB' })) })),
    ],
    [
      'its key lacks a part',
      'token-response-invalid',
      answer(({ keys }) => json({ keys: keys.map((jwk) => ({ ...jwk, e: undefined })) })),
    ],
    ['the tenant fails', 'tenant-failed', answer(() => html(502))],
    ['it never comes', 'tenant-unreachable', answer(() => Promise.reject(new TypeError('Failed to fetch')))],
  ];

  it.each(cases)('%s: %s', async (_name, code, scenario) => {
    const { error } = await failToSignIn(scenario);
    expect(error.code).toBe(code);
  });

  it('it takes too long: tenant-unreachable', async () => {
    const late = new DOMException('The operation timed out.', 'TimeoutError');
    const { error } = await failToSignIn(
      answer((_good, { signal }) => {
        expect(signal).toBeInstanceOf(AbortSignal);
        throw late;
      }),
    );
    expect(error.code).toBe('tenant-unreachable');
  });

  it('holds the key among others: that one is taken', async () => {
    const scenario = answer(async ({ keys }) =>
      json({ keys: [await publicJwk(otherKey, 'older'), ...keys] }),
    );
    await expect(signIn(scenario).result).resolves.toMatchObject({ tokenType: 'Bearer' });
  });
});
