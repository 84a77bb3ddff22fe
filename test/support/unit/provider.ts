/**
 * A small OpenID provider in memory: `/authorize` behind an `Identity`, token endpoint and key set behind a
 * `fetch`. It signs with real RS256 keys and holds the client to PKCE. A test bends one answer by a `Scenario`.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Identity } from '../../../src/sdk/browser/identity.ts';
import type { Config } from '../../../src/sdk/config.ts';

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

export interface Key {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** What is in an ID token before it is signed. Either part may be text, for what no object can say. */
export interface Jwt {
  readonly header: Readonly<Record<string, unknown>> | string;
  readonly payload: Readonly<Record<string, unknown>> | string;
}

/** What a good provider signs. */
export interface GoodJwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** How this provider differs from a good one. */
export interface Scenario {
  /** The address that the browser comes back with. */
  redirect?(good: URL): URL;
  /** The ID token, before it is signed by the provider's key. */
  idToken?(good: GoodJwt): Jwt;
  /** The ID token, signed, where `idToken` cannot say it. */
  signedIdToken?(good: GoodJwt, key: Key): Promise<string>;
  /** The body of the token endpoint's answer, or a response around it. */
  tokens?(good: Record<string, unknown>): unknown;
  /** The token endpoint's answer as a whole. */
  tokenResponse?(request: RequestInit): Response | Promise<Response>;
  /** The key set's answer as a whole. `good` is the key set's body. */
  keySetResponse?(good: { keys: JsonWebKey[] }, request: RequestInit): Response | Promise<Response>;
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
  /** What must not be said anywhere: code, verifier, tokens, and what was handed in as `secret`. */
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

export function signRs256(jwt: Jwt, key: Key): Promise<string> {
  return signTextRs256(signingInput(jwt), key);
}

/** `input` with its signature behind it. */
async function signTextRs256(input: string, { privateKey }: Key): Promise<string> {
  const signature = await crypto.subtle.sign(RS256, privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

/** `header.payload` in base64url, as it is signed. */
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

/** `text` as an answer that is named JSON, whatever it is. */
export function jsonText(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}

export function html(status: number): Response {
  return new Response('<!doctype html><title>Hello</title>', {
    status,
    headers: { 'content-type': 'text/html' },
  });
}

/** What a browser shows of a redirect that was not to be followed: no status, no headers, no body. */
function opaqueRedirect(): Response {
  return Response.error();
}

/** What differs between the tenants in memory. */
interface Answering {
  /** Each request is added. */
  readonly requests: RecordedRequest[];
  readonly scenario: () => Pick<Scenario, 'keySetResponse'>;
  tokenEndpoint(init: RequestInit): Promise<Response>;
  revoke?(token: string): void;
}

/** Returns the tenant's answers to requests, by their address. */
export function createResponder(config: Config, key: Key, { requests, scenario, ...endpoints }: Answering) {
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
        const good = { keys: [await publicJwk(key, 'unit-key')] };
        return scenario().keySetResponse?.(good, init) ?? json(good);
      }
      default:
        throw new TypeError(`No server is at ${url}.`);
    }
  };
}

/** A provider for `config`'s tenant whose clock shows `now` (milliseconds) and whose key is `key`. */
export function startProvider(config: Config, key: Key, now: number, scenario: Scenario = {}): Provider {
  const redirectUrl = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
  const code = `code-${randomBytes(16).toString('hex')}`;
  const accessToken = `access-${randomBytes(16).toString('hex')}`;
  const refreshToken = `refresh-${randomBytes(16).toString('hex')}`;
  const launched: Provider['launched'] = [];
  const requests: RecordedRequest[] = [];
  const secrets = [code, accessToken, refreshToken];

  const signedIdToken = async (asked: URLSearchParams): Promise<string> => {
    const seconds = Math.floor(now / 1000);
    const good = {
      header: { alg: 'RS256', typ: 'JWT', kid: 'unit-key' },
      payload: {
        iss: `${config.tenant}/`,
        sub: 'auth0|64f1c2a9e3b7d80012345678',
        aud: config.clientId,
        iat: seconds,
        exp: seconds + 36_000,
        nonce: asked.get('nonce'),
        name: 'Ada Lovelace',
        email: 'ada@example.com',
        ...(asked.has('organization') ? { org_id: asked.get('organization') } : {}),
      },
    };
    const token = await (scenario.signedIdToken?.(good, key) ??
      signRs256(scenario.idToken?.(good) ?? good, key));
    const [, payload, signature] = token.split('.');
    secrets.push(
      token,
      ...[payload, signature].filter((part) => part !== undefined && part !== '').map(String),
    );
    return token;
  };

  const tokenEndpoint = async (init: RequestInit): Promise<Response> => {
    const body = new URLSearchParams(String(init.body));
    const verifier = body.get('code_verifier') ?? '';
    secrets.push(verifier);
    if (scenario.tokenResponse) return scenario.tokenResponse(init);
    const asked = launched.at(-1)?.url.searchParams ?? new URLSearchParams();
    const granted =
      body.get('grant_type') === 'authorization_code' &&
      body.get('code') === code &&
      body.get('client_id') === config.clientId &&
      body.get('redirect_uri') === redirectUrl &&
      createHash('sha256').update(verifier).digest('base64url') === asked.get('code_challenge');
    if (!granted)
      return json({ error: 'invalid_grant', error_description: 'Failed to verify' }, { status: 403 });
    const good = {
      access_token: accessToken,
      refresh_token: refreshToken,
      id_token: await signedIdToken(asked),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile email',
    };
    const answered = scenario.tokens ? scenario.tokens(good) : good;
    return answered instanceof Response ? answered : json(answered);
  };

  const answer = createResponder(config, key, { requests, tokenEndpoint, scenario: () => scenario });

  return {
    launched,
    requests,
    secrets,
    identity: {
      redirectUrl,
      async launch(url, { interactive }) {
        launched.push({ url, interactive });
        const good = new URL(redirectUrl);
        good.searchParams.set('code', code);
        good.searchParams.set('state', url.searchParams.get('state') ?? '');
        return scenario.redirect?.(good) ?? good;
      },
    },
    async fetch(input, init = {}) {
      const response = await answer(String(input), init);
      const location = response.headers.get('location');
      if (location === null) return response;
      return init.redirect === 'manual' ? opaqueRedirect() : answer(location, { ...init, method: 'GET' });
    },
  };
}
