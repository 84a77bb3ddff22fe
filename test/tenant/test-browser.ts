/** A browser as far as these tests need one: cookies, and redirects followed one by one. */
import type { Tenant } from './tenant.ts';

interface Cookie {
  value: string;
  path: string;
}

export interface Journey {
  /** The last answer. */
  readonly response: Response;
  /** Where it sent the browser at last, away from the tenant; undefined if it ended on a page. */
  readonly landedAt: URL | undefined;
}

const LONGEST_JOURNEY = 20;

export class TestBrowser {
  readonly #cookies = new Map<string, Cookie>();

  /** One request with this browser's cookies; redirects are left to the caller. */
  async fetch(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const headers = new Headers(init.headers);
    const cookies = this.#cookiesFor(url.pathname);
    if (cookies !== '') headers.set('Cookie', cookies);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Goes where it is sent, until a page or another origin. */
  async visit(address: string | URL, init: RequestInit = {}): Promise<Journey> {
    const origin = new URL(address).origin;
    const steps: string[] = [];
    let url = new URL(address);
    let response = await this.fetch(url, init);
    while (steps.length < LONGEST_JOURNEY) {
      steps.push(url.pathname);
      const location = response.headers.get('Location');
      if (location === null) return { response, landedAt: undefined };
      await response.body?.cancel();
      url = new URL(location, url);
      if (url.origin !== origin) return { response, landedAt: url };
      response = await this.fetch(url);
    }
    throw new Error(`Still redirected after ${LONGEST_JOURNEY} steps: ${steps.join(' ')}`);
  }

  #cookiesFor(path: string): string {
    return [...this.#cookies]
      .filter(([, cookie]) => path === cookie.path || path.startsWith(cookie.path.replace(/\/?$/, '/')))
      .map(([key, cookie]) => `${key.slice(0, key.indexOf(' '))}=${cookie.value}`)
      .join('; ');
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const path = attributes.find((part) => part.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
    const expires = attributes.find((part) => part.toLowerCase().startsWith('expires='))?.slice(8);
    const name = pair.slice(0, pair.indexOf('='));
    const key = `${name} ${path}`;
    if (expires !== undefined && Date.parse(expires) <= Date.now()) this.#cookies.delete(key);
    else this.#cookies.set(key, { value: pair.slice(name.length + 1), path });
  }
}

const PASSWORD_REALM = 'http://auth0.com/oauth/grant-type/password-realm';

/** What Lock posts to /co/authenticate, with any part of it changed. */
export function postCredentials(
  tenant: Tenant,
  browser: TestBrowser,
  { origin, ...body }: Record<string, string>,
): Promise<Response> {
  return browser.fetch(`${tenant.origin}/co/authenticate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(origin === undefined ? {} : { Origin: origin }) },
    body: JSON.stringify({
      client_id: tenant.clientId,
      realm: 'Username-Password-Authentication',
      credential_type: PASSWORD_REALM,
      ...body,
    }),
  });
}

/** A request of Lock's: JSON, from the extension's page. */
export function postJson(
  tenant: Tenant,
  path: string,
  origin: string,
  body: Record<string, unknown>,
): Promise<Response> {
  return fetch(`${tenant.origin}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify(body),
  });
}

/** Status and JSON of an answer. */
export async function read(response: Response): Promise<{ status: number; body: unknown }> {
  return { status: response.status, body: await response.json() };
}
