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
const NO_REDIRECT = new LatchkeyError('interaction-required', { reason: 'no-response' });

const signedIn = (...changes: Parameters<typeof unitSignedIn>): RemovedSession => {
  return { kind: 'signed-in', signedIn: unitSignedIn(...changes) };
};

interface Circumstances {
  readonly config?: Partial<Config>;
  /** Removes the session from the store. */
  readonly remove?: () => Promise<RemovedSession>;
  readonly fetch?: typeof globalThis.fetch;
  readonly launch?: Identity['launch'];
}

/** Signs out. Every step succeeds, except as `circumstances` say. `order` lists the steps in their order. */
function signOut({
  config,
  remove = async () => signedIn(),
  fetch = async () => new Response(),
  launch = async () => new URL(REDIRECT_URL),
}: Circumstances = {}) {
  const order: string[] = [];
  const logged =
    <A extends unknown[], R>(step: string, run: (...args: A) => R) =>
    (...args: A): R => {
      order.push(step);
      return run(...args);
    };
  const deps = createDeps(unitConfig(config));
  const fetched = vi.fn<typeof globalThis.fetch>(logged('revoke', fetch));
  const launched = vi.fn(logged('log out', launch));
  const failedSteps = createSignOut({
    ...deps,
    session: { ...deps.session, remove: logged('remove', remove) },
    identity: () => ({ redirectUrl: REDIRECT_URL, launch: launched }),
    fetch: fetched,
  })();
  return { failedSteps, order, fetched, launched };
}

beforeEach(() => {
  resetFakeBrowser();
  vi.stubGlobal('indexedDB', new IDBFactory());
});

const reject = () => Promise.reject(new TypeError('Failed to fetch'));

describe('a sign-out', () => {
  it('removes the session first, then revokes the refresh token and ends the tenant session', async () => {
    const { failedSteps, order, fetched, launched } = signOut();
    await expect(failedSteps).resolves.toEqual([]);
    expect([order[0], order.length]).toEqual(['remove', 3]);
    const [address, init] = fetched.mock.calls[0] ?? [];
    expect([address, init?.method]).toEqual(['https://tenant.example/oauth/revoke', 'POST']);
    expect(Object.fromEntries(new URLSearchParams(String(init?.body)))).toEqual({
      client_id: 'unit-client',
      token: 'refresh-token',
      token_type_hint: 'refresh_token',
    });
    const [url, options] = launched.mock.calls[0] ?? [];
    expect(url?.href.split('?')[0]).toBe('https://tenant.example/v2/logout');
    expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
      client_id: 'unit-client',
      returnTo: REDIRECT_URL,
    });
    expect(options).toEqual({ interactive: false });
  });

  it("also ends the identity provider's session when `logout` is federated", async () => {
    const { failedSteps, launched } = signOut({ config: { logout: 'federated' } });
    await failedSteps;
    expect(launched.mock.calls[0]?.[0].searchParams.has('federated')).toBe(true);
  });

  it.each<[string, Circumstances, string[]]>([
    ['the tenant session when `logout` is local', { config: { logout: 'local' } }, ['remove', 'revoke']],
    [
      'no token when there is none',
      { remove: async () => signedIn({ renewAt: null }, { refreshToken: null }) },
      ['remove', 'log out'],
    ],
    [
      'no token when no user was signed in',
      { remove: async () => ({ kind: 'none' }) },
      ['remove', 'log out'],
    ],
  ])('skips %s', async (_name, circumstances, steps) => {
    const { failedSteps, order } = signOut(circumstances);
    await expect(failedSteps).resolves.toEqual([]);
    expect(order).toEqual(steps);
  });

  it('revokes the token of another application at its own tenant', async () => {
    const removed = signedIn({ domain: 'other.example', clientId: 'other-client' });
    const { failedSteps, fetched } = signOut({ remove: async () => removed });
    await expect(failedSteps).resolves.toEqual([]);
    const requests = fetched.mock.calls.map(([url, init]) => [
      url,
      new URLSearchParams(String(init?.body)).get('client_id'),
    ]);
    expect(requests).toEqual([['https://other.example/oauth/revoke', 'other-client']]);
  });

  it.each<[string, Circumstances, string[]]>([
    ['the tenant is unreachable', { fetch: reject, launch: reject }, ['refresh-token', 'tenant-session']],
    ['the revocation fails', { fetch: reject }, ['refresh-token']],
    ['the tokens cannot be read', { remove: async () => ({ kind: 'unreadable' }) }, ['refresh-token']],
    [
      'the tenant refuses the revocation',
      { fetch: async () => json({ error: 'invalid_request' }, { status: 400 }) },
      ['refresh-token'],
    ],
    ['the redirect is not allowed', { launch: () => Promise.reject(NO_REDIRECT) }, ['tenant-session']],
    [
      'the redirect of a federated log-out is not confirmed',
      { config: { logout: 'federated' }, launch: () => Promise.reject(NO_REDIRECT) },
      ['tenant-session'],
    ],
  ])('resolves with the failed steps when %s', async (_name, circumstances, steps) => {
    await expect(signOut(circumstances).failedSteps).resolves.toEqual(steps);
  });

  it("is complete when a federated log-out ends on the identity provider's page", async () => {
    const { failedSteps, launched } = signOut({
      config: { logout: 'federated' },
      async launch(url) {
        if (url.searchParams.has('federated')) throw NO_REDIRECT;
        return new URL(REDIRECT_URL);
      },
    });
    await expect(failedSteps).resolves.toEqual([]);
    expect(launched.mock.lastCall?.[1]).toEqual({ interactive: false });
  });

  it.each<[string, Partial<Config>, string[], string[]]>([
    ['sends no token', {}, ['refresh-token'], ['remove', 'log out']],
    [
      'sends nothing in a configurable build',
      { configurable: 'https' },
      ['refresh-token', 'tenant-session'],
      ['remove'],
    ],
  ])('%s when the host permission is missing', async (_name, config, steps, done) => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    const { failedSteps, order } = signOut({ config });
    await expect(failedSteps).resolves.toEqual(steps);
    expect(order).toEqual(done);
  });

  it('rejects, and sends nothing, when the session cannot be removed', async () => {
    const error = new LatchkeyError('storage-failed', { reason: 'not-removed' });
    const { failedSteps, order } = signOut({ remove: () => Promise.reject(error) });
    await expect(failedSteps).rejects.toBe(error);
    expect(order).toEqual(['remove']);
  });
});
