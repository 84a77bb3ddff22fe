import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../../src/sdk/session/session.ts';
import { revokeOrphanedToken, revokeRefreshToken } from '../../../src/sdk/tenant/revoke.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { html, json } from '../../support/unit/provider.ts';
import { unitSession, unitSignedIn, unitUser } from '../../support/unit/session.ts';

beforeEach(resetFakeBrowser);

/** Revokes a token at a tenant that answers like this. */
function revoke(answer: typeof globalThis.fetch = async () => new Response(), config = unitConfig()) {
  const fetch = vi.fn<typeof globalThis.fetch>(answer);
  return { fetch, revoked: revokeRefreshToken(config, 'refresh-token', fetch) };
}

describe('revoking a refresh token', () => {
  it('sends the token in the body only', async () => {
    const { fetch, revoked } = revoke();
    await revoked;
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe('https://tenant.example/oauth/revoke');
    expect(Object.fromEntries(new URLSearchParams(String(init?.body)))).toEqual({
      client_id: 'unit-client',
      token: 'refresh-token',
      token_type_hint: 'refresh_token',
    });
    expect(JSON.stringify(init?.headers)).not.toContain('refresh-token');
  });

  it('follows no redirect', async () => {
    const { fetch, revoked } = revoke();
    await revoked;
    expect(fetch.mock.calls[0]?.[1]?.redirect).toBe('manual');
  });

  it('times out after ten seconds', async () => {
    const limit = vi.spyOn(AbortSignal, 'timeout');
    await revoke().revoked;
    expect(limit).toHaveBeenCalledWith(10_000);
  });

  it('accepts plain http for a local tenant', async () => {
    const { fetch, revoked } = revoke(undefined, unitConfig({ domain: '127.0.0.1:4180' }));
    await expect(revoked).resolves.toBeUndefined();
    expect(fetch.mock.calls[0]?.[0]).toBe('http://127.0.0.1:4180/oauth/revoke');
  });

  it.each<[string, typeof globalThis.fetch]>([
    ['is away', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['refuses', async () => json({ error: 'invalid_request' }, { status: 400 })],
    ['fails', async () => html(500)],
    ['sends us elsewhere', async () => Response.redirect('https://elsewhere.example/')],
  ])('fails if the tenant %s', async (_name, answer) => {
    await expect(revoke(answer).revoked).rejects.toThrow();
  });
});

it('sends no token to a host without permission', async () => {
  fakeBrowser.permissions.denied.add('https://tenant.example/*');
  const { fetch, revoked } = revoke();
  await expect(revoked).rejects.toThrow('may not reach tenant.example');
  expect(fetch).not.toHaveBeenCalled();
});

describe('an orphaned refresh token', () => {
  const orphan = unitSignedIn({ id: 'orphan' });
  const revokeBeside = async (stored: () => Promise<Session | null>) => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response());
    await revokeOrphanedToken(orphan, { stored }, fetch);
    return fetch.mock.calls.map(([url]) => url);
  };

  it.each<[string, Session | null]>([
    ['no user is signed in', null],
    ['another user is', unitSession({ user: unitUser({ sub: 'auth0|other' }) })],
    ['the user is signed in at another application', unitSession({ clientId: 'other-client' })],
    ['the user is signed in at another tenant', unitSession({ domain: 'other.example' })],
  ])('is revoked at its own tenant if %s', async (_name, stored) => {
    expect(await revokeBeside(async () => stored)).toEqual(['https://tenant.example/oauth/revoke']);
  });

  it.each<[string, () => Promise<Session | null>]>([
    ['the same user is signed in: that could end their session', async () => unitSession()],
    ['the storage cannot say who is', () => Promise.reject(new Error('disk'))],
  ])('is kept if %s', async (_name, stored) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await revokeBeside(stored)).toEqual([]);
  });
});
