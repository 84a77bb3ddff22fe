import { describe, expect, it, vi } from 'vitest';
import { diagnoseAuthorization } from '../../../src/sdk/tenant/diagnose.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { html } from '../../support/unit/provider.ts';

const REDIRECT_URL = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

const diagnose = (fetch: typeof globalThis.fetch, interactive = false) =>
  diagnoseAuthorization(unitConfig(), { redirectUrl: REDIRECT_URL, interactive }, fetch);

/** Auth0's page for a redirect address that the application does not list. */
const mismatch = (status: number) =>
  new Response('<h1>Callback URL mismatch.</h1> The provided redirect_uri is not in the list.', { status });

/** Auth0's page for a client ID that it does not have. */
const unknownClient = (status: number) =>
  new Response('<h1>Oops!</h1> invalid_request: Unknown client: unit-client', { status });

/** What a browser's `fetch` gives for a redirect that it was told not to follow. */
function opaqueRedirect(): Response {
  return Object.defineProperties(new Response(null), {
    status: { value: 0 },
    ok: { value: false },
    type: { value: 'opaqueredirect' },
  });
}

describe('the diagnosis of a sign-in that did not return', () => {
  it('sends one request to /authorize, without cookies or redirects', async () => {
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
    ['it redirects: it requires the user', opaqueRedirect, 'interaction-required', 'sign-in-page-failed'],
    ['it refuses the address', () => mismatch(403), 'callback-not-allowed'],
    ['it refuses the address in another way', () => mismatch(400), 'callback-not-allowed'],
    ['it knows no such application', () => unknownClient(403), 'client-unknown'],
    ['it knows none in another way', () => unknownClient(400), 'client-unknown'],
    ['a proxy refuses', () => html(403), 'tenant-intercepted'],
    [
      'a proxy repeats the address',
      () => new Response('Blocked: ?redirect_uri=x', { status: 403 }),
      'tenant-intercepted',
    ],
    ['a proxy requires a sign-in', () => html(407), 'tenant-intercepted'],
    ['a page of the network answers', () => html(200), 'tenant-intercepted'],
    ['it has had too many requests', () => html(429), 'tenant-failed'],
    ['it fails', () => html(503), 'tenant-failed'],
  ])('%s', async (_name, response, code, inWindow = code) => {
    await expect(diagnose(async () => response())).resolves.toMatchObject({ code });
    await expect(diagnose(async () => response(), true)).resolves.toMatchObject({ code: inWindow });
  });

  it('is tenant-unreachable with the cause', async () => {
    const cause = new TypeError('Failed to fetch');
    await expect(diagnose(() => Promise.reject(cause))).resolves.toMatchObject({
      code: 'tenant-unreachable',
      cause,
    });
  });

  it('names the callback URL that the tenant must list', async () => {
    const { data } = await diagnose(async () => mismatch(403));
    expect(data).toEqual({ domain: 'tenant.example', address: REDIRECT_URL });
  });
});
