import { beforeEach, describe, expect, it } from 'vitest';
import { badgeAppearance, paintBadge } from '../../../src/sdk/browser/badge.ts';
import { createTranslate } from '../../../src/sdk/locales/catalogue.ts';
import type { SessionStatus } from '../../../src/sdk/session/status.ts';
import { TEXTS } from '../../support/texts.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { unitSession, unitUser } from '../../support/unit/session.ts';

const session = unitSession();
const SIGNED_IN: SessionStatus = { kind: 'signed-in', session };
const icons = { signedIn: { 16: 'in.png' }, signedOut: { 16: 'out.png' } };

const appearance = (status: SessionStatus, texts: (typeof TEXTS)[keyof typeof TEXTS] = TEXTS.en) =>
  badgeAppearance(status, { extension: 'Latchkey', icons, translate: createTranslate(texts) });
const named = (user: Parameters<typeof unitUser>[0]): SessionStatus => {
  return { kind: 'signed-in', session: unitSession({ user: unitUser(user) }) };
};
const expired = (end: typeof session.end): SessionStatus => {
  return { kind: 'expired', session: unitSession({ end }) };
};

const TABLE: [SessionStatus, text: string, title: string][] = [
  [SIGNED_IN, '✓', 'Latchkey: signed in as Ada Lovelace'],
  [named({ name: null }), '✓', 'Latchkey: signed in as ada@example.com'],
  [named({ name: '\u200B' }), '✓', 'Latchkey: signed in as ada@example.com'],
  [named({ name: 'محمد\u202E' }), '✓', 'Latchkey: signed in as \u2068محمد\u2069'],
  [named({ name: null, email: null }), '✓', 'Latchkey: signed in'],
  [{ kind: 'signed-out' }, '', 'Latchkey: signed out'],
  [expired(null), '!', 'Latchkey: session expired. Click to sign in again.'],
  [expired('ended'), '!', 'Latchkey: session expired. Click to sign in again.'],
  [expired('sign-in-required'), '!', 'Latchkey: sign-in required. Click to continue.'],
  [expired('step-required'), '!', 'Latchkey: another sign-in step is required. Click to continue.'],
  [{ kind: 'unreadable', cause: null }, '?', "Latchkey: can't read the session. Click to try again."],
];

describe('badgeAppearance', () => {
  it.each(TABLE)('shows %o as "%s" with the title "%s"', (status, text, title) => {
    const icon = status.kind === 'signed-in' ? icons.signedIn : icons.signedOut;
    const found = appearance(status);
    expect(found).toMatchObject({ text, title, icon });
    expect(contrastWithWhite(found.color)).toBeGreaterThanOrEqual(4.5);
  });

  it('isolates both names when the language is right-to-left', () => {
    const { title } = appearance(SIGNED_IN, TEXTS.ar);
    expect(title).toContain('\u2068Latchkey\u2069');
    expect(title).toContain('\u2068Ada Lovelace\u2069');
  });
});

describe('paintBadge', () => {
  beforeEach(resetFakeBrowser);

  it('shows text, title, colors and icon on the toolbar button', async () => {
    const { title, color, icon } = appearance(SIGNED_IN);
    await paintBadge(appearance(SIGNED_IN));
    expect(fakeBrowser.action).toMatchObject({
      ...{ text: '✓', title, icon, badgeColor: color, badgeTextColor: '#ffffff' },
    });
    await paintBadge(appearance({ kind: 'signed-out' }));
    expect(fakeBrowser.action.text).toBe('');
  });

  it('shows the rest when the browser lacks one part', async () => {
    Object.assign(fakeBrowser.action, { setIcon: undefined });
    await paintBadge(appearance(SIGNED_IN));
    expect(fakeBrowser.action).toMatchObject({ text: '✓', badgeTextColor: '#ffffff' });
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
