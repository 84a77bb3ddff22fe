import { translate } from '../../locales/translate.ts';
import { displayName, isolate } from '../../session/display-name.ts';
import type { Session } from '../../session/session.ts';
import type { SessionStatus } from '../../session/status.ts';

/** How the toolbar button looks. Icons are paths in the package, by width in pixels. */
export interface BadgeAppearance {
  readonly text: '' | '✓' | '!' | '?';
  /** Tooltip, and what a screen reader says. */
  readonly title: string;
  /** Background colour of the badge, as `#rrggbb`. */
  readonly color: string;
  readonly icon: Readonly<Record<number, string>>;
}

const SIZES = [16, 32, 48, 128];

/** What the toolbar button of the `extension` shows for a status. */
export function badgeAppearance(status: SessionStatus, extension: string): BadgeAppearance {
  const name = isolate(extension, translate('direction'));
  switch (status.kind) {
    case 'signed-in': {
      const person = displayName(status.session.user);
      const title =
        person === null
          ? translate('badgeSignedIn', { name })
          : translate('badgeSignedInAs', { name, person: isolate(person, translate('direction')) });
      return { text: '✓', title, color: '#1a7f4b', icon: icons('signed-in') };
    }
    case 'signed-out':
      return {
        text: '',
        title: translate('badgeSignedOut', { name }),
        color: '#6b6880',
        icon: icons('signed-out'),
      };
    case 'expired':
      return {
        text: '!',
        title: expiredTitle(status.session, name),
        color: '#b3540a',
        icon: icons('signed-out'),
      };
    case 'unreadable':
      return {
        text: '?',
        title: translate('badgeUnreadable', { name }),
        color: '#6b6880',
        icon: icons('signed-out'),
      };
  }
}

function expiredTitle({ end }: Session, name: string): string {
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

function icons(name: 'signed-in' | 'signed-out'): Record<number, string> {
  return Object.fromEntries(SIZES.map((size) => [size, `icons/${name}-${size}.png`]));
}
