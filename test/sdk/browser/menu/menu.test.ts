import { beforeEach, describe, expect, it, vi } from 'vitest';
import { menuEntries } from '../../../../src/sdk/browser/menu/entries.ts';
import { onMenuClick, showMenu } from '../../../../src/sdk/browser/menu/menu.ts';
import type { SessionStatus } from '../../../../src/sdk/session/status.ts';
import { fakeBrowser, resetFakeBrowser } from '../../../support/unit/fake-browser.ts';
import { unitSession } from '../../../support/unit/session.ts';

const SIGNED_IN: SessionStatus = { kind: 'signed-in', session: unitSession() };

const inFirefox = () => vi.stubGlobal('location', { protocol: 'moz-extension:' });
const inChromium = () => vi.stubGlobal('location', { protocol: 'chrome-extension:' });

/** Every entry of the menu, as it reads. */
const titles = () => fakeBrowser.contextMenus.entries.map(({ title }) => title);

beforeEach(resetFakeBrowser);

describe('the menu of the toolbar button', () => {
  it.each<[SessionStatus, readonly string[]]>([
    [SIGNED_IN, ['sign-out', 'options']],
    [{ kind: 'signed-out' }, ['sign-in', 'options']],
    [{ kind: 'expired', session: unitSession() }, ['sign-in', 'options']],
    [{ kind: 'unreadable', cause: null }, ['options']],
  ])('offers what can be done: $kind', (status, entries) => {
    expect(menuEntries(status, { hasOptions: false })).toEqual(entries);
  });

  it('leaves the options to a browser that has them there already', async () => {
    inChromium();
    await showMenu(SIGNED_IN);
    expect(titles()).toEqual(['Log out']);
    inFirefox();
    await showMenu(SIGNED_IN);
    expect(titles()).toEqual(['Log out', 'Options']);
  });

  it('has what was offered before no longer', async () => {
    inFirefox();
    await showMenu(SIGNED_IN);
    await showMenu({ kind: 'signed-out' });
    expect(titles()).toEqual(['Log in', 'Options']);
  });

  it('leaves the entries of other code alone', async () => {
    inFirefox();
    fakeBrowser.contextMenus.create({ id: 'sign-in', title: 'Theirs' });
    await showMenu({ kind: 'signed-out' });
    expect(titles()).toEqual(['Theirs', 'Log in', 'Options']);
  });

  it('is that of the button, and of no page', async () => {
    inFirefox();
    await showMenu(SIGNED_IN);
    expect(fakeBrowser.contextMenus.entries.map(({ contexts }) => contexts)).toEqual([
      ['action'],
      ['action'],
    ]);
  });

  it('does what was chosen, and nothing for what it does not know', () => {
    const actions = { 'sign-in': vi.fn(), 'sign-out': vi.fn(), options: vi.fn() };
    onMenuClick(actions);
    fakeBrowser.contextMenus.click('latchkey.sign-out');
    fakeBrowser.contextMenus.click('sign-in');
    expect(actions['sign-out']).toHaveBeenCalledOnce();
    expect(actions['sign-in']).not.toHaveBeenCalled();
    expect(actions.options).not.toHaveBeenCalled();
  });
});
