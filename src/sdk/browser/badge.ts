import browser from 'webextension-polyfill';
import type { StatusTranslate } from '../locales/catalogue.ts';
import { displayName } from '../session/display-name.ts';
import type { Session } from '../session/session.ts';
import type { SessionStatus } from '../session/status.ts';
import { attempt } from './optional-api.ts';

/** Paths of an icon in the package, by width in pixels. */
export type IconPaths = Readonly<Record<number, string>>;

/** The two icons of the toolbar button. */
export interface StatusIcons {
  readonly signedIn: IconPaths;
  readonly signedOut: IconPaths;
}

/** Appearance of the toolbar button. */
export interface BadgeAppearance {
  readonly text: '' | '✓' | '!' | '?';
  /** Tooltip, which screen readers announce. */
  readonly title: string;
  /** Background color of the badge, as `#rrggbb`. */
  readonly color: string;
  /** `null` keeps the host extension's own icon. */
  readonly icon: IconPaths | null;
}

const GREEN = '#1a7f4b';
const ORANGE = '#b3540a';
const GRAY = '#6b6880';

/** Returns the appearance of the toolbar button for a status. `extension` is the extension's name. */
export function badgeAppearance(
  status: SessionStatus,
  {
    extension,
    icons,
    translate,
  }: {
    readonly extension: string;
    readonly icons: StatusIcons | null;
    readonly translate: StatusTranslate;
  },
): BadgeAppearance {
  const name = isolate(extension);
  const icon = icons?.signedOut ?? null;
  switch (status.kind) {
    case 'signed-in': {
      const person = displayName(status.session.user);
      const title =
        person === null
          ? translate('badgeSignedIn', { name })
          : translate('badgeSignedInAs', { name, person: isolate(person) });
      return { text: '✓', title, color: GREEN, icon: icons?.signedIn ?? null };
    }
    case 'signed-out':
      return { text: '', title: translate('badgeSignedOut', { name }), color: GRAY, icon };
    case 'expired': {
      const title = translate(expiredTitle(status.session), { name });
      return { text: '!', title, color: ORANGE, icon };
    }
    case 'unreadable':
      return { text: '?', title: translate('badgeUnreadable', { name }), color: GRAY, icon };
  }
}

function expiredTitle({ end }: Session): 'badgeExpired' | 'badgeSignInRequired' | 'badgeStepRequired' {
  switch (end) {
    case null:
    case 'ended':
      return 'badgeExpired';
    case 'sign-in-required':
    case 'settings-changed':
      return 'badgeSignInRequired';
    case 'step-required':
      return 'badgeStepRequired';
  }
}

/** Right-to-left letters: Hebrew, Arabic and the neighboring Unicode blocks. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/**
 * Puts a name with right-to-left letters into Unicode isolates, so that it doesn't reorder the title. Titles in right-to-left
 * languages isolate all values themselves. https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
 */
function isolate(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

/** Shows an appearance on the toolbar button. Logs the parts that the browser doesn't support. Never rejects. */
export async function paintBadge({ text, title, color, icon }: BadgeAppearance): Promise<void> {
  await Promise.all([
    attempt(() => browser.action.setBadgeText({ text })),
    attempt(() => browser.action.setTitle({ title })),
    attempt(() => browser.action.setBadgeBackgroundColor({ color })),
    attempt(() => browser.action.setBadgeTextColor({ color: '#ffffff' })),
    ...(icon === null ? [] : [attempt(() => browser.action.setIcon({ path: icon }))]),
  ]);
}

/**
 * Opens the popup, as a click on the toolbar button does. Rejects without a browser window, and in Firefox without a user gesture.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/action/openPopup
 */
export async function openPopup(): Promise<void> {
  await browser.action.openPopup();
}
