import { json } from './provider.ts';

export const NETWORKS = ['fine', 'request lost', 'response lost', 'failing'] as const;
export type Network = (typeof NETWORKS)[number];

/** A tenant that rotates refresh tokens, and ends a family if an exchanged one is used again. */
export class ModelTenant {
  network: Network = 'fine';
  /** How many times an exchanged refresh token was used again. */
  reuses = 0;
  /** How many times new tokens were issued that no context received. */
  losses = 0;
  /** How many requests are waiting for a response. */
  requests = 0;
  /** The families that have ended. */
  readonly ended = new Set<string>();
  /** The accepted refresh token of each family. */
  readonly #newest = new Map<string, string>();
  #count = 0;

  signIn() {
    const family = `family-${this.#newest.size}`;
    this.#newest.set(family, `refresh of ${family}`);
    return { accessToken: `access of ${family}`, refreshToken: `refresh of ${family}` };
  }

  respond(refreshToken: string): Response {
    if (this.network === 'request lost') throw new TypeError('Failed to fetch');
    if (this.network === 'failing') return new Response('', { status: 500 });
    const response = this.#exchange(refreshToken);
    if (this.network !== 'response lost') return response;
    this.losses += 1;
    throw new TypeError('Failed to fetch');
  }

  #exchange(used: string): Response {
    const family = familyOf(used);
    if (used !== this.#newest.get(family) && !this.ended.has(family)) {
      this.reuses += 1;
      this.ended.add(family);
    }
    if (this.ended.has(family)) return json({ error: 'invalid_grant' }, { status: 403 });
    this.#count += 1;
    const refreshToken = `refresh ${this.#count} of ${family}`;
    this.#newest.set(family, refreshToken);
    return json({
      access_token: `access ${this.#count} of ${family}`,
      refresh_token: refreshToken,
      token_type: 'Bearer',
      expires_in: 3600,
    });
  }
}

/** Returns the family of a token, which is its sign-in. */
export const familyOf = (token: string) => token.split(' of ')[1] ?? '';
