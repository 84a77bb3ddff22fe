import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { badgeAppearance } from '../../../../src/sdk/browser/badge/appearance.ts';
import type { SessionStatus } from '../../../../src/sdk/session/status.ts';
import { speak } from '../../../support/unit/i18n.ts';
import { unitSession, unitUser } from '../../../support/unit/session.ts';

const session = unitSession();
const nobody = unitSession({ user: unitUser({ name: null, email: null }) });
const byEmail = unitSession({ user: unitUser({ name: null }) });

const blank = unitSession({ user: unitUser({ name: '\u200B' }) });
const arabic = unitSession({ user: unitUser({ name: 'محمد\u202E' }) });

const TABLE: [SessionStatus, text: string, title: string, icon: string][] = [
  [{ kind: 'signed-in', session }, '✓', 'Latchkey: signed in as Ada Lovelace', 'signed-in'],
  [{ kind: 'signed-in', session: byEmail }, '✓', 'Latchkey: signed in as ada@example.com', 'signed-in'],
  [{ kind: 'signed-in', session: blank }, '✓', 'Latchkey: signed in as ada@example.com', 'signed-in'],
  [{ kind: 'signed-in', session: arabic }, '✓', 'Latchkey: signed in as \u2068محمد\u2069', 'signed-in'],
  [{ kind: 'signed-in', session: nobody }, '✓', 'Latchkey: signed in', 'signed-in'],
  [{ kind: 'signed-out' }, '', 'Latchkey: signed out', 'signed-out'],
  [
    { kind: 'expired', session },
    '!',
    'Latchkey: your session has ended. Click to sign in again',
    'signed-out',
  ],
  [
    { kind: 'expired', session: unitSession({ end: 'ended' }) },
    '!',
    'Latchkey: your session has ended. Click to sign in again',
    'signed-out',
  ],
  [
    { kind: 'expired', session: unitSession({ end: 'sign-in-required' }) },
    '!',
    'Latchkey: you need to sign in again. Click to continue',
    'signed-out',
  ],
  [
    { kind: 'expired', session: unitSession({ end: 'step-required' }) },
    '!',
    'Latchkey: one more sign-in step is needed. Click to continue',
    'signed-out',
  ],
  [
    { kind: 'unreadable', cause: new Error('disk') },
    '?',
    'Latchkey: the session could not be read. Click to try again',
    'signed-out',
  ],
];

describe('the toolbar button', () => {
  it.each(TABLE)('shows %o as "%s", in words "%s"', (status, text, title, icon) => {
    expect(badgeAppearance(status, 'Latchkey')).toMatchObject({
      text,
      title,
      icon: { 16: `icons/${icon}-16.png`, 128: `icons/${icon}-128.png` },
    });
  });

  it.each(TABLE.map(([status]) => status))('has icons for $kind that are in the package', (status) => {
    const folder = path.resolve(import.meta.dirname, '../../../../src/extension');
    const missing = Object.values(badgeAppearance(status, 'Latchkey').icon).filter(
      (icon) => !existsSync(path.join(folder, icon)),
    );
    expect(missing).toEqual([]);
  });

  it.each(TABLE.map(([status]) => status))('has a badge for $kind on which white can be read', (status) => {
    const { color } = badgeAppearance(status, 'Latchkey');
    expect(color).toMatch(/^#[0-9a-f]{6}$/);
    expect(contrastWithWhite(color)).toBeGreaterThanOrEqual(4.5);
  });
});

/** WCAG 2.2, contrast ratio. */
function contrastWithWhite(color: string): number {
  const channels = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  );
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

it('isolates both names in a title that is read from the right', () => {
  speak('ar');
  const { title } = badgeAppearance({ kind: 'signed-in', session }, 'Latchkey');
  expect(title).toContain('\u2068Latchkey\u2069');
  expect(title).toContain('\u2068Ada Lovelace\u2069');
});
