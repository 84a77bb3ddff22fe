/** What `evaluateInExtension` finds in the background: as much of `chrome` as the tests use. */
declare var chrome: {
  readonly runtime: {
    sendMessage: (message: object) => Promise<unknown>;
    getManifest(): { readonly version: string };
  };
  readonly i18n: { getMessage: (name: string) => string; getUILanguage: () => string };
  readonly permissions: { remove(permissions: { origins: string[] }): Promise<boolean> };
  readonly action: {
    setBadgeText: (details: { text: string }) => Promise<void>;
    getBadgeText(details: object): Promise<string>;
  };
  readonly alarms: { clearAll(): Promise<boolean>; getAll(): Promise<{ readonly scheduledTime: number }[]> };
  readonly tabs: { query(filter: object): Promise<{ readonly url?: string }[]> };
  readonly storage: { readonly local: ChromeStorageArea; readonly session: ChromeStorageArea };
};

interface ChromeStorageArea {
  get(key: string | null): Promise<Record<string, unknown>>;
  set(values: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
  clear(): Promise<void>;
}
