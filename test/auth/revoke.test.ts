import { describe, expect, it, vi } from 'vitest';
import { revokeRefreshToken } from '../../src/auth/revoke.ts';
import { unitConfig } from '../support/unit-config.ts';
import { html, json } from '../support/unit-provider.ts';

/** Revokes a token at a tenant that answers like this. */
function revoke(answer: typeof globalThis.fetch = async () => new Response(), config = unitConfig()) {
  const fetch = vi.fn<typeof globalThis.fetch>(answer);
  return { fetch, revoked: revokeRefreshToken(config, 'refresh-token', fetch) };
}

describe('revoking a refresh token', () => {
  it('tells the tenant, in the body alone', async () => {
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

  it('follows no redirect: the token is for the tenant alone', async () => {
    const { fetch, revoked } = revoke();
    await revoked;
    expect(fetch.mock.calls[0]?.[1]?.redirect).toBe('manual');
  });

  it('takes ten seconds at most', async () => {
    const limit = vi.spyOn(AbortSignal, 'timeout');
    await revoke().revoked;
    expect(limit).toHaveBeenCalledWith(10_000);
  });

  it('works with a tenant on plain http, which only a local one is', async () => {
    const config = unitConfig({ domain: '127.0.0.1:4180', tenant: 'http://127.0.0.1:4180' });
    await expect(revoke(undefined, config).revoked).resolves.toBeUndefined();
  });

  it.each<[string, typeof globalThis.fetch]>([
    ['is away', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['refuses', async () => json({ error: 'invalid_request' }, { status: 400 })],
    ['fails', async () => html(500)],
    ['sends us elsewhere', async () => Response.redirect('https://elsewhere.example/')],
  ])('fails where the tenant %s', async (_name, answer) => {
    await expect(revoke(answer).revoked).rejects.toThrow();
  });
});
