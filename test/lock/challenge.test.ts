import { describe, expect, it, vi } from 'vitest';
import { loadChallenge } from '../../src/lock/challenge.ts';
import { unitConfig } from '../support/unit-config.ts';
import { html, json } from '../support/unit-provider.ts';

const IMAGE = {
  required: true,
  provider: 'auth0',
  type: 'code',
  image: 'data:image/svg+xml;base64,PHN2Zy8+',
};

const load = (response: () => Response) =>
  loadChallenge(unitConfig(), 'state-of-the-form', async () => response());

describe('the question whether a captcha is wanted', () => {
  it('is asked of the tenant, bound to the form, with nothing about anybody', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => json({ required: false }));
    await loadChallenge(unitConfig(), 'state-of-the-form', fetch);
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe('https://tenant.example/usernamepassword/challenge');
    expect(init?.method).toBe('POST');
    expect(init?.headers).toEqual({ 'Content-Type': 'application/json' });
    expect(JSON.parse(String(init?.body))).toEqual({ state: 'state-of-the-form' });
  });

  it('is asked once', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => html(500));
    await loadChallenge(unitConfig(), 'state-of-the-form', fetch);
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

describe('a captcha', () => {
  it('that is an image and a code is given with its image', async () => {
    await expect(load(() => json(IMAGE))).resolves.toEqual(IMAGE);
  });

  it.each([
    ['not wanted', { required: false }, { required: false, provider: null }],
    [
      'of a vendor',
      { required: true, provider: 'hcaptcha', siteKey: 'key' },
      { required: true, provider: 'hcaptcha', siteKey: 'key' },
    ],
    [
      'wanted by a word, not by true',
      { required: 'true', provider: 'auth0' },
      { required: false, provider: 'auth0' },
    ],
    ['of a provider that is no text', { required: true, provider: 7 }, { required: true, provider: null }],
  ])('may be %s', async (_name, body, challenge) => {
    await expect(load(() => json(body))).resolves.toEqual(challenge);
  });
});

describe('the form goes without a captcha where', () => {
  it.each<[string, () => Response]>([
    ['the answer is a page', () => html(200)],
    ['the answer is null', () => json(null)],
    ['the answer is a text', () => json('required')],
    ['the answer says nothing of it', () => json({})],
    ['the tenant refuses', () => json({ error: 'invalid_request' }, { status: 400 })],
    ['the tenant fails', () => html(503)],
  ])('%s', async (_name, response) => {
    await expect(load(response)).resolves.toBeNull();
  });

  it('the tenant cannot be reached', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(loadChallenge(unitConfig(), 'state-of-the-form', fetch)).resolves.toBeNull();
  });

  it('the tenant takes too long', async () => {
    const late = new DOMException('The operation timed out.', 'TimeoutError');
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(late));
    const challenge = loadChallenge(unitConfig(), 'state-of-the-form', async (_url, init) => {
      init?.signal?.throwIfAborted();
      return json(IMAGE);
    });
    await expect(challenge).resolves.toBeNull();
  });
});
