import { describe, expect, it, vi } from 'vitest';
import { checkChoice } from '../../../src/sdk/use-cases/check-choice.ts';
import { unitConfig } from '../../support/unit/config.ts';

const config = unitConfig();
const KEY_SET = () => new Response('{"keys":[]}');
const settings = (strategies: unknown[], id = 'unit-client') =>
  new Response(`Auth0.setClient(${JSON.stringify({ id, strategies })});`);

type Answer = () => Response;

/** Checks at a tenant that answers so to the question for its keys, and so to the one for the application. */
function check(keys: Answer, application: Answer, domain = config.domain) {
  const fetch = vi.fn(async (address: string | URL | Request) =>
    String(address).endsWith('/jwks.json') ? keys() : application(),
  );
  return checkChoice({ ...config, domain }, fetch);
}

const NO_TENANT = {
  code: 'settings-invalid',
  data: expect.objectContaining({ domain: 'tenant.example' }),
};

describe('checkChoice', () => {
  it('accepts a tenant with the application, and returns its connections', async () => {
    const connections = [
      { name: 'auth0', connections: [{ name: 'Users' }, { name: 'Staff' }] },
      { name: 'google-oauth2', connections: [{ name: 'google-oauth2' }] },
    ];
    expect(await check(KEY_SET, () => settings(connections))).toEqual(['Users', 'Staff', 'google-oauth2']);
  });

  it('accepts a tenant without enabled connections', async () => {
    expect(await check(KEY_SET, () => settings([]))).toEqual([]);
  });

  it.each([
    ['a page', () => new Response('<!doctype html>')],
    ['nothing like it', () => new Response('', { status: 404 })],
  ])('rejects %s instead of the keys', async (_what, keys) => {
    await expect(check(keys, () => settings([]))).rejects.toMatchObject(NO_TENANT);
  });

  it.each([403, 407])('is inconclusive if a proxy responds with %i', async (status) => {
    await expect(
      check(
        () => new Response('<h1>', { status }),
        () => settings([]),
      ),
    ).rejects.toMatchObject({
      code: 'tenant-intercepted',
    });
  });

  it('rejects an application with invalid settings', async () => {
    await expect(check(KEY_SET, () => new Response('<!doctype html>'))).rejects.toMatchObject(NO_TENANT);
  });

  it.each([
    ['knows no such application', () => new Response('', { status: 404 })],
    ['answers with another application', () => settings([], 'other')],
  ])('rejects a tenant that %s', async (_what, application) => {
    await expect(check(KEY_SET, application, 'acme.auth0.com')).rejects.toMatchObject({
      code: 'client-unknown',
      data: { domain: 'acme.auth0.com' },
    });
  });

  it.each([429, 500, 503])('is inconclusive if the tenant responds with %i', async (status) => {
    const trouble = () => new Response('', { status });
    await expect(check(trouble, trouble)).rejects.toMatchObject({ code: 'tenant-failed' });
  });

  it('is inconclusive without a response', async () => {
    const dead = vi.fn(() => {
      throw new TypeError('Failed to fetch');
    });
    await expect(check(dead, dead)).rejects.toMatchObject({ code: 'tenant-unreachable' });
    // Whoever waits for nothing does not wait twice.
    expect(dead).toHaveBeenCalledOnce();
  });
});
