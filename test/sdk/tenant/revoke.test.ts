import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '../../../src/sdk/session/session.ts';
import { revokeOrphanedToken, revokeRefreshToken } from '../../../src/sdk/tenant/revoke.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { html, json } from '../../support/unit/provider.ts';
import { unitSession, unitSignedIn, unitUser } from '../../support/unit/session.ts';

beforeEach(resetFakeBrowser);

/** Revokes a token at a tenant with this response. */
function revoke(respond: typeof globalThis.fetch = async () => new Response(), config = unitConfig()) {
  const fetch = vi.fn<typeof globalThis.fetch>(respond);
  return { fetch, revoked: revokeRefreshToken(config, 'refresh-token', fetch) };
}

describe('revokeRefreshToken', () => {
  it('sends the token in the body only, with a timeout of ten seconds', async () => {
    const limit = vi.spyOn(AbortSignal, 'timeout');
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
    expect(limit).toHaveBeenCalledExactlyOnceWith(10_000);
  });

  it('uses plain http for a tenant on this computer', async () => {
    const { fetch, revoked } = revoke(undefined, unitConfig({ domain: '127.0.0.1:4180' }));
    await expect(revoked).resolves.toBeUndefined();
    expect(fetch.mock.calls[0]?.[0]).toBe('http://127.0.0.1:4180/oauth/revoke');
  });

  it.each<[string, typeof globalThis.fetch]>([
    ['cannot be reached', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['refuses', async () => json({ error: 'invalid_request' }, { status: 400 })],
    ['fails', async () => html(500)],
  ])('rejects if the tenant %s', async (_name, respond) => {
    await expect(revoke(respond).revoked).rejects.toThrow();
  });

  it('rejects without a request if the extension has no permission for the host', async () => {
    fakeBrowser.permissions.denied.add('https://tenant.example/*');
    const { fetch, revoked } = revoke();
    await expect(revoked).rejects.toThrow('No host permission for tenant.example');
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('revokeOrphanedToken', () => {
  const revokeBeside = async (stored: () => Promise<Session | null>) => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response());
    await revokeOrphanedToken(unitSignedIn({ id: 'orphan' }), { stored }, fetch);
    return fetch.mock.calls.map(([url]) => url);
  };

  it.each<[string, Session | null]>([
    ['no user is signed in', null],
    ['another user is signed in', unitSession({ user: unitUser({ sub: 'auth0|other' }) })],
    ['the user is signed in to another application', unitSession({ clientId: 'other-client' })],
    ['the user is signed in at another tenant', unitSession({ domain: 'other.example' })],
  ])('revokes the token at its own tenant if %s', async (_name, stored) => {
    expect(await revokeBeside(async () => stored)).toEqual(['https://tenant.example/oauth/revoke']);
  });

  it.each<[string, () => Promise<Session | null>]>([
    ['the same user is signed in, whose session could end', async () => unitSession()],
    ['the storage fails', () => Promise.reject(new Error('disk'))],
  ])('sends nothing if %s', async (_name, stored) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await revokeBeside(stored)).toEqual([]);
  });
});
