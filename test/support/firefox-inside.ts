/**
 * Functions that run inside Firefox, in the scope of its own browser window (BiDi's `moz:scope: chrome`). Each is sent as
 * text, so it can't use other functions of this module. Its arguments are strings, its result is sent as JSON.
 *
 * Puppeteer's protocol reaches tabs only. A toolbar popup and a background page are `<browser>` elements too, outside of
 * any tab. `watch` makes the protocol's registry find those that have an ID, and `toolbarPopup` and `background` give
 * them one. From then on they are pages like any other.
 */

/** The used members of a `<xul:browser>`. */
interface XulBrowser {
  readonly browsingContext: {
    readonly id: number;
    prefersColorSchemeOverride: string;
    forcedColorsOverride: string;
  } | null;
  readonly isConnected: boolean;
  /** The protocol's key of a browser. Tabs always have one. */
  permanentKey?: object;
}

interface NavigableManager {
  getBrowserById(id: string): XulBrowser | null;
  getIdForBrowser(browser: XulBrowser): string;
  latchkeyBrowsers?: Set<XulBrowser>;
}

interface Extension {
  readonly views: ReadonlySet<{ readonly viewType: string; readonly xulBrowser?: XulBrowser }>;
  /** `running`, `stopped`, `starting`, … */
  readonly backgroundState: string;
  wakeupBackground?(): Promise<unknown>;
}

interface ToolbarAction {
  openPopup(chromeWindow: Window, withoutUserInteraction: boolean): Promise<void>;
  readonly action: { getProperty(tab: null, name: 'badgeText' | 'title'): string | null };
}

interface ExtensionPopup {
  readonly panel: EventTarget & { readonly state: string };
  readonly browser: XulBrowser | null;
  readonly browserLoaded: Promise<unknown>;
  closePopup(): void;
}

interface ProcessMessages {
  addMessageListener(name: string, listener: (message: { readonly data: string }) => void): void;
  loadProcessScript(url: string, alsoLater: boolean): void;
}

interface FirefoxModules {
  'chrome://remote/content/shared/NavigableManager.sys.mjs': { readonly NavigableManager: NavigableManager };
  'resource://gre/modules/ExtensionParent.sys.mjs': {
    readonly ExtensionParent: {
      readonly apiManager: { readonly global: { browserActionFor(extension: Extension): ToolbarAction } };
      readonly DebugUtils: { terminateBackgroundScript(extensionId: string): Promise<void> };
    };
  };
  'resource:///modules/ExtensionPopups.sys.mjs': {
    readonly BasePopup: { for(extension: Extension, chromeWindow: Window): ExtensionPopup | undefined };
  };
}

declare const ChromeUtils: {
  requestProcInfo(): Promise<{ readonly children: readonly { type: string; memory: number }[] }>;
  importESModule<Address extends keyof FirefoxModules>(address: Address): FirefoxModules[Address];
};
declare const Services: {
  readonly focus: { readonly activeWindow: Window | null };
  readonly obs: {
    addObserver(observer: (context: { readonly id: number }) => void, topic: string): void;
    notifyObservers(subject: null, topic: string): void;
  };
  readonly ppmm: ProcessMessages;
};
declare const WebExtensionPolicy: { getByID(id: string): { readonly extension: Extension } | null };
/** A page that the protocol can now reach. */
export interface Reachable {
  /** Its ID in the protocol. */
  readonly context: string;
  /** Its ID inside Firefox, which is the source of its output. */
  readonly browsingContext: number;
}

/** The reports of `watch`, each as JSON. */
export type InsideEvent =
  | {
      readonly type: 'console';
      readonly context: number;
      readonly level: string;
      readonly address: string;
      readonly text: string;
    }
  | { readonly type: 'error'; readonly context: number; readonly address: string; readonly text: string }
  | { readonly type: 'gone'; readonly context: number };

/** Starts reporting, and makes pages outside of tabs reachable. Must be called once for each run of the browser. */
export function watch(report: (event: string) => void, processScript: string): void {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const browsers = new Set<XulBrowser>();
  const findInTabs = NavigableManager.getBrowserById;
  NavigableManager.latchkeyBrowsers = browsers;
  NavigableManager.getBrowserById = function (id) {
    const inTab = findInTabs.call(this, id);
    if (inTab !== null) return inTab;
    for (const browser of browsers) {
      if (!browser.isConnected) browsers.delete(browser);
      else if (this.getIdForBrowser(browser) === id) return browser;
    }
    return null;
  };

  Services.ppmm.addMessageListener('latchkey:console', ({ data }) => report(data));
  Services.ppmm.loadProcessScript(`data:,${encodeURIComponent(processScript)}`, true);
  Services.obs.addObserver(
    ({ id }) => report(JSON.stringify({ type: 'gone', context: id })),
    'browsing-context-discarded',
  );
}

/** Runs in every content process of Firefox. Reports console lines, with the content of objects, and uncaught errors. */
export const PROCESS_SCRIPT = `
  const report = (event) => sendAsyncMessage('latchkey:console', JSON.stringify(event));
  const contextOf = (innerWindowId) => WindowGlobalChild.getByInnerWindowId(innerWindowId)?.browsingContext.id ?? 0;
  const format = (value) => {
    if (typeof value !== 'object' || value === null) return String(value);
    const bare = Cu.waiveXrays(value);
    try {
      return bare.stack === undefined ? JSON.stringify(bare) : bare.name + ': ' + bare.message + ' ' + JSON.stringify(bare);
    } catch {
      return String(value);
    }
  };
  const onConsoleCall = (event) => {
    const { innerID, level, filename, arguments: values } = event.wrappedJSObject ?? event;
    const text = Array.from(values, format).join(' ');
    report({ type: 'console', context: contextOf(innerID), level, address: String(filename), text });
  };
  const onConsoleMessage = (message) => {
    if (!(message instanceof Ci.nsIScriptError) || message.innerWindowID === 0) return;
    if ((message.flags & Ci.nsIScriptError.warningFlag) !== 0) return;
    report({ type: 'error', context: contextOf(message.innerWindowID), address: message.sourceName, text: message.errorMessage });
  };
  if (Services.appinfo.processType === Services.appinfo.PROCESS_TYPE_CONTENT) {
    Cc['@mozilla.org/consoleAPI-storage;1']
      .getService(Ci.nsIConsoleAPIStorage)
      .addLogEventListener(onConsoleCall, Services.scriptSecurityManager.getSystemPrincipal());
    Services.console.registerListener({ observe: onConsoleMessage });
  }
`;

/**
 * Opens the popup by the toolbar action and waits until its panel is open and its document loaded, for at most
 * `timeoutMs`.
 */
export async function toolbarPopup(extensionId: string, timeoutMs: string): Promise<Reachable> {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { BasePopup } = ChromeUtils.importESModule('resource:///modules/ExtensionPopups.sys.mjs');
  const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
  if (extension === undefined) throw new Error('The extension is not there.');

  const end = performance.now() + Number(timeoutMs);
  const nextFrame = async (missing: string): Promise<void> => {
    if (performance.now() > end) throw new Error(`Within ${timeoutMs} ms ${missing}.`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  // Firefox opens a popup in a window that has the focus, and in no other.
  window.focus();
  while (Services.focus.activeWindow !== window) await nextFrame('the window did not come to the front');
  await ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(window, false);
  let popup = BasePopup.for(extension, window);
  while (popup === undefined || popup.panel.state !== 'open') {
    await nextFrame('the click on the toolbar icon opened no popup');
    popup = BasePopup.for(extension, window);
  }
  await popup.browserLoaded;
  const browser = popup.browser;
  if (browser === null || browser.browsingContext === null)
    throw new Error('The popup closed during its opening.');
  browser.permanentKey ??= {};
  NavigableManager.latchkeyBrowsers?.add(browser);
  return { context: NavigableManager.getIdForBrowser(browser), browsingContext: browser.browsingContext.id };
}

/** Closes the panel as Escape would, and waits until it is hidden. */
export async function closeToolbarPopup(extensionId: string): Promise<void> {
  const { BasePopup } = ChromeUtils.importESModule('resource:///modules/ExtensionPopups.sys.mjs');
  const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
  const popup = extension && BasePopup.for(extension, window);
  if (popup === undefined) return;
  const hidden = new Promise((resolve) =>
    popup.panel.addEventListener('popuphidden', resolve, { once: true }),
  );
  popup.closePopup();
  await hidden;
}

/** Returns the background page, or null if it is stopped. Starts it if `wake` is `wake`. */
export async function background(extensionId: string, wake: string): Promise<Reachable | null> {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
  if (extension === undefined) throw new Error('The extension is not there.');
  if (wake === 'wake' && extension.backgroundState !== 'running') await extension.wakeupBackground?.();
  if (extension.backgroundState !== 'running') return null;
  const browser = [...extension.views].find((view) => view.viewType === 'background')?.xulBrowser;
  if (browser === undefined || browser.browsingContext === null) return null;
  browser.permanentKey ??= {};
  NavigableManager.latchkeyBrowsers?.add(browser);
  return { context: NavigableManager.getIdForBrowser(browser), browsingContext: browser.browsingContext.id };
}

/** Stops the event page as the browser does when it has been idle. */
export async function stopBackground(extensionId: string): Promise<void> {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  await ExtensionParent.DebugUtils.terminateBackgroundScript(extensionId);
}

/** Returns the results of `action.getBadgeText({})` and `action.getTitle({})`, without an extension page. */
export function badge(extensionId: string): { text: string; title: string } {
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
  if (extension === undefined) throw new Error('The extension is not there.');
  const { action } = ExtensionParent.apiManager.global.browserActionFor(extension);
  return {
    text: action.getProperty(null, 'badgeText') ?? '',
    title: action.getProperty(null, 'title') ?? '',
  };
}

/** Sets the color scheme of a page, `light` or `dark`, and whether colors are forced: `active` or `none`. */
export function setMedia(context: string, scheme: string, forcedColors: string): void {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  const browsingContext = NavigableManager.getBrowserById(context)?.browsingContext;
  if (!browsingContext) return;
  browsingContext.prefersColorSchemeOverride = scheme;
  browsingContext.forcedColorsOverride = forcedColors;
}

/** Returns the ID inside Firefox of a tab's page, which is the source of its output. */
export function browsingContextId(context: string): number {
  const { NavigableManager } = ChromeUtils.importESModule(
    'chrome://remote/content/shared/NavigableManager.sys.mjs',
  );
  return NavigableManager.getBrowserById(context)?.browsingContext?.id ?? 0;
}

/** Returns the memory of the process of the extensions' pages after a garbage collection, in bytes, as about:processes. */
export async function extensionMemory(): Promise<number> {
  const measure = async () =>
    (await ChromeUtils.requestProcInfo()).children.find(({ type }) => type === 'extension')?.memory ?? 0;
  Services.obs.notifyObservers(null, 'child-mmu-request');
  // The other process collects garbage without reporting its end: measures until the value does not fall any more.
  let previous = Number.POSITIVE_INFINITY;
  for (let now = await measure(); now < previous; now = await measure()) {
    previous = now;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return previous;
}
