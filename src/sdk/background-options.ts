import type { StatusIcons } from './browser/badge-appearance.ts';
import type { Operation } from './operation.ts';

/** What of the extension belongs to the SDK. The rest is the host's: the SDK neither reads nor changes it. */
export interface BackgroundOptions {
  /** Whether the toolbar button's badge and title show the session. Default: `true`. */
  readonly badge?: boolean;
  /** Whether the toolbar button's menu has entries to sign in and out. Needs `contextMenus`. Default: `false`. */
  readonly menu?: boolean;
  /**
   * Whether a notification can show that the session has ended, if they want that (`latchkey/options`). Needs
   * `notifications`, required or optional. Default: `false`.
   */
  readonly notifications?: boolean;
  /**
   * Whether `storage.local` is closed to content scripts, those of the host too, in Chromium. In Firefox, and without this, content
   * scripts can read the user's name and email address. Tokens are encrypted in any case. Default: `false`.
   */
  readonly closeStorage?: boolean;
  /** Icons of the toolbar button for `badge`; the host's own if missing. The notification shows `signedOut[128]`. */
  readonly icons?: StatusIcons;
  /** What content scripts can request, by name. */
  readonly operations?: Readonly<Record<string, Operation>>;
}

/** What the background does, with the defaults of `BackgroundOptions`. */
export interface Parts extends Required<Omit<BackgroundOptions, 'icons'>> {
  readonly icons: StatusIcons | null;
}

/** Returns the options with their defaults. */
export function partsOf({ icons, ...options }: BackgroundOptions): Parts {
  return {
    badge: true,
    menu: false,
    notifications: false,
    closeStorage: false,
    operations: {},
    ...options,
    icons: icons ?? null,
  };
}
