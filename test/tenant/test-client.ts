/** The application's side of the flow, by oauth4webapi: code with PKCE, refreshing, revoking. */
import * as oauth from 'oauth4webapi';
import { expect } from 'vitest';
import type { Tenant } from './tenant.ts';
import { type Journey, postCredentials, type TestBrowser } from './test-browser.ts';

export const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
export const CALLBACK = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
const SCOPE = 'openid profile email offline_access';

const INSECURE = { [oauth.allowInsecureRequests]: true };

export interface Attempt {
  readonly url: URL;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export class TestClient {
  readonly #tenant: Tenant;
  readonly #client: oauth.Client;
  #server: oauth.AuthorizationServer | undefined;

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
    this.#client = { client_id: tenant.clientId };
  }

  async server(): Promise<oauth.AuthorizationServer> {
    const issuer = new URL(`${this.#tenant.origin}/`);
    this.#server ??= await oauth.processDiscoveryResponse(
      issuer,
      await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...INSECURE }),
    );
    return this.#server;
  }

  /** A request to /authorize as the extension makes it; `changes` adds or (with undefined) removes parameters. */
  async begin(changes: Record<string, string | undefined> = {}): Promise<Attempt> {
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const nonce = oauth.generateRandomNonce();
    const url = new URL('/authorize', this.#tenant.origin);
    const parameters: Record<string, string | undefined> = {
      client_id: this.#client.client_id,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...changes,
    };
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    return { url, verifier, state, nonce };
  }

  /** The raw answer of the token endpoint to a redirect that carries a code. */
  async exchange(
    attempt: Attempt,
    landedAt: URL | undefined,
    { verifier = attempt.verifier, origin }: { verifier?: string; origin?: string } = {},
  ): Promise<Response> {
    const server = await this.server();
    const parameters = oauth.validateAuthResponse(
      server,
      this.#client,
      expectLanding(landedAt),
      attempt.state,
    );
    return oauth.authorizationCodeGrantRequest(
      server,
      this.#client,
      oauth.None(),
      parameters,
      CALLBACK,
      verifier,
      { ...INSECURE, ...(origin === undefined ? {} : { headers: { Origin: origin } }) },
    );
  }

  /** Every check of the library: the ID token's claims and its signature included. */
  async readTokens(response: Response, nonce: string): Promise<oauth.TokenEndpointResponse> {
    const server = await this.server();
    const tokens = await oauth.processAuthorizationCodeResponse(server, this.#client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, response, INSECURE);
    return tokens;
  }

  /** The claims of the ID token, after the same checks. */
  async claims(response: Response, nonce: string): Promise<oauth.IDToken | undefined> {
    return oauth.getValidatedIdTokenClaims(await this.readTokens(response, nonce));
  }

  async refresh(refreshToken: string): Promise<Response> {
    const server = await this.server();
    return oauth.refreshTokenGrantRequest(server, this.#client, oauth.None(), refreshToken, INSECURE);
  }

  /** The body of a refresh, after every check of the library: the ID token's claims and signature included. */
  async renew(refreshToken: string): Promise<oauth.TokenEndpointResponse> {
    const server = await this.server();
    const response = await this.refresh(refreshToken);
    const tokens = await oauth.processRefreshTokenResponse(server, this.#client, response);
    await oauth.validateApplicationLevelSignature(server, response, INSECURE);
    return tokens;
  }

  async revoke(token: string): Promise<Response> {
    const server = await this.server();
    return oauth.revocationRequest(server, this.#client, oauth.None(), token, INSECURE);
  }

  /** Goes to /authorize; where that ends. `changes`: as for `begin`. */
  async open(browser: TestBrowser, changes: Record<string, string | undefined> = {}): Promise<Journey> {
    return browser.visit((await this.begin(changes)).url);
  }

  /** A login ticket by /co/authenticate. */
  async ticket(browser: TestBrowser, username: string, password: string): Promise<string> {
    const response = await postCredentials(this.#tenant, browser, { origin: ORIGIN, username, password });
    expect(response.status).toBe(200);
    return expectText(await response.json(), 'login_ticket');
  }

  /** The password flow as far as the redirect with the code. `changes`: as for `begin`. */
  async authorize(
    browser: TestBrowser,
    username: string,
    password: string,
    changes: Record<string, string | undefined> = {},
  ): Promise<[Attempt, Journey]> {
    const ticket = await this.ticket(browser, username, password);
    const attempt = await this.begin({
      login_ticket: ticket,
      realm: 'Username-Password-Authentication',
      ...changes,
    });
    return [attempt, await browser.visit(attempt.url)];
  }

  /** The whole password flow. `changes`: as for `begin`. */
  async signIn(
    browser: TestBrowser,
    username: string,
    password: string,
    changes: Record<string, string | undefined> = {},
  ): Promise<oauth.TokenEndpointResponse> {
    const [attempt, { landedAt }] = await this.authorize(browser, username, password, changes);
    return this.readTokens(await this.exchange(attempt, landedAt), attempt.nonce);
  }
}

function expectLanding(landedAt: URL | undefined): URL {
  if (landedAt === undefined) throw new Error('The flow ended on a page of the tenant.');
  return landedAt;
}

export function expectText(value: unknown, name: string): string {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof text !== 'string') throw new Error(`There is no "${name}" in ${JSON.stringify(value)}`);
  return text;
}

/** The error that a redirect carries: code and description; undefined if it carries none. */
export function errorOf(landedAt: URL | undefined): [string, string | null] | undefined {
  const { searchParams } = expectLanding(landedAt);
  const error = searchParams.get('error');
  return error === null ? undefined : [error, searchParams.get('error_description')];
}
