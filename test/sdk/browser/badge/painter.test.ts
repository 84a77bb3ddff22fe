import { beforeEach, describe, expect, it } from 'vitest';
import { badgeAppearance } from '../../../../src/sdk/browser/badge/appearance.ts';
import { paintBadge } from '../../../../src/sdk/browser/badge/painter.ts';
import { fakeBrowser, resetFakeBrowser } from '../../../support/unit/fake-browser.ts';
import { unitSession } from '../../../support/unit/session.ts';

beforeEach(resetFakeBrowser);

describe('painting', () => {
  it('puts text, title, colours and icon on the toolbar button', async () => {
    const appearance = badgeAppearance({ kind: 'signed-in', session: unitSession() }, 'Latchkey');
    await paintBadge(appearance);
    expect(fakeBrowser.action).toMatchObject({
      text: '✓',
      title: appearance.title,
      badgeColor: appearance.color,
      badgeTextColor: '#ffffff',
      icon: appearance.icon,
    });
  });

  it('clears the text of what was there before', async () => {
    await paintBadge(badgeAppearance({ kind: 'signed-in', session: unitSession() }, 'Latchkey'));
    await paintBadge(badgeAppearance({ kind: 'signed-out' }, 'Latchkey'));
    expect(fakeBrowser.action.text).toBe('');
  });

  it('shows the rest if the browser lacks one part', async () => {
    Object.assign(fakeBrowser.action, { setIcon: undefined });
    await paintBadge(badgeAppearance({ kind: 'signed-in', session: unitSession() }, 'Latchkey'));
    expect(fakeBrowser.action).toMatchObject({ text: '✓', badgeTextColor: '#ffffff' });
  });
});
