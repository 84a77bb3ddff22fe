import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ErrorCode } from '../../../src/sdk/errors.ts';
import { findClientSettings, loadClientSettings } from '../../../src/sdk/tenant/client-settings.ts';
import { unitConfig } from '../../support/unit/config.ts';

const config = unitConfig();
const SETTINGS = { id: 'unit-client', tenant: 'tenant', strategies: [{ name: 'auth0', connections: [] }] };
const scriptOf = (settings: object) => `Auth0.setClient(${JSON.stringify(settings)});`;
const SCRIPT = scriptOf(SETTINGS);

/** Loads the settings from a tenant with this response. */
const load = (body: BodyInit, init: ResponseInit = {}) =>
  loadClientSettings(config, async () => new Response(body, init));

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'Auth0');
  Reflect.deleteProperty(globalThis, 'evil');
});

describe('loadClientSettings', () => {
  it.each([
    ['with white space', `Auth0.setClient(\n  ${JSON.stringify(SETTINGS, null, 2)}\n);\n`],
    ['with a byte order mark', `\uFEFF${SCRIPT}`],
  ])("parses Auth0's script %s", async (_name, script) => {
    await expect(load(script)).resolves.toEqual(SETTINGS);
  });

  it("requests the application's script without cookies and redirects", async () => {
    const fetch = vi.fn(async () => new Response(SCRIPT));
    await loadClientSettings(config, fetch);
    expect(fetch.mock.calls).toEqual([
      [
        'https://tenant.example/client/unit-client.js',
        { cache: 'no-cache', credentials: 'omit', redirect: 'error', signal: expect.any(AbortSignal) },
      ],
    ]);
  });

  it('parses text that looks like code as text', async () => {
    const settings = { ...SETTINGS, name: '"); globalThis.evil = true; ("' };
    await expect(load(scriptOf(settings))).resolves.toEqual(settings);
    expect(globalThis).not.toHaveProperty('evil');
  });

  it.each<[name: string, code: ErrorCode, body: BodyInit, init?: ResponseInit]>([
    ['a page', 'settings-invalid', '<!doctype html><title>Captive portal</title>'],
    ['a call of another function', 'settings-invalid', SCRIPT.replace('setClient', 'setTenant')],
    ['damaged JSON', 'settings-invalid', 'Auth0.setClient({"id":"unit-client","strategies":[});'],
    ['no ID', 'settings-invalid', 'Auth0.setClient({"strategies":[]});'],
    ['no connections', 'settings-invalid', 'Auth0.setClient({"id":"unit-client"});'],
    ['another ID', 'client-unknown', 'Auth0.setClient({"id":"other","strategies":[]});'],
    ['status 404', 'client-unknown', '<h1>Not found</h1>', { status: 404 }],
    ['status 403 of Auth0', 'client-unknown', '<Error><Code>AccessDenied</Code></Error>', { status: 403 }],
    ['status 403 of a proxy', 'tenant-intercepted', '<h1>Blocked</h1>', { status: 403 }],
    ['status 407', 'tenant-intercepted', '', { status: 407 }],
    ['status 500', 'tenant-failed', SCRIPT, { status: 500 }],
    [
      'an interrupted body',
      'tenant-unreachable',
      new ReadableStream({ start: (controller) => controller.error(new TypeError('network error')) }),
    ],
  ])('rejects a response with %s as %s', async (_name, code, body, init = {}) => {
    await expect(load(body, init)).rejects.toMatchObject({ code, data: { domain: 'tenant.example' } });
  });

  it.each([
    ['after the call', `${SCRIPT}globalThis.evil = true;`],
    ['before the call', `globalThis.evil = true;${SCRIPT}`],
    ['in a second argument', SCRIPT.replace('})', '}, globalThis.evil = {})')],
  ])('rejects code %s without running it', async (_name, script) => {
    Reflect.set(globalThis, 'Auth0', { setClient: () => Reflect.set(globalThis, 'evil', true) });
    await expect(load(script)).rejects.toMatchObject({ code: 'settings-invalid' });
    expect(globalThis).not.toHaveProperty('evil');
  });

  it('rejects with the cause if the tenant cannot be reached', async () => {
    const cause = new TypeError('Failed to fetch');
    const loading = loadClientSettings(config, () => Promise.reject(cause));
    await expect(loading).rejects.toMatchObject({ code: 'tenant-unreachable', cause });
  });
});

describe('findClientSettings', () => {
  const CHANGED = { ...SETTINGS, tenant: 'renamed' };

  /** Finds the settings with a cached value and a tenant with this response. */
  function find(
    cached: unknown,
    respond: () => Promise<Response> = async () => new Response(scriptOf(CHANGED)),
  ) {
    const write = vi.fn(async () => {});
    const remove = vi.fn(async () => {});
    const fetch = vi.fn(respond);
    const found = findClientSettings(config, { read: async () => cached, write, remove }, fetch);
    return { write, remove, fetch, found };
  }

  it('returns cached settings without a request, and refreshes the cache later', async () => {
    const { write, fetch, found } = find(SETTINGS);
    const { settings, refresh } = await found;
    expect(settings).toEqual(SETTINGS);
    expect(fetch).not.toHaveBeenCalled();
    await refresh();
    expect(write).toHaveBeenCalledExactlyOnceWith(CHANGED);
  });

  it.each([
    ['keeps', 'cannot be reached', () => Promise.reject(new TypeError('no network')), 0],
    ['removes', 'has no such application any more', async () => new Response('', { status: 404 }), 1],
    ['removes', 'sends invalid settings', async () => new Response('<p>Hello</p>'), 1],
  ])('%s cached settings if the tenant %s', async (_verb, _name, respond, removals) => {
    const { remove, found } = find(SETTINGS, respond);
    await (await found).refresh();
    expect(remove).toHaveBeenCalledTimes(removals);
  });

  it.each([
    ['none', null],
    ['damaged settings', { id: 'unit-client' }],
    ["another application's settings", { ...SETTINGS, id: 'another' }],
  ])('loads the settings once and caches them if the cache has %s', async (_name, cached) => {
    const { write, fetch, found } = find(cached);
    const { settings, refresh } = await found;
    await refresh();
    expect(settings).toEqual(CHANGED);
    expect(fetch).toHaveBeenCalledOnce();
    expect(write).toHaveBeenCalledExactlyOnceWith(CHANGED);
  });
});
