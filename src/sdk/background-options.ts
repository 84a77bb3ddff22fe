import type { StatusIcons } from './browser/badge.ts';
import { createTranslate, type StatusTextName, type StatusTranslate } from './locales/catalogue.ts';
import { englishStatus } from './locales/en.ts';
import type { Operation } from './operation.ts';

/** Parts of the extension that the SDK controls. The SDK neither reads nor changes other parts of the host extension. */
export interface BackgroundOptions {
  /** Whether the toolbar button's badge and title show the session. Default: `true`. */
  readonly badge?: boolean;
  /**
   * Whether the toolbar button's menu has entries to sign in and out. Requires the permission `contextMenus`. Default: `false`.
   */
  readonly menu?: boolean;
  /**
   * Whether a notification can show that the session has ended, if the user has turned it on (`latchkey/options`). Requires
   * the permission `notifications`, which can be optional. Default: `false`.
   */
  readonly notifications?: boolean;
  /**
   * Whether content scripts, including those of the host extension, are denied access to `storage.local`. Chromium only. In
   * Firefox, or if this is `false`, content scripts can read the user's name and email address. Tokens are always encrypted.
   * Default: `false`.
   */
  readonly closeStorage?: boolean;
  /** Icons of the toolbar button for `badge`. Default: the host extension's own. The notification shows `signedOut[128]`. */
  readonly icons?: StatusIcons;
  /**
   * Returns the texts of the toolbar button, its menu and the notification. Default: English. `latchkey/status-texts` has them in
   * six languages.
   */
  readonly translate?: StatusTranslate;
  /** Operations that content scripts can request, by name. Default: none. */
  readonly operations?: Readonly<Record<string, Operation>>;
}

/** `BackgroundOptions` with all defaults filled in. */
export interface Parts extends Required<Omit<BackgroundOptions, 'icons'>> {
  readonly icons: StatusIcons | null;
}

/** Returns the options with all defaults filled in, also for those that are `undefined`. */
export function partsOf({
  badge = true,
  menu = false,
  notifications = false,
  closeStorage = false,
  icons,
  translate = createTranslate<StatusTextName>(englishStatus),
  operations = {},
}: BackgroundOptions): Parts {
  return { badge, menu, notifications, closeStorage, icons: icons ?? null, translate, operations };
}
