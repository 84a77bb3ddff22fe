import { describe, expect, it, vi } from 'vitest';
import { diagnoseAuthorization } from '../../src/auth/diagnose.ts';
import { unitConfig } from '../support/unit-config.ts';
import { html } from '../support/unit-provider.ts';

const REDIRECT_URL = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

const diagnose = (fetch: typeof globalThis.fetch) => diagnoseAuthorization(unitConfig(), REDIRECT_URL, fetch);

/** What a browser's `fetch` gives for a redirect that it was told not to follow. */
function opaqueRedirect(): Response {
  return Object.defineProperties(new Response(null), {
    status: { value: 0 },
    ok: { value: false },
    type: { value: 'opaqueredirect' },
  });
}

describe('the diagnosis of a sign-in that did not come back', () => {
  it('is asked of /authorize once, for nobody, without following', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => opaqueRedirect());
    await diagnose(fetch);
    expect(fetch).toHaveBeenCalledTimes(1);
    const [url, init] = fetch.mock.calls[0] ?? [];
    const asked = new URL(String(url));
    expect(asked.origin + asked.pathname).toBe('https://tenant.example/authorize');
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      client_id: 'unit-client',
      redirect_uri: REDIRECT_URL,
      response_type: 'code',
      prompt: 'none',
    });
    expect(asked.searchParams.has('login_ticket')).toBe(false);
    expect(init).toEqual({ redirect: 'manual', credentials: 'omit', signal: expect.any(AbortSignal) });
  });

  it.each([
    ['it redirects: it wanted the person', opaqueRedirect, 'interaction-required'],
    ['it shows a page', () => html(200), 'interaction-required'],
    ['it refuses', () => html(403), 'callback-not-allowed'],
    ['it refuses in another way', () => html(400), 'callback-not-allowed'],
    ['it has had too many requests', () => html(429), 'tenant-failed'],
    ['it fails', () => html(503), 'tenant-failed'],
  ])('%s', async (_name, response, code) => {
    await expect(diagnose(async () => response())).resolves.toMatchObject({ code });
  });

  it('it is not there, with the cause', async () => {
    const cause = new TypeError('Failed to fetch');
    await expect(diagnose(() => Promise.reject(cause))).resolves.toMatchObject({
      code: 'tenant-unreachable',
      cause,
    });
  });

  it('says which address to add, and where', async () => {
    const { message } = await diagnose(async () => html(403));
    expect(message).toContain(`must add ${REDIRECT_URL} to the application's Allowed Callback URLs`);
  });
});
