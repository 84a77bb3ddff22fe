import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browserIdentity } from '../../../src/sdk/browser/identity.ts';
import { webAuthFlow } from '../../../src/sdk/browser/web-auth-flow.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const AUTHORIZE = new URL('https://tenant.example/authorize?client_id=unit-client');

beforeEach(resetFakeBrowser);

function launch(answer: () => Promise<unknown>, interactive = false) {
  fakeBrowser.identity.respond = answer;
  return webAuthFlow().launch(AUTHORIZE, { interactive });
}

describe('browserIdentity', () => {
  it('returns the web auth flow', () => {
    expect(browserIdentity().redirectUrl).toBe(fakeBrowser.identity.getRedirectURL());
  });

  it.each([
    ['the API', undefined],
    ['the method', {}],
  ])('fails with an error that names the missing %s', async (_name, identity) => {
    Object.assign(fakeBrowser, { identity });
    await expect(browserIdentity().launch(AUTHORIZE, { interactive: true })).rejects.toMatchObject({
      code: 'browser-unsupported',
    });
  });
});

describe('the web auth flow', () => {
  it("uses the browser's redirect address", () => {
    expect(webAuthFlow().redirectUrl).toBe(fakeBrowser.identity.getRedirectURL());
  });

  it.each([true, false])('opens the address, with or without a window: %s', async (interactive) => {
    await launch(async () => fakeBrowser.identity.getRedirectURL(), interactive);
    expect(fakeBrowser.identity.launched).toEqual([{ url: AUTHORIZE.href, interactive }]);
  });

  it('resolves with the complete redirect address', async () => {
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
    ['Only one web auth flow is allowed at a time.', 'sign-in-running'],
    ['Authorization page could not be loaded.', 'interaction-required'],
    ['NetworkError when attempting to fetch resource.', 'interaction-required'],
  ])('with "%s" rejects with %s and the cause', async (words, code) => {
    const cause = new Error(words);
    await expect(launch(() => Promise.reject(cause))).rejects.toMatchObject({ code, cause });
  });

  it('can reject with a value that is not an error', async () => {
    const launched = launch(() => Promise.reject('User cancelled or denied access.'));
    await expect(launched).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  });

  it.each([[undefined], [''], ['not an address'], [7], [null]])(
    'rejects with redirect-invalid for the response %j',
    async (answer) => {
      await expect(launch(async () => answer)).rejects.toMatchObject({ code: 'redirect-invalid' });
    },
  );
});

describe('a flow without a window', () => {
  it('times out if the browser never responds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const launched = launch(() => new Promise(() => {}));
    const told = expect(launched).rejects.toMatchObject({ code: 'interaction-required' });
    await vi.advanceTimersByTimeAsync(20_000);
    await told;
    vi.useRealTimers();
  });
});
