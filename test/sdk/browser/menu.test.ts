import { beforeEach, describe, expect, it, vi } from 'vitest';
import { onMenuClick, showMenu } from '../../../src/sdk/browser/menu.ts';
import { createTranslate } from '../../../src/sdk/locales/catalogue.ts';
import type { SessionStatus } from '../../../src/sdk/session/status.ts';
import { ENGLISH } from '../../support/texts.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';
import { unitSession } from '../../support/unit/session.ts';

const SIGNED_IN: SessionStatus = { kind: 'signed-in', session: unitSession() };
const FIREFOX = 'moz-extension:';
const CHROMIUM = 'chrome-extension:';

const show = (status: SessionStatus) => showMenu(status, createTranslate(ENGLISH));
const titles = () => fakeBrowser.contextMenus.entries.map(({ title }) => title);

beforeEach(resetFakeBrowser);
beforeEach(() => {
  vi.stubGlobal('location', { protocol: FIREFOX });
  fakeBrowser.runtime.manifest = { options_ui: { page: 'options.html' } };
});

describe('showMenu', () => {
  it.each<[SessionStatus, string, readonly string[]]>([
    [SIGNED_IN, FIREFOX, ['Sign out', 'Options']],
    [SIGNED_IN, CHROMIUM, ['Sign out']],
    [{ kind: 'signed-out' }, FIREFOX, ['Sign in', 'Options']],
    [{ kind: 'expired', session: unitSession() }, FIREFOX, ['Sign in', 'Options']],
    [{ kind: 'unreadable', cause: null }, FIREFOX, ['Options']],
  ])('replaces the entries by those for the status: %o at %s', async (status, protocol, entries) => {
    vi.stubGlobal('location', { protocol });
    await show({ kind: 'signed-out' });
    await show(status);
    expect(titles()).toEqual(entries);
  });

  it('leaves the entries of other code alone', async () => {
    fakeBrowser.contextMenus.create({ id: 'sign-in', title: 'Theirs' });
    await show({ kind: 'signed-out' });
    expect(titles()).toEqual(['Theirs', 'Sign in', 'Options']);
  });

  it('has no entry for options when the extension has none', async () => {
    fakeBrowser.runtime.manifest = {};
    await show({ kind: 'signed-out' });
    expect(titles()).toEqual(['Sign in']);
  });

  it('adds entries to the menu of the button only', async () => {
    await show(SIGNED_IN);
    const contexts = fakeBrowser.contextMenus.entries.map((entry) => entry.contexts);
    expect(contexts).toEqual([['action'], ['action']]);
  });
});

describe('onMenuClick', () => {
  it('runs the action of the chosen entry, and none for an entry of other code', () => {
    const actions = { 'sign-in': vi.fn(), 'sign-out': vi.fn(), options: vi.fn() };
    onMenuClick(actions);
    fakeBrowser.contextMenus.click('latchkey.sign-out');
    fakeBrowser.contextMenus.click('sign-in');
    expect(Object.values(actions).map(({ mock }) => mock.calls.length)).toEqual([0, 1, 0]);
  });
});
