/**
 * Replaces `webextension-polyfill` in unit tests: in memory, only the API that `src/` uses, with the semantics of the
 * browsers. Tests use the same object as `fakeBrowser`; `resetFakeBrowser` resets it.
 */
import { isDeepStrictEqual } from 'node:util';
import type {
  Alarms,
  DeclarativeNetRequest,
  Identity,
  Menus,
  Notifications,
  Permissions,
  Runtime,
} from 'webextension-polyfill';

const EXTENSION_ID = 'abcdefghijklmnopabcdefghijklmnop';

type Listener<A extends unknown[], R> = (...args: A) => R;

class FakeEvent<A extends unknown[], R = void> {
  readonly #listeners = new Set<Listener<A, R>>();

  addListener(listener: Listener<A, R>): void {
    this.#listeners.add(listener);
  }

  removeListener(listener: Listener<A, R>): void {
    this.#listeners.delete(listener);
  }

  hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  listenerCount(): number {
    return this.#listeners.size;
  }

  /** Calls the listeners as the browser does. Returns their results. */
  emit(...args: A): R[] {
    return Array.from(this.#listeners, (listener) => listener(...args));
  }
}

interface Change {
  readonly oldValue?: unknown;
  readonly newValue?: unknown;
}

/** An area of `browser.storage`: stores copies, and emits an event for each real change. */
class FakeStorageArea {
  readonly onChanged = new FakeEvent<[changes: Record<string, Change>]>();
  /** Every call rejects with this, if it is set. */
  failure: Error | null = null;
  /** Only Chromium has it: a test that needs it sets it. */
  setAccessLevel?: (options: { accessLevel: string }) => Promise<void>;
  readonly #values = new Map<string, unknown>();

  async get(key: string): Promise<Record<string, unknown>> {
    this.#failIfBroken();
    return this.#values.has(key) ? { [key]: structuredClone(this.#values.get(key)) } : {};
  }

  async set(items: Record<string, unknown>): Promise<void> {
    this.#failIfBroken();
    for (const [key, value] of Object.entries(structuredClone(items))) {
      const oldValue = this.#values.get(key);
      this.#values.set(key, value);
      if (!isDeepStrictEqual(oldValue, value)) this.#emit(key, { oldValue, newValue: value });
    }
  }

  async remove(key: string): Promise<void> {
    this.#failIfBroken();
    const oldValue = this.#values.get(key);
    if (this.#values.delete(key)) this.#emit(key, { oldValue });
  }

  #failIfBroken(): void {
    if (this.failure !== null) throw this.failure;
  }

  /** Calls listeners in a later turn, as a browser does. */
  #emit(key: string, change: Change): void {
    setImmediate(() => this.onChanged.emit({ [key]: structuredClone(change) }));
  }
}

class FakeAlarms {
  readonly onAlarm = new FakeEvent<[alarm: Alarms.Alarm]>();
  /** The times of the alarms by name, as Unix time in milliseconds. */
  readonly scheduled = new Map<string, number>();

  async create(name: string, { when }: { when: number }): Promise<void> {
    this.scheduled.set(name, when);
  }

  async clear(name: string): Promise<boolean> {
    return this.scheduled.delete(name);
  }

  fire(name: string): void {
    const scheduledTime = this.scheduled.get(name) ?? 0;
    this.scheduled.delete(name);
    this.onAlarm.emit({ name, scheduledTime });
  }
}

/** The toolbar button: the last value of each property. */
class FakeAction {
  text: string | null = '';
  title: string | null = '';
  badgeColor: string | undefined;
  badgeTextColor: string | undefined;
  icon: string | Record<string, string> | undefined;
  /** `openPopup` rejects with this, if it is set. */
  popupFailure: Error | null = null;
  popupsOpened = 0;

  async openPopup(): Promise<void> {
    if (this.popupFailure !== null) throw this.popupFailure;
    this.popupsOpened += 1;
  }

  setBadgeText = async ({ text }: Pick<FakeAction, 'text'>) => void Object.assign(this, { text });
  setTitle = async ({ title }: Pick<FakeAction, 'title'>) => void Object.assign(this, { title });
  setBadgeBackgroundColor = async ({ color }: { color: string }) =>
    void Object.assign(this, { badgeColor: color });
  setBadgeTextColor = async ({ color }: { color: string }) =>
    void Object.assign(this, { badgeTextColor: color });
  setIcon = async ({ path }: { path: FakeAction['icon'] }) => void Object.assign(this, { icon: path });
}

class FakeIdentity {
  readonly launched: Identity.LaunchWebAuthFlowDetailsType[] = [];
  /** Ends a flow; tests replace it. */
  respond: (details: Identity.LaunchWebAuthFlowDetailsType) => Promise<unknown> = async () => undefined;

  getRedirectURL(): string {
    return `https://${EXTENSION_ID}.chromiumapp.org/`;
  }

  async launchWebAuthFlow(details: Identity.LaunchWebAuthFlowDetailsType): Promise<unknown> {
    this.launched.push(details);
    return this.respond(details);
  }
}

/** The menu of the toolbar button, in order. */
class FakeContextMenus {
  readonly onClicked = new FakeEvent<[info: { menuItemId: string | number }]>();
  readonly entries: Menus.CreateCreatePropertiesType[] = [];

  async remove(id: string): Promise<void> {
    const index = this.entries.findIndex((entry) => entry.id === id);
    if (index < 0) throw new Error(`Cannot find menu item with id ${id}`);
    this.entries.splice(index, 1);
  }

  create(entry: Menus.CreateCreatePropertiesType): string | number {
    if (this.entries.some(({ id }) => id === entry.id)) throw new Error(`There is a ${entry.id} already.`);
    this.entries.push(entry);
    return entry.id ?? '';
  }

  click(menuItemId: string): void {
    this.onClicked.emit({ menuItemId });
  }
}

/** The API of an extension with the permission; a test that needs it sets it. */
export class FakeNotifications {
  readonly onClicked = new FakeEvent<[id: string]>();
  /** The shown notifications by ID. */
  readonly shown = new Map<string, Notifications.CreateNotificationOptions>();

  async create(id: string, options: Notifications.CreateNotificationOptions): Promise<string> {
    this.shown.set(id, options);
    return id;
  }

  async clear(id: string): Promise<boolean> {
    return this.shown.delete(id);
  }
}

/** The values of policies; Firefox rejects if there are none. */
class FakeManagedStorage {
  readonly onChanged = new FakeEvent<[changes: Record<string, Change>]>();
  values: Record<string, unknown> | null = null;

  async get(): Promise<Record<string, unknown>> {
    if (this.values === null) throw new Error('Managed storage manifest not found');
    return structuredClone(this.values);
  }

  /** The administrator changes the policy while the browser runs. */
  change(values: Record<string, unknown>): void {
    this.values = values;
    this.onChanged.emit({});
  }
}

type MessageResponse = Promise<unknown> | true | undefined;

class FakePermissions {
  /** APIs and hosts that are not granted. */
  readonly denied = new Set<string>();

  readonly onAdded = new FakeEvent<[]>();
  /** Whether the user grants what is requested. */
  grantsRequests = true;
  readonly requests: Permissions.AnyPermissions[] = [];

  async request(permissions: Permissions.AnyPermissions): Promise<boolean> {
    this.requests.push(permissions);
    if (this.grantsRequests) for (const name of permissions.origins ?? []) this.denied.delete(name);
    return this.grantsRequests;
  }

  async remove({ origins = [] }: Permissions.AnyPermissions): Promise<boolean> {
    for (const name of origins) this.denied.add(name);
    return true;
  }

  async contains({ permissions = [], origins = [] }: Permissions.AnyPermissions): Promise<boolean> {
    return ![...permissions, ...origins].some((name) => this.denied.has(name));
  }
}

class FakeRuntime {
  readonly id = EXTENSION_ID;
  manifest: object = {
    name: 'Latchkey',
    version: '1.2.3',
    permissions: ['alarms', 'storage'],
    host_permissions: ['https://tenant.example/*'],
  };
  readonly onMessage = new FakeEvent<
    [message: unknown, sender: Runtime.MessageSender, sendResponse: (response: unknown) => void],
    MessageResponse
  >();
  readonly onInstalled = new FakeEvent<[]>();
  readonly onStartup = new FakeEvent<[]>();

  optionsPagesOpened = 0;

  async openOptionsPage(): Promise<void> {
    this.optionsPagesOpened += 1;
  }

  /** The number of calls of `getPlatformInfo`, which keep the worker alive. */
  platformInfoCalls = 0;

  async getPlatformInfo(): Promise<{ os: string; arch: string }> {
    this.platformInfoCalls += 1;
    return { os: 'linux', arch: 'x86-64' };
  }

  getManifest(): object {
    return this.manifest;
  }

  getURL(path: string): string {
    return `chrome-extension://${EXTENSION_ID}/${path}`;
  }

  /** Sends a message as the popup does. */
  sendMessage(message: unknown): Promise<unknown> {
    return this.deliver(message, { id: EXTENSION_ID, url: this.getURL('popup.html') });
  }

  /** Sends a message as `sender`. Resolves with the first response, or with `undefined` if no listener responds. */
  async deliver(message: unknown, sender: Runtime.MessageSender): Promise<unknown> {
    if (!this.onMessage.hasListeners()) {
      throw new Error('Could not establish connection. Receiving end does not exist.');
    }
    const response = await new Promise<unknown>((resolve) => {
      const responses = this.onMessage.emit(structuredClone(message), sender, resolve);
      const first = responses.find((value) => value !== undefined);
      if (first !== true) resolve(first);
    });
    return structuredClone(response);
  }
}

class FakeDeclarativeNetRequest {
  readonly sessionRules = new Map<number, DeclarativeNetRequest.Rule>();

  async updateSessionRules(options: DeclarativeNetRequest.UpdateSessionRulesOptionsType): Promise<void> {
    for (const id of options.removeRuleIds ?? []) this.sessionRules.delete(id);
    for (const rule of options.addRules ?? []) {
      if (this.sessionRules.has(rule.id))
        throw new Error(`Rule with id ${rule.id} does not have a unique ID.`);
      this.sessionRules.set(rule.id, rule);
    }
  }
}

function parts() {
  return {
    action: new FakeAction(),
    alarms: new FakeAlarms(),
    contextMenus: new FakeContextMenus(),
    declarativeNetRequest: new FakeDeclarativeNetRequest(),
    identity: new FakeIdentity(),
    notifications: undefined as FakeNotifications | undefined,
    permissions: new FakePermissions(),
    runtime: new FakeRuntime(),
    storage: {
      local: new FakeStorageArea(),
      session: new FakeStorageArea(),
      managed: new FakeManagedStorage(),
    },
    windows: { onCreated: new FakeEvent<[window: object]>() },
  };
}

export const fakeBrowser = parts();

/** Removes all values, listeners, alarms and settings. */
export function resetFakeBrowser(): void {
  Object.assign(fakeBrowser, parts());
  // No background was started in a new browser.
  Reflect.deleteProperty(globalThis, Symbol.for('latchkey.background'));
}

/**
 * The module `webextension-polyfill` of the code under test, by test/vitest.config.ts.
 * @public
 * @alias
 */
export default fakeBrowser;
