import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ErrorCode, LatchkeyError } from '../../../src/sdk/errors.ts';
import { findClientSettings, loadClientSettings } from '../../../src/sdk/tenant/client-settings.ts';
import { unitConfig } from '../../support/unit/config.ts';
import { settle } from '../../support/unit/settle.ts';

const config = unitConfig();
const SETTINGS = { id: 'unit-client', tenant: 'tenant', strategies: [{ name: 'auth0', connections: [] }] };
const SCRIPT = `Auth0.setClient(${JSON.stringify(SETTINGS)});`;

/** Loads the settings where the tenant answers so. */
function load(body: BodyInit | null, init: ResponseInit = {}) {
  return loadClientSettings(config, async () => new Response(body, init));
}

async function failToLoad(loading: Promise<unknown>): Promise<LatchkeyError> {
  const thrown = await loading.then(
    () => expect.fail('The settings were accepted.'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof LatchkeyError)) throw thrown;
  return thrown;
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'Auth0');
  Reflect.deleteProperty(globalThis, 'evil');
});

describe('loadClientSettings', () => {
  it.each([
    ['as Auth0 writes them', SCRIPT],
    ['with whitespace inside the call', `Auth0.setClient(\n  ${JSON.stringify(SETTINGS, null, 2)}\n);\n`],
    ['with a byte order mark', `\uFEFF${SCRIPT}`],
  ])('reads settings %s', async (_name, script) => {
    await expect(load(script)).resolves.toEqual(SETTINGS);
  });

  it('requests the address of this client, without cookies', async () => {
    const fetch = vi.fn(async () => new Response(SCRIPT));
    await loadClientSettings(config, fetch);
    expect(fetch.mock.calls).toEqual([
      [
        'https://tenant.example/client/unit-client.js',
        { cache: 'no-cache', credentials: 'omit', redirect: 'error', signal: expect.any(AbortSignal) },
      ],
    ]);
  });

  it('keeps text that looks like code as text', async () => {
    const settings = { ...SETTINGS, name: '"); globalThis.evil = true; ("' };
    await expect(load(`Auth0.setClient(${JSON.stringify(settings)});`)).resolves.toEqual(settings);
    expect(globalThis).not.toHaveProperty('evil');
  });
});

describe('client settings are rejected if', () => {
  const cases: [name: string, code: ErrorCode, body: string, init?: ResponseInit][] = [
    ['they are a page', 'settings-invalid', '<!doctype html><title>Captive portal</title>'],
    ['they call another function', 'settings-invalid', SCRIPT.replace('setClient', 'setTenant')],
    ['their JSON is damaged', 'settings-invalid', 'Auth0.setClient({"id":"unit-client","strategies":[});'],
    ['they are an expression', 'settings-invalid', 'Auth0.setClient({id:"unit-client",strategies:[]});'],
    ['they lack the id', 'settings-invalid', 'Auth0.setClient({"strategies":[]});'],
    ['they lack connections', 'settings-invalid', 'Auth0.setClient({"id":"unit-client"});'],
    ['they are another client’s', 'client-unknown', 'Auth0.setClient({"id":"other","strategies":[]});'],
    ['the tenant responds with 404', 'client-unknown', 'Not found', { status: 404 }],
    [
      'the tenant responds with 403',
      'client-unknown',
      '<Error><Code>AccessDenied</Code></Error>',
      { status: 403 },
    ],
    ['a proxy refuses', 'tenant-intercepted', '<h1>Blocked</h1>', { status: 403 }],
    ['the tenant responds with 500', 'tenant-failed', SCRIPT, { status: 500 }],
  ];

  it.each(cases)('%s: %s', async (_name, code, body, init = {}) => {
    expect(await failToLoad(load(body, init))).toMatchObject({ code, data: { domain: 'tenant.example' } });
  });

  it.each([
    ['after the call', `${SCRIPT}globalThis.evil = true;`],
    ['before the call', `globalThis.evil = true;${SCRIPT}`],
    ['in a second argument', SCRIPT.replace('})', '}, globalThis.evil = {})')],
  ])('they contain code %s, which never runs', async (_name, script) => {
    Reflect.set(globalThis, 'Auth0', { setClient: () => Reflect.set(globalThis, 'evil', true) });
    expect((await failToLoad(load(script))).code).toBe('settings-invalid');
    expect(globalThis).not.toHaveProperty('evil');
  });

  it('the response breaks off', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.error(new TypeError('network error')),
    });
    expect((await failToLoad(load(body))).code).toBe('tenant-unreachable');
  });

  it('the tenant is unreachable, with the cause', async () => {
    const cause = new TypeError('Failed to fetch');
    const error = await failToLoad(loadClientSettings(config, () => Promise.reject(cause)));
    expect(error).toMatchObject({ code: 'tenant-unreachable', cause });
  });
});

describe('the cached settings', () => {
  const CHANGED = { ...SETTINGS, tenant: 'renamed' };

  /** A cache with something in it, and how the tenant answers. */
  function world(remembered: unknown, answer: () => Promise<Response>) {
    const cache = {
      read: async () => remembered,
      write: vi.fn(async () => {}),
      remove: vi.fn(async () => {}),
    };
    const fetch = vi.fn(answer);
    return { cache, fetch, found: findClientSettings(config, cache, fetch) };
  }

  const scriptOf = (settings: object) => async () =>
    new Response(`Auth0.setClient(${JSON.stringify(settings)});`);

  it('are returned without a request', async () => {
    const { fetch, found } = world(SETTINGS, scriptOf(CHANGED));
    expect((await found).settings).toEqual(SETTINGS);
    await settle();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('are replaced by changed ones at the next opening', async () => {
    const { cache, found } = world(SETTINGS, scriptOf(CHANGED));
    await (await found).refresh();
    expect(cache.write).toHaveBeenCalledExactlyOnceWith(CHANGED);
  });

  it('are returned and kept while the tenant is unreachable', async () => {
    const { cache, found } = world(SETTINGS, () => Promise.reject(new TypeError('no network')));
    await (await found).refresh();
    expect(cache.remove).not.toHaveBeenCalled();
  });

  it.each([
    ['does not know the application any more', async () => new Response('', { status: 404 })],
    ['answers nonsense', async () => new Response('<p>Hello</p>')],
  ])('are removed if the tenant %s', async (_name, answer) => {
    const { cache, found } = world(SETTINGS, answer);
    await (await found).refresh();
    expect(cache.remove).toHaveBeenCalledOnce();
  });

  it.each([
    ['there are none', null],
    ['they are damaged', { id: 'unit-client' }],
    ["they are another application's", { ...SETTINGS, id: 'another' }],
  ])('are ignored if %s, with one request whose response is stored', async (_name, remembered) => {
    const { cache, fetch, found } = world(remembered, scriptOf(CHANGED));
    const { settings, refresh } = await found;
    await refresh();
    expect(settings).toEqual(CHANGED);
    expect(fetch).toHaveBeenCalledOnce();
    expect(cache.write).toHaveBeenCalledExactlyOnceWith(CHANGED);
  });
});
