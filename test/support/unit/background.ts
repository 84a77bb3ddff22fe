/** The background of an extension in the fake browser, and its tenants. */
import { vi } from 'vitest';
import { registerListeners } from '../../../src/sdk/background-listeners.ts';
import { type BackgroundOptions, partsOf } from '../../../src/sdk/background-options.ts';
import { keepWorkerAlive, type Run } from '../../../src/sdk/browser/keep-worker-alive.ts';
import type { Request } from '../../../src/sdk/browser/messages.ts';
import type { Config } from '../../../src/sdk/config.ts';
import { NO_OPTIONS, type Options, toStoredOptions } from '../../../src/sdk/settings/options.ts';
import { OPTIONS, USER_ACTIONS } from '../../../src/sdk/storage/items.ts';
import { createDeps } from '../../../src/sdk/use-cases/deps.ts';
import { unitConfig } from './config.ts';
import { fakeBrowser, resetFakeBrowser } from './fake-browser.ts';
import { type Scenario, startProvider } from './provider.ts';
import { type RefreshScenario, startRefreshTenant } from './refresh.ts';
import { NOON } from './session.ts';
import { settle } from './settle.ts';
import { KEY } from './sign-in.ts';

export type FakeBrowser = typeof fakeBrowser;

/** The manifest of an extension for every part of the SDK, in both browsers. */
export const MANIFEST = {
  name: 'Latchkey',
  version: '1.2.3',
  action: {},
  options_ui: { page: 'options.html' },
  permissions: ['alarms', 'contextMenus', 'declarativeNetRequestWithHostAccess', 'identity', 'storage'],
  optional_permissions: ['notifications'],
  host_permissions: ['https://tenant.example/*', 'https://api.example/*'],
  optional_host_permissions: ['https://*/*'],
  browser_specific_settings: { gecko: { id: 'latchkey@latchkey.example' } },
};

/** Changes before the background starts. */
export interface StartOptions {
  readonly prepare?: (browser: FakeBrowser) => unknown;
  readonly config?: Partial<Config>;
  readonly options?: BackgroundOptions;
}

/** Starts the background in a new browser. */
export async function startBackground({
  prepare,
  config,
  options = {},
}: StartOptions = {}): Promise<FakeBrowser> {
  resetFakeBrowser();
  fakeBrowser.runtime.manifest = MANIFEST;
  await prepare?.(fakeBrowser);
  const buildConfig = unitConfig(config);
  const everything = { menu: true, notifications: true, closeStorage: true };
  registerListeners(buildConfig, partsOf({ ...everything, ...options }), createDeps(buildConfig, run));
  await settle();
  return fakeBrowser;
}

/** The work of all backgrounds. */
const running = new Set<Promise<unknown>>();

const run: Run = (work, options) => {
  const ended = keepWorkerAlive(work, options);
  running.add(ended);
  ended.finally(() => running.delete(ended)).catch(() => {});
  return ended;
};

/** Resolves when no background has work left that could affect the next test. */
export async function backgroundIdle(): Promise<void> {
  while (running.size > 0) await Promise.allSettled([...running]);
}

/** Sends a request as the popup does. Resolves with the whole reply. */
export function sendRequest(request: Request): Promise<unknown> {
  return fakeBrowser.runtime.sendMessage({ ...request, type: `latchkey.${request.type}` });
}

/** Returns the reply with this response. */
export const responseWith = (response: object) => ({ type: 'answer', answer: response });

/** Stores the numbers of the user's started and completed actions. */
export const storeUserActions = (numbers: { begun: number; completed: number }) =>
  fakeBrowser.storage.session.set({ [USER_ACTIONS.key]: numbers });

/** Stores the user's options. */
export const storeOptions = (changes: Partial<Options>) =>
  fakeBrowser.storage.local.set({ [OPTIONS.key]: toStoredOptions({ ...NO_OPTIONS, ...changes }) });

/** Starts a tenant at which the user is signed in, changed by `scenario`. */
export function startTenant(scenario: Scenario = {}) {
  const provider = startProvider(unitConfig(), KEY, NOON, scenario);
  // Each of the two has endpoints that the other one lacks.
  const tenant = startRefreshTenant();
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
    String(input).endsWith('/oauth/revoke') ? tenant.fetch(input, init) : provider.fetch(input, init),
  );
  const launch = async ({ url, interactive = false }: { url: string; interactive?: boolean }) =>
    (await provider.identity.launch(new URL(url), { interactive })).href;
  fakeBrowser.identity.respond = launch;
  return { ...provider, launch, revoked: tenant.revoked };
}

/** Starts a tenant that renews the session of `unitRecord`. */
export function startRenewingTenant(scenario: RefreshScenario = {}) {
  const tenant = startRefreshTenant({ clock: Date.now });
  tenant.respondWith(scenario);
  vi.stubGlobal('fetch', tenant.fetch);
  return tenant;
}

/** Keeps a sign-in window open until the test closes it. `opened` resolves when it is open. */
export function holdWindow() {
  let close = () => {};
  const opened = new Promise<void>((resolve) => {
    fakeBrowser.identity.respond = () =>
      new Promise((_, reject) => {
        close = () => reject(new Error('The user did not approve access.'));
        resolve();
      });
  });
  return { opened, close: () => close() };
}
