import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../src/sdk/config.ts';
import { SESSION_KEY } from '../../src/sdk/storage/items.ts';
import type { BuildRequest } from '../../src/tooling/build/build.ts';
import type { SourceManifest } from '../../src/tooling/build/manifest.ts';
import { ROOT } from '../../src/tooling/build/project-files.ts';
import {
  type BrowserKind,
  type ExtensionBrowser,
  type LaunchOptions,
  launchBrowser,
  type Popup,
} from '../support/browser.ts';
import { listedAddresses } from '../support/listed-addresses.ts';
import type { ManagedValues } from '../support/managed.ts';
import { temporaryDir } from '../support/profile.ts';
import { type Api, startApi } from '../tenant/api.ts';
import { startTenant, type Tenant, type TenantOptions } from '../tenant/tenant.ts';
import { arePooled, releaseBrowser, takeBrowser } from './browser-pool.ts';
import { type Built, buildWith } from './builds.ts';
import { inLanguage } from './in-language.ts';
import { refuseSecrets, storedText } from './secrets.ts';

/** A tenant, the extension built for it, and a browser with the extension in it. */
export interface World {
  readonly tenant: Tenant;
  /** The listed API, and another one. Null without `withApi`. */
  readonly apis: { readonly own: Api; readonly foreign: Api } | null;
  readonly built: Built;
  readonly browser: ExtensionBrowser;
  /** The folder of the built extension. */
  readonly extensionDir: string;
  /** Throws if a secret is in a console, a URL or the storage. */
  end(): Promise<void>;
}

export interface WorldOptions {
  readonly tenant?: TenantOptions;
  /** Variables of the build beside the tenant's. */
  readonly environment?: Record<string, string>;
  /** See `BuildRequest.overrides`. */
  readonly overrides?: BuildRequest['overrides'];
  /** Whether the build is configurable, for tenants on this computer too. */
  readonly configurable?: boolean;
  /** The language of the browser for the extension: `de`, `pt-BR`. */
  readonly language?: string;
  /** See `LaunchOptions.prefs`. */
  readonly prefs?: LaunchOptions['prefs'];
  /** See `LaunchOptions.managed`. */
  readonly managed?: ManagedValues;
  /**
   * Changes a copy of the built extension before it is loaded. Worlds with the same function and the same build share the
   * copy.
   */
  readonly prepare?: (extensionDir: string, config: Config) => Promise<void>;
  /**
   * Whether no later test can use the browser: after a change of permissions, with another extension ID, or after a restart
   * of Chromium with preferences about the extension, which it forgets.
   */
  readonly changesBrowser?: true;
  /** Whether the build lists an API. */
  readonly withApi?: boolean;
}

/** The extension's name. */
export const NAME = readManifest().name;

export const BROWSERS: readonly BrowserKind[] = ['chromium', 'firefox'];

/** Starts a world. The tenant lists only the addresses that the build prints. */
export async function createWorld(kind: BrowserKind, options: WorldOptions = {}): Promise<World> {
  const { tenant, apis, built } = await startBuiltTenant(options);
  listAddresses(tenant, built, kind);
  const extensionDir = await prepareExtension(path.join(built.outDir, kind), built.config, options);
  const browser = await openBrowser(kind, extensionDir, options);
  const end = async () => {
    const { output } = browser;
    const stored = await storedText(browser);
    if (needsOwnBrowser(kind, options)) await browser.close();
    else {
      if (options.managed !== undefined) await browser.setManaged({});
      await releaseBrowser(browser, { start: startOf(kind, options, extensionDir), extensionDir });
    }
    await Promise.all([apis?.own.close(), apis?.foreign.close()]);
    const { users, requests } = tenant;
    if (!arePooled()) await endTenant();
    refuseSecrets({ output, stored, tenant: { users, requests } });
  };
  return { tenant, apis, built, browser, extensionDir, end };
}

/** Lists the addresses that the build prints for these browsers in the settings of a tenant. */
export function listAddresses(tenant: Tenant, { addresses }: Built, ...kinds: readonly BrowserKind[]): void {
  tenant.configure(listedAddresses(kinds.map((kind) => addresses[kind])));
}

/** Returns a browser with the extension, from the pool or a new one. */
async function openBrowser(
  kind: BrowserKind,
  extensionDir: string,
  options: WorldOptions,
): Promise<ExtensionBrowser> {
  const { managed, prefs } = options;
  const pooled = needsOwnBrowser(kind, options)
    ? undefined
    : await takeBrowser(kind, startOf(kind, options, extensionDir), extensionDir);
  if (pooled !== undefined) {
    if (managed !== undefined) await pooled.setManaged(managed);
    return pooled;
  }
  return launchBrowser(kind, {
    extensionDir,
    ...(managed === undefined ? {} : { managed }),
    ...(prefs === undefined ? {} : { prefs }),
  });
}

/** Returns whether no other world can use the browser. Chromium's policies can be changed while it runs. */
function needsOwnBrowser(kind: BrowserKind, { managed, changesBrowser }: WorldOptions): boolean {
  return changesBrowser === true || (kind === 'firefox' && managed !== undefined);
}

/**
 * Returns a text that is the same for browsers that can replace each other. Firefox grants required hosts when an add-on is
 * installed, and not again to one that replaces a build without them, as a configurable build is. Chromium loses preferences
 * about an extension when another folder replaces it.
 */
function startOf(
  kind: BrowserKind,
  { prefs, configurable = false }: WorldOptions,
  extensionDir: string,
): string {
  const folder = kind === 'chromium' && prefs !== undefined ? extensionDir : null;
  return JSON.stringify({ prefs: prefs ?? {}, configurable, folder });
}

/** Changed copies of builds, by folder and language, then by `prepare`. */
const preparedCopies = new Map<string, Map<WorldOptions['prepare'], Promise<string>>>();

/** Returns the folder of the build, or of a changed copy. */
function prepareExtension(
  builtDir: string,
  config: Config,
  { prepare, language }: WorldOptions,
): Promise<string> {
  if (prepare === undefined && language === undefined) return Promise.resolve(builtDir);
  const key = `${builtDir} ${language}`;
  const copies = preparedCopies.get(key) ?? new Map<WorldOptions['prepare'], Promise<string>>();
  preparedCopies.set(key, copies);
  const copy = copies.get(prepare) ?? copyBuild(builtDir, config, { prepare, language });
  copies.set(prepare, copy);
  return copy;
}

async function copyBuild(
  builtDir: string,
  config: Config,
  { prepare, language }: { prepare: WorldOptions['prepare']; language: string | undefined },
): Promise<string> {
  const copy = await temporaryDir('e2e');
  await cp(builtDir, copy, { recursive: true });
  if (language !== undefined) await inLanguage(copy, language);
  await prepare?.(copy, config);
  return copy;
}

function readManifest(): SourceManifest {
  return JSON.parse(readFileSync(path.join(ROOT, 'manifest.json'), 'utf8'));
}

/** The tenant of this process. Builds contain its address, so every world uses it after a reset. */
let runningTenant: Promise<Tenant> | undefined;

async function endTenant(): Promise<void> {
  const tenant = await runningTenant;
  runningTenant = undefined;
  await tenant?.close();
}

/** The ports of the APIs of this process, which builds contain. */
const ports = { api: 0, foreignApi: 0 };

async function startBuiltTenant(options: WorldOptions): Promise<Pick<World, 'tenant' | 'apis' | 'built'>> {
  runningTenant ??= startTenant();
  const tenant = await runningTenant;
  await tenant.reset(options.tenant);
  const apis =
    options.withApi === true
      ? {
          own: await onSamePort('api', (port) => startApi(tenant, port)),
          foreign: await onSamePort('foreignApi', (port) => startApi(tenant, port)),
        }
      : null;
  const { overrides = {}, configurable, environment } = options;
  const request: Parameters<typeof buildWith>[0] = {
    environment: {
      ...(configurable === true ? {} : { AUTH0_DOMAIN: tenant.domain, AUTH0_CLIENT_ID: tenant.clientId }),
      ...(apis === null ? {} : { AUTH0_API_ORIGINS: apis.own.origin }),
      ...environment,
    },
    overrides,
    ...(configurable === true ? { configurable: 'any' } : {}),
  };
  return { tenant, apis, built: await buildWith(request) };
}

/** Starts a server on its previous port, or on another one if that is in use. */
async function onSamePort<T extends { readonly origin: string }>(
  name: keyof typeof ports,
  start: (port: number) => Promise<T>,
): Promise<T> {
  const server = await start(ports[name]).catch(() => start(0));
  ports[name] = Number(new URL(server.origin).port);
  return server;
}

/** Returns the first user of the tenant, who has a picture. */
export function ada(tenant: Tenant): { email: string; password: string } {
  const user = tenant.users[0];
  if (user === undefined) throw new Error('The tenant has no user.');
  return user;
}

/** Returns the password of a user of the tenant. */
export function passwordOf(tenant: Tenant, email: string): string {
  const user = tenant.users.find((candidate) => candidate.email === email);
  if (user === undefined) throw new Error(`The tenant has no ${email}.`);
  return user.password;
}

/** A user without an account. */
export const HEDY = { email: 'hedy@example.com', password: 'Frequency-Hopping-1942' };

/** Fills Lock's form. */
export async function fillForm(
  popup: Popup,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await popup.fill('#lock input[name=email]', email);
  await popup.fill('#lock input[name=password]', password);
}

/** Fills Lock's form and submits it. */
export async function submitForm(
  popup: Popup,
  credentials: { email: string; password: string },
): Promise<void> {
  await fillForm(popup, credentials);
  await popup.click('#lock button[type=submit]');
}

/** Opens the popup, and waits for its state "signed-out". */
export async function openForm({ browser }: World): Promise<Popup> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  return popup;
}

/** Opens the popup and signs in. The popup stays open. */
export async function signIn(world: World): Promise<Popup> {
  const popup = await openForm(world);
  await submitForm(popup, ada(world.tenant));
  await popup.waitForState('signed-in');
  return popup;
}

/** Another screen of Lock: the selector of its link, and the label of its button. */
export interface LockScreen {
  readonly link: string;
  readonly label: string;
}

export const SIGN_UP: LockScreen = { link: '.auth0-lock-tabs li a', label: 'Sign up' };
export const RESET_PASSWORD: LockScreen = { link: '.auth0-lock-alternative-link', label: 'Send email' };

/** Opens the popup at another screen of Lock. */
export async function openScreen(world: World, { link, label }: LockScreen): Promise<Popup> {
  const popup = await openForm(world);
  await popup.click(link);
  await popup.page.waitForFunction(
    (wanted) => document.querySelector('#lock button[type=submit]')?.textContent === wanted,
    { polling: 20 },
    label,
  );
  return popup;
}

/** Returns the stored record of the session, else `null`. */
export function storedSession(browser: ExtensionBrowser): Promise<unknown> {
  return browser.evaluateInExtension(
    async (key) => (await chrome.storage.local.get(key))[key] ?? null,
    SESSION_KEY,
  );
}

/** Stores a record of the session. */
export async function storeSession(browser: ExtensionBrowser, record: unknown): Promise<void> {
  await browser.evaluateInExtension(
    (key, value) => chrome.storage.local.set({ [key]: value }),
    SESSION_KEY,
    record,
  );
}

/** Returns the tenant's requests to a path, without preflight requests. */
export function requestsTo(tenant: Tenant, wanted: string): Tenant['requests'] {
  return tenant.requests.filter(({ path: seen, method }) => seen === wanted && method !== 'OPTIONS');
}
