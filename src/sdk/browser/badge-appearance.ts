import { statusTranslate } from '../locales/status-texts.ts';
import { displayName, isolate } from '../session/display-name.ts';
import type { Session } from '../session/session.ts';
import type { SessionStatus } from '../session/status.ts';

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
  { extension, icons }: { readonly extension: string; readonly icons: StatusIcons | null },
): BadgeAppearance {
  const translate = statusTranslate();
  const name = isolate(extension, translate('direction'));
  const icon = icons?.signedOut ?? null;
  switch (status.kind) {
    case 'signed-in': {
      const person = displayName(status.session.user);
      const title =
        person === null
          ? translate('badgeSignedIn', { name })
          : translate('badgeSignedInAs', { name, person: isolate(person, translate('direction')) });
      return { text: '✓', title, color: GREEN, icon: icons?.signedIn ?? null };
    }
    case 'signed-out':
      return { text: '', title: translate('badgeSignedOut', { name }), color: GRAY, icon };
    case 'expired':
      return { text: '!', title: expiredTitle(status.session, name), color: ORANGE, icon };
    case 'unreadable':
      return { text: '?', title: translate('badgeUnreadable', { name }), color: GRAY, icon };
  }
}

function expiredTitle({ end }: Session, name: string): string {
  const translate = statusTranslate();
  switch (end) {
    case null:
    case 'ended':
      return translate('badgeExpired', { name });
    case 'sign-in-required':
    case 'settings-changed':
      return translate('badgeSignInRequired', { name });
    case 'step-required':
      return translate('badgeStepRequired', { name });
  }
}
