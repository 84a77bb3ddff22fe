import type { AuthResult } from '../../../src/sdk/session/session.ts';
import { json } from './provider.ts';
import { unitAuthResult } from './session.ts';

/** What becomes of requests. `lost` ones never arrive; where answers are lost, the tenant has done what was asked. */
export const NETWORKS = ['fine', 'lost', 'answers lost', 'busy', 'failing', 'failing gateway'] as const;
export type Network = (typeof NETWORKS)[number];

/** All that came of one sign-in. Its refresh tokens are a tree: each but the first came for another. */
interface Family {
  readonly name: string;
  readonly parents: Map<string, string | null>;
  readonly presented: Set<string>;
  newest: string;
  isOver: boolean;
  /** Whether somebody was told `invalid_grant`. */
  saidSo: boolean;
}

/**
 * A tenant as far as a session's life goes: it rotates refresh tokens, and ends a family where one is used again.
 * Without `overlap`, that is every token but the newest; with it (Auth0's rotation overlap), a token may be used until
 * one that came of it is.
 */
export class ModelTenant {
  network: Network = 'fine';
  /** How many times a refresh token came that should not have come again. */
  reuses = 0;
  /** How many times new tokens were given that nobody has heard of. */
  lostAnswers = 0;
  readonly #overlap: boolean;
  readonly #families: Family[] = [];
  #tokens = 0;

  constructor(overlap: boolean) {
    this.#overlap = overlap;
  }

  signIn(isRenewable: boolean): AuthResult {
    const name = `family ${this.#families.length}`;
    const refreshToken = `refresh of ${name}`;
    this.#families.push({
      name,
      parents: new Map([[refreshToken, null]]),
      presented: new Set(),
      newest: refreshToken,
      isOver: false,
      saidSo: false,
    });
    return unitAuthResult({
      accessToken: this.#accessToken(name),
      refreshToken: isRenewable ? refreshToken : null,
    });
  }

  /** What came of the sign-in that gave this token. */
  familyOf(token: string): Family | undefined {
    return this.#families.find(({ name }) => token.endsWith(` of ${name}`));
  }

  /** Somebody ends the sign-in at the tenant: the person is blocked, or their device was removed. */
  end(token: string): void {
    const family = this.familyOf(token);
    if (family !== undefined) family.isOver = true;
  }

  /** What the tenant does where a request arrives, and the answer that comes back. Throws where none does. */
  answer(url: string, body: URLSearchParams): Response {
    switch (this.network) {
      case 'lost':
        throw new TypeError('Failed to fetch');
      case 'busy':
        return json({ error: 'too_many_requests' }, { status: 429, headers: { 'retry-after': '120' } });
      case 'failing':
        return new Response('', { status: 500 });
      case 'answers lost':
        this.#processForNobody(url, body);
        throw new TypeError('Failed to fetch');
      case 'failing gateway':
        this.#processForNobody(url, body);
        return new Response('', { status: 502 });
      case 'fine':
        return this.#process(url, body);
    }
  }

  #processForNobody(url: string, body: URLSearchParams): void {
    this.#process(url, body);
    this.lostAnswers += 1;
  }

  #process(url: string, body: URLSearchParams): Response {
    if (url.endsWith('/oauth/revoke')) {
      this.end(body.get('token') ?? '');
      return new Response();
    }
    const presented = body.get('refresh_token') ?? '';
    const family = this.familyOf(presented);
    if (family !== undefined && !family.isOver && this.#isReused(family, presented)) {
      this.reuses += 1;
      family.isOver = true;
    }
    if (family === undefined || family.isOver) {
      if (family !== undefined) family.saidSo = true;
      return json({ error: 'invalid_grant' }, { status: 403 });
    }
    family.presented.add(presented);
    this.#tokens += 1;
    family.newest = `refresh ${this.#tokens} of ${family.name}`;
    family.parents.set(family.newest, presented);
    return json({
      access_token: this.#accessToken(family.name),
      refresh_token: family.newest,
      token_type: 'Bearer',
      expires_in: 3600,
    });
  }

  #isReused(family: Family, presented: string): boolean {
    if (!this.#overlap) return presented !== family.newest;
    return [...family.presented].some((other) => this.#cameOf(family, other, presented));
  }

  /** Whether `token` came of `ancestor`, by however many renewals. */
  #cameOf(family: Family, token: string, ancestor: string): boolean {
    const parent = family.parents.get(token) ?? null;
    return parent !== null && (parent === ancestor || this.#cameOf(family, parent, ancestor));
  }

  #accessToken(family: string): string {
    this.#tokens += 1;
    return `access ${this.#tokens} of ${family}`;
  }
}
