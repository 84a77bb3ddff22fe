import { describe, expect, it } from 'vitest';
import { PERMISSIONS, permissionBreaches } from '../../../../src/tooling/package/check/permission-rules.ts';
import { parseScript } from '../../../../src/tooling/package/check/scripts.ts';

function wrong(permissions: readonly string[], script: string): string[] {
  const manifest = JSON.stringify({ permissions });
  return permissionBreaches(manifest, new Map([['a.js', parseScript(script)]])).map(
    ({ rule, found }) => `${rule}: ${found}`,
  );
}

describe('permissions and code', () => {
  it('agree where each is used, by whatever way to the browser', () => {
    const script =
      'x.default.alarms.create("a"); chrome.storage[area].get(); globalThis.browser.identity.getRedirectURL()';
    expect(wrong(['alarms', 'storage', 'identity'], script)).toEqual([]);
  });

  it('agree where one of two permissions that open the same is there', () => {
    expect(
      wrong(
        ['declarativeNetRequestWithHostAccess'],
        'x.default.declarativeNetRequest.updateSessionRules({})',
      ),
    ).toEqual([]);
  });

  it('disagree where somebody else has something of the same name', () => {
    expect(wrong(['alarms'], 'house.alarms.create("fire")')).toEqual(['permission-unused: alarms']);
  });

  it.each([
    ['x.default.cookies.getAll({})', 'cookies'],
    ['x.default.scripting.insertCSS({})', 'scripting'],
    ['chrome.downloads.download({})', 'downloads'],
    ['x.default["history"].search({})', 'history'],
    ['x.default.runtime.connectNative("a")', 'nativeMessaging'],
  ])('disagree where a permission is missing: %s', (script, found) => {
    expect(wrong([], script)).toEqual([`permission-missing: ${found}`]);
  });

  it.each([
    'x.default.runtime.sendMessage({})',
    'x.default.tabs.create({})',
    'x.default.action.setBadgeText({})',
  ])('agree where none is needed: %s', (script) => {
    expect(wrong([], script)).toEqual([]);
  });
});

it('every permission says what it is for, in a sentence', () => {
  for (const { because } of Object.values(PERMISSIONS)) expect(because).toMatch(/^[A-Z].{40,}\.$/);
});
