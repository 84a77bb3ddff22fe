/** The part of `chrome` that tests use in pages and in the background. */
declare var chrome: {
  readonly runtime: {
    sendMessage: (message: object) => Promise<unknown>;
    getManifest(): {
      readonly version: string;
      readonly optional_permissions?: readonly string[];
      readonly optional_host_permissions?: readonly string[];
      readonly host_permissions?: readonly string[];
    };
  };
  readonly i18n: { getMessage: (name: string) => string; getUILanguage: () => string };
  readonly permissions: {
    contains(permissions: ChromePermissions): Promise<boolean>;
    remove(permissions: ChromePermissions): Promise<boolean>;
    getAll(): Promise<ChromePermissions>;
  };
  readonly action: {
    setBadgeText: (details: { text: string }) => Promise<void>;
    getBadgeText(details: object): Promise<string>;
  };
  readonly commands: { getAll(): Promise<{ readonly name: string; readonly shortcut: string }[]> };
  readonly contextMenus: { update(id: string, changes: { enabled: boolean }): Promise<void> };
  /** Exists with the permission only. */
  readonly notifications?: {
    getAll(): Promise<Record<string, unknown>>;
    readonly onClosed: { addListener(listener: (id: string) => void): void };
  };
  readonly alarms: { clearAll(): Promise<boolean>; getAll(): Promise<{ readonly scheduledTime: number }[]> };
  readonly tabs: {
    query(filter: object): Promise<{ readonly id?: number; readonly url?: string }[]>;
    remove(ids: number[]): Promise<void>;
  };
  readonly storage: { readonly local: ChromeStorageArea; readonly session: ChromeStorageArea };
};

interface ChromeStorageArea {
  get(key: string | null): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}

interface ChromePermissions {
  readonly permissions?: readonly string[];
  readonly origins?: readonly string[];
}
