import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { type BuildRequest, type BuildResult, build } from '../../src/build/build.ts';
import type { SourceManifest } from '../../src/build/manifest.ts';
import { ROOT } from '../../src/build/root.ts';
import type { Config } from '../../src/config.ts';
import { SESSION_KEY } from '../../src/storage/session-store.ts';
import {
  type BrowserKind,
  type ExtensionBrowser,
  type LaunchOptions,
  launchBrowser,
  type Popup,
} from '../support/browser.ts';
import type { ManagedValues } from '../support/managed.ts';
import { temporaryDir } from '../support/profile.ts';
import { type Api, startApi } from '../tenant/api/api.ts';
import { startTenant, type Tenant, type TenantOptions } from '../tenant/tenant.ts';
import { inLanguage } from './in-language.ts';
import { keepForNext, takeKept } from './kept-browsers.ts';

/** A tenant, the extension built for it, and a browser with the extension in it. */
export interface World {
  readonly tenant: Tenant;
  /** The API, and a stranger's; where the world was made `withApi`. */
  readonly apis: { readonly own: Api; readonly foreign: Api } | null;
  readonly built: BuildResult;
  readonly browser: ExtensionBrowser;
  /** The folder of the built extension. */
  readonly extensionDir: string;
  /** Ends everything. Throws if a secret was written to a console meanwhile. */
  end(): Promise<void>;
}

export interface WorldOptions {
  readonly tenant?: TenantOptions;
  /** Variables of the build beside the tenant's. */
  readonly environment?: Record<string, string>;
  /** See `BuildRequest.standIns`. */
  readonly standIns?: BuildRequest['standIns'];
  /** Whether the build is for no tenant, and for those on this computer too: see `BuildRequest.configurable`. */
  readonly configurable?: boolean;
  /** The language of the browser, as far as an extension can tell: `de`, `pt-BR`. */
  readonly language?: string;
  /** See `LaunchOptions.watchesRequests`. */
  readonly watchesRequests?: boolean;
  /** See `LaunchOptions.prefs`. */
  readonly prefs?: LaunchOptions['prefs'];
  /** See `LaunchOptions.managed`; or how to have it of the tenant. */
  readonly managed?: ManagedValues | ((tenant: Tenant) => ManagedValues);
  /** Changes the built extension before it is loaded; returns the folder to load. */
  readonly prepare?: (extensionDir: string, config: Config) => Promise<string>;
  /** Whether `prepare` is the same function each time, and makes the same of the same build: it is called once then. */
  readonly preparesOnce?: boolean;
  /** Whether the test changes what no later one shall find: the permissions of the extension. */
  readonly changesBrowser?: boolean;
  /** Whether an API stands beside the tenant, which the build may send its access tokens to. */
  readonly withApi?: boolean;
}

/** The extension's name. */
export const NAME = readManifest().name;

/** Both browsers: every test of a behaviour runs in each. */
export const BROWSERS: readonly BrowserKind[] = ['chromium', 'firefox'];

/** Starts a world. Its tenant lists the addresses that the build prints and nothing else. */
export async function createWorld(kind: BrowserKind, options: WorldOptions = {}): Promise<World> {
  const { tenant, apis, built, outDir } = await startBuiltTenant(options);
  const { allowedOrigins, callbackUrls, logoutUrls } = built.addresses[kind];
  tenant.configure({
    webOrigins: [...allowedOrigins],
    allowedOrigins: [...allowedOrigins],
    allowedCallbackUrls: [...callbackUrls],
    allowedLogoutUrls: [...logoutUrls],
  });
  const extensionDir = await prepareExtension(path.join(outDir, kind), built.config, options);
  const browser = await openBrowser(kind, { extensionDir, tenant }, options);
  const end = async () => {
    const { output } = browser;
    const stored = await storedText(browser);
    const isUsual = usualBrowser(options);
    if (isUsual) await keepForNext(browser, extensionDir);
    else await browser.close();
    await Promise.all([tenant.close(), apis?.own.close(), apis?.foreign.close()]);
    refuseSecrets({ output, stored, tenant });
  };
  return { tenant, apis, built, browser, extensionDir, end };
}

/** A browser with the extension, as one is that was just started. */
async function openBrowser(
  kind: BrowserKind,
  { extensionDir, tenant }: Pick<World, 'extensionDir' | 'tenant'>,
  options: WorldOptions,
): Promise<ExtensionBrowser> {
  const kept = usualBrowser(options) ? await takeKept(kind, extensionDir) : undefined;
  if (kept !== undefined) return kept;
  const { managed, prefs, watchesRequests } = options;
  return launchBrowser(kind, {
    extensionDir,
    ...(managed === undefined ? {} : { managed: typeof managed === 'function' ? managed(tenant) : managed }),
    ...(prefs === undefined ? {} : { prefs }),
    ...(watchesRequests === undefined ? {} : { watchesRequests }),
  });
}

/** Whether another world can use the browser after this one. */
function usualBrowser(options: WorldOptions): boolean {
  const { prepare, preparesOnce, language, managed, prefs, watchesRequests, withApi, changesBrowser } =
    options;
  const special = [preparesOnce === true ? undefined : prepare, language, managed, prefs, watchesRequests];
  return special.every((option) => option === undefined) && withApi !== true && changesBrowser !== true;
}

/** The build itself, or what `prepare` makes of a copy of it: other tests use the same build. */
async function prepareExtension(
  builtDir: string,
  config: Config,
  { prepare, preparesOnce, language }: WorldOptions,
): Promise<string> {
  if (prepare === undefined && language === undefined) return builtDir;
  const former = preparesOnce === true ? preparedOnce.get(builtDir) : undefined;
  if (former !== undefined) return former;
  const copy = await temporaryDir('e2e');
  await cp(builtDir, copy, { recursive: true });
  if (language !== undefined) await inLanguage(copy, language);
  const prepared = prepare === undefined ? copy : await prepare(copy, config);
  if (preparesOnce === true) preparedOnce.set(builtDir, prepared);
  return prepared;
}

/** What `prepare` made of a build, where it makes the same each time. */
const preparedOnce = new Map<string, string>();

function readManifest(): SourceManifest {
  return JSON.parse(readFileSync(path.join(ROOT, 'manifest.json'), 'utf8'));
}

interface Built {
  readonly built: BuildResult;
  readonly outDir: string;
  readonly port: number;
}

/** Builds of this file's tests by their variables. A build knows its tenant's port, so that is used again. */
const builds = new Map<string, Built>();

type Beginning = Built & Pick<World, 'tenant' | 'apis'>;

async function startBuiltTenant(options: WorldOptions): Promise<Beginning> {
  if (options.withApi === true) return startWithApis(options);
  const { environment, standIns, configurable } = options;
  const key = JSON.stringify([environment, standIns, configurable, options.tenant?.clientId]);
  const former = builds.get(key);
  if (former !== undefined) {
    const tenant = await startTenant({ ...options.tenant, port: former.port }).catch(() => undefined);
    // Somebody else may have taken the port meanwhile: then there is another one, and another build.
    if (tenant !== undefined) return { ...former, tenant, apis: null };
  }
  const tenant = await startTenant(options.tenant);
  const fresh = await buildFor(tenant, options);
  builds.set(key, fresh);
  return { ...fresh, tenant, apis: null };
}

/** A build knows its API's port too, so that each world has one of its own. */
async function startWithApis(options: WorldOptions): Promise<Beginning> {
  const tenant = await startTenant(options.tenant);
  const apis = { own: await startApi({ tenant }), foreign: await startApi({ tenant }) };
  const environment = { AUTH0_API_ORIGINS: apis.own.origin, ...options.environment };
  return { ...(await buildFor(tenant, { ...options, environment })), tenant, apis };
}

async function buildFor(tenant: Tenant, options: WorldOptions): Promise<Built> {
  const outDir = await temporaryDir('e2e');
  const environment = {
    AUTH0_DOMAIN: tenant.domain,
    AUTH0_CLIENT_ID: tenant.clientId,
    ...options.environment,
  };
  const configurable = options.configurable === true ? { configurable: 'any' as const } : {};
  const built = await build({ environment, outDir, standIns: options.standIns ?? {}, ...configurable });
  return { built, outDir, port: Number(new URL(tenant.origin).port) };
}

/** The first user of the tenant, who has a picture. */
export function ada(tenant: Tenant): { email: string; password: string } {
  const user = tenant.users[0];
  if (user === undefined) throw new Error('The tenant has no user.');
  return user;
}

/** The password of one of the tenant's users. */
export function passwordOf(tenant: Tenant, email: string): string {
  const user = tenant.users.find((candidate) => candidate.email === email);
  if (user === undefined) throw new Error(`The tenant has no ${email}.`);
  return user.password;
}

/** Fills Lock's form. */
export async function fillForm(
  popup: Popup,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await fill(popup, '#lock input[name=email]', email);
  await fill(popup, '#lock input[name=password]', password);
}

/** Fills Lock's form and sends it. */
export async function submitForm(
  popup: Popup,
  credentials: { email: string; password: string },
): Promise<void> {
  await fillForm(popup, credentials);
  await popup.click('#lock button[type=submit]');
}

/** Opens the popup and signs in. The popup stays open. */
export async function signIn({ browser, tenant }: World): Promise<Popup> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await submitForm(popup, ada(tenant));
  await popup.waitForState('signed-in');
  return popup;
}

/** Another screen of Lock: what leads there, and the label of its button. */
export interface LockScreen {
  readonly link: string;
  readonly label: string;
}

export const SIGN_UP: LockScreen = { link: '.auth0-lock-tabs li a', label: 'Sign Up' };
export const RESET_PASSWORD: LockScreen = { link: '.auth0-lock-alternative-link', label: 'Send email' };

/** Opens the popup at another screen of Lock. */
export async function openScreen({ browser }: World, screen: LockScreen): Promise<Popup> {
  const popup = await browser.openPopup();
  await popup.waitForState('signed-out');
  await goToScreen(popup, screen);
  return popup;
}

/** Clicks what leads to another screen of Lock, and waits until it is there. */
async function goToScreen(popup: Popup, { link, label }: LockScreen): Promise<void> {
  await popup.click(link);
  await popup.page.waitForFunction(
    (wanted) => document.querySelector('#lock button[type=submit]')?.textContent === wanted,
    { polling: 20 },
    label,
  );
}

/** What lies in the extension's storage under the session's key. */
export function storedSession(browser: ExtensionBrowser): Promise<unknown> {
  return browser.evaluateInExtension(
    async (key) => (await globalThis.chrome.storage.local.get(key))[key] ?? null,
    SESSION_KEY,
  );
}

/** Puts `value` where the session is kept. */
export async function storeSession(browser: ExtensionBrowser, value: unknown): Promise<void> {
  await browser.evaluateInExtension(
    async (key, stored) => {
      await globalThis.chrome.storage.local.set({ [key]: stored });
    },
    SESSION_KEY,
    value,
  );
}

/** Requests that the tenant has seen on a path. */
export function requestsTo(tenant: Tenant, wanted: string): Tenant['requests'] {
  return tenant.requests.filter(({ path: seen, method }) => seen === wanted && method !== 'OPTIONS');
}

/** Requests for a sign-in without a form that the tenant has seen. */
export function silentRequests(tenant: Tenant): number {
  return requestsTo(tenant, '/authorize').filter(({ query }) => query.includes('prompt')).length;
}

async function fill(popup: Popup, selector: string, text: string): Promise<void> {
  const field = await popup.page.waitForSelector(selector, { visible: true });
  if (field === null) throw new Error(`The popup has no ${selector}.`);
  await field.evaluate((element) => {
    if (element instanceof HTMLInputElement) element.select();
  });
  await field.press('Backspace');
  if (text !== '') await popup.type(selector, text);
}

/** All that the extension keeps, as text: on disk, and in memory. */
function storedText(browser: ExtensionBrowser): Promise<{ local: string; session: string }> {
  return browser.evaluateInExtension(async () => {
    const { local, session } = chrome.storage;
    return {
      local: JSON.stringify(await local.get(null)),
      session: JSON.stringify(await session.get(null)),
    };
  });
}

/** Parameters that no address may carry, whatever else a run did. */
const SECRET_PARAMETERS = [
  ...['password', 'otp', 'code_verifier'],
  ...['access_token', 'id_token', 'id_token_hint', 'refresh_token', 'token'],
];

/**
 * No password and no token may stand in a console line or an address, no authorization code in a console
 * line, no password in storage, no token on the disk that is not encrypted.
 */
function refuseSecrets({
  output,
  stored,
  tenant,
}: {
  output: readonly string[];
  stored: { local: string; session: string };
  tenant: Tenant;
}): void {
  const passwords = tenant.users.map(({ password }) => password);
  const hasPassword = (text: string) => passwords.some((password) => text.includes(password));
  const line = output.find(
    (candidate) => /\beyJ[\w-]{20,}|[?&]code=[\w-]/.test(candidate) || hasPassword(candidate),
  );
  if (line !== undefined) throw new Error(`A console line has a secret in it: ${line.slice(0, 80)}…`);
  if (hasPassword(stored.local + stored.session)) throw new Error('A password is in the storage.');
  if (/\beyJ[\w-]{20,}|"(access|refresh|id)Token"/.test(stored.local))
    throw new Error('A token that can be read is on the disk.');
  const request = tenant.requests.find(({ query }) => query.some((name) => SECRET_PARAMETERS.includes(name)));
  if (request !== undefined) throw new Error(`A secret is in the address of a request to ${request.path}.`);
}
