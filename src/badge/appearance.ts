import type { SessionStatus } from '../session/status.ts';

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

/** What the toolbar button of the extension called `name` shows for a status. */
export function badgeAppearance(status: SessionStatus, name: string): BadgeAppearance {
  switch (status.kind) {
    case 'signed-in': {
      const who = status.session.user.name ?? status.session.user.email;
      const title = who === null ? `${name}: signed in` : `${name}: signed in as ${who}`;
      return { text: '✓', title, color: '#1a7f4b', icon: icons('signed-in') };
    }
    case 'signed-out':
      return { text: '', title: `${name}: signed out`, color: '#6b6880', icon: icons('signed-out') };
    case 'expired':
      return {
        text: '!',
        title: `${name}: your session has ended. Click to sign in again`,
        color: '#b3540a',
        icon: icons('signed-out'),
      };
    case 'unreadable':
      return {
        text: '?',
        title: `${name}: the session could not be read. Click to try again`,
        color: '#6b6880',
        icon: icons('signed-out'),
      };
  }
}

function icons(name: 'signed-in' | 'signed-out'): Record<number, string> {
  return Object.fromEntries(SIZES.map((size) => [size, `icons/${name}-${size}.png`]));
}
