/** The background of an extension in the fake browser, and the tenants that it talks to. */
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

/** What a test changes before the background starts. */
export interface Circumstances {
  readonly prepare?: (browser: FakeBrowser) => unknown;
  readonly config?: Partial<Config>;
  readonly options?: BackgroundOptions;
}

/** Starts the background in a new browser. */
export async function startBackground({
  prepare,
  config,
  options = {},
}: Circumstances = {}): Promise<FakeBrowser> {
  resetFakeBrowser();
  fakeBrowser.runtime.manifest = MANIFEST;
  await prepare?.(fakeBrowser);
  const buildConfig = unitConfig(config);
  const everything = { menu: true, notifications: true, closeStorage: true };
  registerListeners(buildConfig, partsOf({ ...everything, ...options }), createDeps(buildConfig, run));
  await settle();
  return fakeBrowser;
}

/** The work of every background that was started. */
const running = new Set<Promise<unknown>>();

const run: Run = (work, options) => {
  const ended = keepWorkerAlive(work, options);
  running.add(ended);
  ended.finally(() => running.delete(ended)).catch(() => {});
  return ended;
};

/** Resolves when no background has work left, which could disturb the next test. */
export async function backgroundIdle(): Promise<void> {
  while (running.size > 0) await Promise.allSettled([...running]);
}

/** Sends a request as the popup does. Resolves with the whole reply. */
export function sendRequest(request: Request): Promise<unknown> {
  return fakeBrowser.runtime.sendMessage({ ...request, type: `latchkey.${request.type}` });
}

/** Returns the reply with this response. */
export const responseWith = (response: object) => ({ type: 'answer', answer: response });

/** Stores what the user has begun and completed in a popup. */
export const storeUserActions = (numbers: { begun: number; completed: number }) =>
  fakeBrowser.storage.session.set({ [USER_ACTIONS.key]: numbers });

/** Stores what the user has chosen in the options. */
export const storeOptions = (changes: Partial<Options>) =>
  fakeBrowser.storage.local.set({ [OPTIONS.key]: toStoredOptions({ ...NO_OPTIONS, ...changes }) });

/** Puts a tenant behind the browser at which the user is signed in, or one that differs by `scenario`. */
export function startTenant(scenario: Scenario = {}) {
  const provider = startProvider(unitConfig(), KEY, NOON, scenario);
  // Each of the two answers what the other one can't.
  const tenant = startRefreshTenant();
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
    String(input).endsWith('/oauth/revoke') ? tenant.fetch(input, init) : provider.fetch(input, init),
  );
  const launch = async ({ url, interactive = false }: { url: string; interactive?: boolean }) =>
    (await provider.identity.launch(new URL(url), { interactive })).href;
  fakeBrowser.identity.respond = launch;
  return { ...provider, launch, revoked: tenant.revoked };
}

/** Puts a tenant behind the browser that renews the session of `unitRecord`. */
export function startRenewingTenant(scenario: RefreshScenario = {}) {
  const tenant = startRefreshTenant({ clock: Date.now });
  tenant.respondWith(scenario);
  vi.stubGlobal('fetch', tenant.fetch);
  return tenant;
}

/** A window that stays open until the test closes it; `opened` resolves when it is there. */
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
