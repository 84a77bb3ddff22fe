import { beforeEach, describe, expect, it } from 'vitest';
import { browserIdentity } from '../../src/auth/identity.ts';
import { fakeBrowser, resetFakeBrowser } from '../support/fake-browser.ts';

const AUTHORIZE = new URL('https://tenant.example/authorize?client_id=unit-client');

beforeEach(resetFakeBrowser);

function launch(answer: () => Promise<unknown>, interactive = false) {
  fakeBrowser.identity.answer = answer;
  return browserIdentity().launch(AUTHORIZE, { interactive });
}

describe('the way to /authorize and back', () => {
  it("has the browser's own redirect address", () => {
    expect(browserIdentity().redirectUrl).toBe(fakeBrowser.identity.getRedirectURL());
  });

  it.each([true, false])('opens the address, with a window as asked: %s', async (interactive) => {
    await launch(async () => fakeBrowser.identity.getRedirectURL(), interactive);
    expect(fakeBrowser.identity.launched).toEqual([{ url: AUTHORIZE.href, interactive }]);
  });

  it('resolves with the address that the browser came back with, query and all', async () => {
    const back = await launch(async () => `${fakeBrowser.identity.getRedirectURL()}?code=c&state=s`);
    expect(back.search).toBe('?code=c&state=s');
  });
});

describe('a flow that fails', () => {
  it.each([
    ['User interaction required.', 'interaction-required'],
    ['Requires user interaction', 'interaction-required'],
    ['The user did not approve access.', 'sign-in-cancelled'],
    ['User cancelled or denied access.', 'sign-in-cancelled'],
    ['Authorization page could not be loaded.', 'interaction-required'],
    ['NetworkError when attempting to fetch resource.', 'interaction-required'],
  ])('with "%s" is %s, with the cause', async (words, code) => {
    const cause = new Error(words);
    await expect(launch(() => Promise.reject(cause))).rejects.toMatchObject({ code, cause });
  });

  it('may be rejected with what is no error', async () => {
    const launched = launch(() => Promise.reject('User cancelled or denied access.'));
    await expect(launched).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  });

  it.each([[undefined], [''], ['not an address'], [7], [null]])(
    'with the answer %j is redirect-invalid',
    async (answer) => {
      await expect(launch(async () => answer)).rejects.toMatchObject({ code: 'redirect-invalid' });
    },
  );
});
