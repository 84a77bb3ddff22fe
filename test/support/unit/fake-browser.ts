/**
 * Stands in for `webextension-polyfill` in unit tests: in memory, and only what `src/` uses, with the
 * semantics that the browsers have. Tests reach the same object as `fakeBrowser`; `resetFakeBrowser` makes
 * it new.
 */
import { isDeepStrictEqual } from 'node:util';
import type {
  Action,
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

  /** Calls the listeners as the browser would; gives what they answer. */
  emit(...args: A): R[] {
    return Array.from(this.#listeners, (listener) => listener(...args));
  }
}

interface Change {
  readonly oldValue?: unknown;
  readonly newValue?: unknown;
}

/** An area of `browser.storage`: keeps copies; tells of a change when, and only when, there was one. */
class FakeStorageArea {
  readonly onChanged = new FakeEvent<[changes: Record<string, Change>]>();
  /** What each call of the area rejects with, while it is set. */
  failure: Error | null = null;
  /** Chromium alone has it: a test that needs it puts it here. */
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
      if (!isDeepStrictEqual(oldValue, value)) this.#tell(key, { oldValue, newValue: value });
    }
  }

  async remove(key: string): Promise<void> {
    this.#failIfBroken();
    const oldValue = this.#values.get(key);
    if (this.#values.delete(key)) this.#tell(key, { oldValue });
  }

  #failIfBroken(): void {
    if (this.failure !== null) throw this.failure;
  }

  /** Listeners hear of it in a later turn, as in a browser. */
  #tell(key: string, change: Change): void {
    setImmediate(() => this.onChanged.emit({ [key]: structuredClone(change) }));
  }
}

class FakeAlarms {
  readonly onAlarm = new FakeEvent<[alarm: Alarms.Alarm]>();
  /** When each alarm rings, in milliseconds, by name. */
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

/** The toolbar button: what was last set of each thing. */
class FakeAction {
  text: string | null | undefined = '';
  title: string | null | undefined = '';
  badgeColor: Action.ColorValue | null | undefined;
  badgeTextColor: Action.ColorValue | null | undefined;
  icon: Action.SetIconDetailsType['path'];

  /** What `openPopup` rejects with, while it is set. */
  popupFailure: Error | null = null;
  popupsOpened = 0;

  async openPopup(): Promise<void> {
    if (this.popupFailure !== null) throw this.popupFailure;
    this.popupsOpened += 1;
  }

  async setBadgeText({ text }: Action.SetBadgeTextDetailsType): Promise<void> {
    this.text = text;
  }

  async setTitle({ title }: Action.SetTitleDetailsType): Promise<void> {
    this.title = title;
  }

  async setBadgeBackgroundColor({ color }: Action.SetBadgeBackgroundColorDetailsType): Promise<void> {
    this.badgeColor = color;
  }

  async setBadgeTextColor({ color }: Action.SetBadgeTextColorDetailsType): Promise<void> {
    this.badgeTextColor = color;
  }

  async setIcon({ path }: Action.SetIconDetailsType): Promise<void> {
    this.icon = path;
  }
}

class FakeIdentity {
  readonly launched: Identity.LaunchWebAuthFlowDetailsType[] = [];
  /** What the browser answers to a flow; tests put their own here. */
  respond: (details: Identity.LaunchWebAuthFlowDetailsType) => Promise<unknown> = async () => undefined;

  getRedirectURL(): string {
    return `https://${EXTENSION_ID}.chromiumapp.org/`;
  }

  async launchWebAuthFlow(details: Identity.LaunchWebAuthFlowDetailsType): Promise<unknown> {
    this.launched.push(details);
    return this.respond(details);
  }
}

/** The menu of the toolbar button, in its order. */
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

/** What an extension with the permission has; a test that needs it puts it in its place. */
export class FakeNotifications {
  readonly onClicked = new FakeEvent<[id: string]>();
  /** Those that are on the screen, by their ids. */
  readonly shown = new Map<string, Notifications.CreateNotificationOptions>();

  async create(id: string, options: Notifications.CreateNotificationOptions): Promise<string> {
    this.shown.set(id, options);
    return id;
  }

  async clear(id: string): Promise<boolean> {
    return this.shown.delete(id);
  }
}

/** What an organisation has set; Firefox refuses where there is nothing. */
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

type MessageAnswer = Promise<unknown> | true | undefined;

class FakePermissions {
  /** APIs and hosts that are not granted. */
  readonly denied = new Set<string>();

  readonly onAdded = new FakeEvent<[]>();
  /** What the person answers when they are asked. */
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
    MessageAnswer
  >();
  readonly onInstalled = new FakeEvent<[]>();
  readonly onStartup = new FakeEvent<[]>();

  optionsPagesOpened = 0;

  async openOptionsPage(): Promise<void> {
    this.optionsPagesOpened += 1;
  }

  /** How often it was asked what system it runs on: a sign of life. */
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

  /** Sends as the popup does. */
  sendMessage(message: unknown): Promise<unknown> {
    return this.deliver(message, { id: EXTENSION_ID, url: this.getURL('popup.html') });
  }

  /** Sends a message as `sender`. Resolves with the first response, or with `undefined` if no listener responds. */
  async deliver(message: unknown, sender: Runtime.MessageSender): Promise<unknown> {
    if (!this.onMessage.hasListeners()) {
      throw new Error('Could not establish connection. Receiving end does not exist.');
    }
    const response = await new Promise<unknown>((resolve) => {
      const answers = this.onMessage.emit(structuredClone(message), sender, resolve);
      const answer = answers.find((one) => one !== undefined);
      if (answer !== true) resolve(answer);
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

/** Forgets everything: values, listeners, alarms, what was painted. */
export function resetFakeBrowser(): void {
  Object.assign(fakeBrowser, parts());
  // No background was started in a new browser.
  Reflect.deleteProperty(globalThis, Symbol.for('latchkey.background'));
}

/**
 * What the code under test has for `webextension-polyfill`, by test/vitest.config.ts.
 * @public
 * @alias
 */
export default fakeBrowser;
