import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Identity } from '../../../src/sdk/browser/identity.ts';
import type { Config } from '../../../src/sdk/config.ts';
import { LatchkeyError } from '../../../src/sdk/errors.ts';
import type { RemovedSession } from '../../../src/sdk/session/session.ts';
import { createDeps } from '../../../src/sdk/use-cases/deps.ts';
import { createSignOut } from '../../../src/sdk/use-cases/sign-out.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { json } from '../../support/unit/provider.ts';
import { unitSignedIn } from '../../support/unit/session.ts';

const REDIRECT_URL = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

const signedIn = (...changes: Parameters<typeof unitSignedIn>): RemovedSession => {
  return { kind: 'signed-in', signedIn: unitSignedIn(...changes) };
};

interface Circumstances {
  readonly config?: Config;
  /** What the store has removed. */
  readonly remove?: () => Promise<RemovedSession>;
  readonly fetch?: typeof globalThis.fetch;
  readonly launch?: Identity['launch'];
}

/** Signs out where all goes well, but for the circumstances given. `order` is what was done, in its order. */
function signOutWhere(circumstances: Circumstances = {}) {
  const order: string[] = [];
  const noted =
    <A extends unknown[], R>(what: string, act: (...args: A) => R) =>
    (...args: A): R => {
      order.push(what);
      return act(...args);
    };
  const fetch = vi.fn<typeof globalThis.fetch>(
    noted('revoke', circumstances.fetch ?? (async () => new Response())),
  );
  const launch = vi.fn(noted('log out', circumstances.launch ?? (async () => new URL(REDIRECT_URL))));
  const deps = createDeps(circumstances.config ?? unitConfig());
  const failedSteps = createSignOut({
    ...deps,
    session: { ...deps.session, remove: noted('remove', circumstances.remove ?? (async () => signedIn())) },
    identity: () => ({ redirectUrl: REDIRECT_URL, launch }),
    fetch,
  })();
  return { failedSteps, order, fetch, launch };
}

beforeEach(resetFakeBrowser);
beforeEach(() => void vi.stubGlobal('indexedDB', new IDBFactory()));

const away = () => Promise.reject(new TypeError('Failed to fetch'));

describe('signing out', () => {
  it('removes the session before any request to the tenant', async () => {
    const { failedSteps, order } = signOutWhere();
    await failedSteps;
    expect(order[0]).toBe('remove');
    expect(order).toHaveLength(3);
  });

  it('revokes the refresh token, in the body only', async () => {
    const { failedSteps, fetch } = signOutWhere();
    await failedSteps;
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe('https://tenant.example/oauth/revoke');
    expect(init?.method).toBe('POST');
    expect(Object.fromEntries(new URLSearchParams(String(init?.body)))).toEqual({
      client_id: 'unit-client',
      token: 'refresh-token',
      token_type_hint: 'refresh_token',
    });
  });

  it("ends the tenant's session without a window", async () => {
    const { failedSteps, launch } = signOutWhere();
    await failedSteps;
    const [url, options] = launch.mock.calls[0] ?? [];
    expect(url?.origin).toBe('https://tenant.example');
    expect(url?.pathname).toBe('/v2/logout');
    expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
      client_id: 'unit-client',
      returnTo: REDIRECT_URL,
    });
    expect(options).toEqual({ interactive: false });
  });

  it("ends the identity provider's session too if that is configured", async () => {
    const { failedSteps, launch } = signOutWhere({ config: unitConfig({ logout: 'federated' }) });
    await failedSteps;
    expect(launch.mock.calls[0]?.[0].searchParams.has('federated')).toBe(true);
  });

  it("keeps the tenant's session if that is configured, and still revokes", async () => {
    const { failedSteps, order } = signOutWhere({ config: unitConfig({ logout: 'local' }) });
    await expect(failedSteps).resolves.toEqual([]);
    expect(order).toEqual(['remove', 'revoke']);
  });

  it.each<[string, RemovedSession]>([
    ['there is no refresh token', signedIn({ renewAt: null }, { refreshToken: null })],
    ['no user was signed in', { kind: 'none' }],
  ])('revokes nothing if %s, and continues', async (_name, removed) => {
    const { failedSteps, order } = signOutWhere({ remove: async () => removed });
    await expect(failedSteps).resolves.toEqual([]);
    expect(order).toEqual(['remove', 'log out']);
  });

  it('revokes the token of another application at its own tenant, with its own client ID', async () => {
    const removed = signedIn({ domain: 'other.example', clientId: 'other-client' });
    const { failedSteps, fetch } = signOutWhere({ remove: async () => removed });
    await expect(failedSteps).resolves.toEqual([]);
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe('https://other.example/oauth/revoke');
    expect(new URLSearchParams(String(init?.body)).get('client_id')).toBe('other-client');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('sends no token to a host without permission', async () => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    const { failedSteps, fetch } = signOutWhere();
    await expect(failedSteps).resolves.toEqual(['refresh-token']);
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe("a log-out that ends on the identity provider's page", () => {
  const page = new LatchkeyError('interaction-required', { reason: 'no-response' });
  const config = unitConfig({ logout: 'federated' });

  it("has ended the tenant's session if its own log-out confirms that", async () => {
    const launch: Identity['launch'] = async (url) => {
      if (url.searchParams.has('federated')) throw page;
      return new URL(REDIRECT_URL);
    };
    const signedOut = signOutWhere({ config, launch });
    await expect(signedOut.failedSteps).resolves.toEqual([]);
    expect(signedOut.launch.mock.lastCall?.[1]).toEqual({ interactive: false });
  });

  it('leaves the session behind if the tenant does not confirm that', async () => {
    const { failedSteps } = signOutWhere({ config, launch: () => Promise.reject(page) });
    await expect(failedSteps).resolves.toEqual(['tenant-session']);
  });
});

describe('signing out of a configurable build', () => {
  it('sends nothing to a host without permission', async () => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    const { failedSteps, order } = signOutWhere({ config: unitConfig({ configurable: 'https' }) });
    await expect(failedSteps).resolves.toEqual(['refresh-token', 'tenant-session']);
    expect(order).toEqual(['remove']);
  });
});

describe('a failed step is returned if', () => {
  it.each<[string, Circumstances, string[]]>([
    ['the tenant is away', { fetch: away, launch: away }, ['refresh-token', 'tenant-session']],
    ['revocation is away', { fetch: away }, ['refresh-token']],
    ['the tokens could not be read', { remove: async () => ({ kind: 'unreadable' }) }, ['refresh-token']],
    [
      'revocation is refused',
      { fetch: async () => json({ error: 'invalid_request' }, { status: 400 }) },
      ['refresh-token'],
    ],
    [
      'the redirect is not allowed',
      { launch: () => Promise.reject(new LatchkeyError('interaction-required', { reason: 'no-response' })) },
      ['tenant-session'],
    ],
  ])('%s', async (_name, circumstances, expected) => {
    await expect(signOutWhere(circumstances).failedSteps).resolves.toEqual(expected);
  });

  it('the revocation times out', async () => {
    const orphaned = new DOMException('The operation timed out.', 'TimeoutError');
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(orphaned));
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      init?.signal?.throwIfAborted();
      return new Response();
    };
    await expect(signOutWhere({ fetch }).failedSteps).resolves.toEqual(['refresh-token']);
  });
});

describe('a session that cannot be removed', () => {
  it('rejects, and sends nothing to the tenant', async () => {
    const why = new LatchkeyError('storage-failed', { reason: 'not-removed' });
    const { failedSteps, order } = signOutWhere({ remove: () => Promise.reject(why) });
    await expect(failedSteps).rejects.toBe(why);
    expect(order).toEqual(['remove']);
  });
});
