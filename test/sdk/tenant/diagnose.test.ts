import { describe, expect, it, vi } from 'vitest';
import { diagnoseAuthorization } from '../../../src/sdk/tenant/diagnose.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { html } from '../../support/unit/provider.ts';

const REDIRECT_URL = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

const diagnose = (fetch: typeof globalThis.fetch, interactive = false) =>
  diagnoseAuthorization(unitConfig(), { redirectUrl: REDIRECT_URL, interactive }, fetch);

/** Auth0's page for a redirect URL that the application does not list. */
const mismatch = (status: number) => () =>
  new Response('<h1>Callback URL mismatch.</h1> The provided redirect_uri is not in the list.', { status });

/** Auth0's page for an unknown client ID. */
const unknownClient = (status: number) => () =>
  new Response('<h1>Oops!</h1> invalid_request: Unknown client: unit-client', { status });

/** A browser's response for a redirect that it did not follow. */
const opaqueRedirect = () => Object.defineProperty(new Response(null), 'status', { value: 0 });

describe('diagnoseAuthorization', () => {
  it('requests /authorize once without a user, cookies and redirects', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => opaqueRedirect());
    await diagnose(fetch);
    expect(fetch).toHaveBeenCalledTimes(1);
    const [[input, init] = []] = fetch.mock.calls;
    const url = new URL(String(input));
    expect(url.origin + url.pathname).toBe('https://tenant.example/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: 'unit-client',
      redirect_uri: REDIRECT_URL,
      response_type: 'code',
      prompt: 'none',
    });
    expect(init).toEqual({ redirect: 'manual', credentials: 'omit', signal: expect.any(AbortSignal) });
  });

  it.each([
    ['redirects', opaqueRedirect, 'interaction-required', 'sign-in-page-failed'],
    ['refuses the redirect URL with 403', mismatch(403), 'callback-not-allowed'],
    ['refuses the redirect URL with 400', mismatch(400), 'callback-not-allowed'],
    ['does not know the application', unknownClient(403), 'client-unknown'],
    ['is replaced by a proxy', () => html(403), 'tenant-intercepted'],
    [
      'is replaced by a proxy that repeats the URL',
      () => new Response('?redirect_uri=x'),
      'tenant-intercepted',
    ],
    ['is overloaded', () => html(429), 'tenant-failed'],
    ['fails', () => html(503), 'tenant-failed'],
  ])('returns why if the tenant %s', async (_name, respond, code, inWindow = code) => {
    await expect(diagnose(async () => respond())).resolves.toMatchObject({ code });
    await expect(diagnose(async () => respond(), true)).resolves.toMatchObject({ code: inWindow });
  });

  it('returns the cause if the tenant cannot be reached', async () => {
    const cause = new TypeError('Failed to fetch');
    const diagnosed = diagnose(() => Promise.reject(cause));
    await expect(diagnosed).resolves.toMatchObject({ code: 'tenant-unreachable', cause });
  });

  it('returns the URL that the tenant must list', async () => {
    const { data } = await diagnose(async () => mismatch(403)());
    expect(data).toEqual({ domain: 'tenant.example', address: REDIRECT_URL });
  });
});
