/**
 * An OpenID provider in memory: `/authorize` behind an `Identity`, token endpoint and key set behind a `fetch`. It signs
 * with real RS256 keys and checks PKCE. A `Scenario` changes its responses.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Identity } from '../../../src/sdk/browser/identity.ts';
import type { Config } from '../../../src/sdk/config.ts';

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

export interface Key {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** The parts of an ID token before it is signed. A part is text if an object can't represent it. */
export interface Jwt {
  readonly header: Readonly<Record<string, unknown>> | string;
  readonly payload: Readonly<Record<string, unknown>> | string;
}

/** The parts of a valid ID token. */
export interface ValidJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** How this provider differs from a correct one. */
export interface Scenario {
  /** The redirect of the browser. */
  redirect?(valid: URL): URL;
  /** The ID token, before the provider signs it. */
  idToken?(valid: ValidJwt): Jwt;
  /** The signed ID token, for what `idToken` can't represent. */
  signedIdToken?(valid: ValidJwt, key: Key): Promise<string>;
  /** The body of the token endpoint's response, or the whole response. */
  tokens?(valid: Record<string, unknown>): unknown;
  /** The token endpoint's response, before it checks the request. */
  tokenResponse?(request: RequestInit): Response | Promise<Response>;
  /** The key set's response. `valid` is the correct body. */
  keySetResponse?(valid: { keys: JsonWebKey[] }, request: RequestInit): Response | Promise<Response>;
}

export interface RecordedRequest {
  readonly url: string;
  readonly init: RequestInit;
}

export interface Provider {
  readonly identity: Identity;
  readonly fetch: typeof globalThis.fetch;
  /** Each `/authorize` address that was opened, and whether a window was allowed. */
  readonly launched: { readonly url: URL; readonly interactive: boolean }[];
  /** Each request that was fetched. */
  readonly requests: RecordedRequest[];
  /** The code, the verifier and the tokens, which no error can contain. */
  readonly secrets: string[];
}

/** Imports a private RSA key as both keys of the pair, which can be exported. */
export async function importKey(jwk: JsonWebKey): Promise<Key> {
  const { d, p, q, dp, dq, qi, ...publicPart } = jwk;
  const [privateKey, publicKey] = await Promise.all([
    crypto.subtle.importKey('jwk', jwk, RS256, true, ['sign']),
    crypto.subtle.importKey('jwk', publicPart, RS256, true, ['verify']),
  ]);
  return { privateKey, publicKey };
}

export async function publicJwk({ publicKey }: Key, kid: string): Promise<JsonWebKey & { kid: string }> {
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', publicKey);
  if (kty === undefined || n === undefined || e === undefined) throw new TypeError('not an RSA key');
  return { kty, n, e, kid, alg: 'RS256', use: 'sig' };
}

export async function signRs256(jwt: Jwt, { privateKey }: Key): Promise<string> {
  const input = signingInput(jwt);
  const signature = await crypto.subtle.sign(RS256, privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

/** Returns `header.payload` in base64url, which is signed. */
export function signingInput({ header, payload }: Jwt): string {
  return [header, payload]
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
}

export function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
}

/** Returns a response with the content type of JSON and any text. */
export function jsonText(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}

export function html(status: number): Response {
  return new Response('<!doctype html><title>Hello</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  });
}

/** Signs an ID token with these claims, or another one by the scenario. `now`: Unix time in milliseconds. */
export async function signIdToken(
  { tenant, clientId }: Config,
  key: Key,
  { signedIdToken, idToken }: Scenario,
  now: number,
  claims: object,
): Promise<string> {
  const iat = Math.floor(now / 1000);
  const valid = {
    header: { alg: 'RS256', typ: 'JWT', kid: 'unit-key' },
    payload: { iss: `${tenant}/`, aud: clientId, iat, exp: iat + 36_000, ...claims },
  };
  return signedIdToken?.(valid, key) ?? signRs256(idToken?.(valid) ?? valid, key);
}

/** The differences between the tenants in memory. */
interface Endpoints {
  /** Receives each request. */
  readonly requests: RecordedRequest[];
  readonly scenario: () => Pick<Scenario, 'keySetResponse'>;
  tokenEndpoint(init: RequestInit): Promise<Response>;
  revoke?(token: string): void;
}

/** Returns a function that responds to a request. */
export function createResponder(config: Config, key: Key, { requests, scenario, ...endpoints }: Endpoints) {
  return async (url: string, init: RequestInit): Promise<Response> => {
    requests.push({ url, init });
    init.signal?.throwIfAborted();
    switch (url) {
      case `${config.tenant}/oauth/token`:
        return endpoints.tokenEndpoint(init);
      case `${config.tenant}/oauth/revoke`:
        endpoints.revoke?.(new URLSearchParams(String(init.body)).get('token') ?? '');
        return new Response();
      case `${config.tenant}/.well-known/jwks.json`: {
        const valid = { keys: [await publicJwk(key, 'unit-key')] };
        return scenario().keySetResponse?.(valid, init) ?? json(valid);
      }
      default:
        throw new TypeError(`No server is at ${url}.`);
    }
  };
}

/** Starts a provider for the tenant of `config`. `now`: its clock, as Unix time in milliseconds. */
export function startProvider(config: Config, key: Key, now: number, scenario: Scenario = {}): Provider {
  const redirectUrl = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
  const code = `code-${randomBytes(16).toString('hex')}`;
  const accessToken = `access-${randomBytes(16).toString('hex')}`;
  const refreshToken = `refresh-${randomBytes(16).toString('hex')}`;
  const launched: Provider['launched'] = [];
  const requests: RecordedRequest[] = [];
  const secrets = [code, accessToken, refreshToken];

  const idTokenFor = async (request: URLSearchParams): Promise<string> => {
    const organization = request.get('organization');
    const token = await signIdToken(config, key, scenario, now, {
      sub: 'auth0|64f1c2a9e3b7d80012345678',
      nonce: request.get('nonce'),
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      ...(organization === null ? {} : { org_id: organization }),
    });
    const [, payload = '', signature = ''] = token.split('.');
    secrets.push(token, ...[payload, signature].filter((part) => part !== ''));
    return token;
  };

  const tokenEndpoint = async (init: RequestInit): Promise<Response> => {
    const body = new URLSearchParams(String(init.body));
    const verifier = body.get('code_verifier') ?? '';
    secrets.push(verifier);
    if (scenario.tokenResponse) return scenario.tokenResponse(init);
    const request = launched.at(-1)?.url.searchParams ?? new URLSearchParams();
    const granted =
      body.get('grant_type') === 'authorization_code' &&
      body.get('code') === code &&
      body.get('client_id') === config.clientId &&
      body.get('redirect_uri') === redirectUrl &&
      createHash('sha256').update(verifier).digest('base64url') === request.get('code_challenge');
    if (!granted)
      return json({ error: 'invalid_grant', error_description: 'Failed to verify' }, { status: 403 });
    const valid = {
      access_token: accessToken,
      refresh_token: refreshToken,
      id_token: await idTokenFor(request),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile email',
    };
    const tokens = scenario.tokens ? scenario.tokens(valid) : valid;
    return tokens instanceof Response ? tokens : json(tokens);
  };

  const respond = createResponder(config, key, { requests, tokenEndpoint, scenario: () => scenario });

  return {
    launched,
    requests,
    secrets,
    identity: {
      redirectUrl,
      async launch(url, { interactive }) {
        launched.push({ url, interactive });
        const valid = new URL(redirectUrl);
        valid.searchParams.set('code', code);
        valid.searchParams.set('state', url.searchParams.get('state') ?? '');
        return scenario.redirect?.(valid) ?? valid;
      },
    },
    async fetch(input, init = {}) {
      const response = await respond(String(input), init);
      const location = response.headers.get('location');
      if (location === null) return response;
      // A redirect that is not followed has no status, no headers and no body in a browser.
      return init.redirect === 'manual' ? Response.error() : respond(location, { ...init, method: 'GET' });
    },
  };
}
