import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browserIdentity } from '../../../src/sdk/browser/identity.ts';
import { fakeBrowser, resetFakeBrowser } from '../../support/unit/fake-browser.ts';

const AUTHORIZE = new URL('https://tenant.example/authorize?client_id=unit-client');

beforeEach(resetFakeBrowser);

function launch(answer: () => Promise<unknown>, interactive = false) {
  fakeBrowser.identity.respond = answer;
  return browserIdentity().launch(AUTHORIZE, { interactive });
}

describe('browserIdentity', () => {
  it("has the browser's redirect URL", () => {
    expect(browserIdentity().redirectUrl).toBe(fakeBrowser.identity.getRedirectURL());
  });

  it.each([true, false])(
    'opens the URL and resolves with the redirect when interactive is %s',
    async (interactive) => {
      const redirect = `${fakeBrowser.identity.getRedirectURL()}?code=c&state=s`;
      expect((await launch(async () => redirect, interactive)).href).toBe(redirect);
      expect(fakeBrowser.identity.launched).toEqual([{ url: AUTHORIZE.href, interactive }]);
    },
  );

  it.each([
    ['the API', undefined],
    ['the method', {}],
  ])('rejects with browser-unsupported when the browser lacks %s', async (_name, identity) => {
    Object.assign(fakeBrowser, { identity });
    const launched = browserIdentity().launch(AUTHORIZE, { interactive: true });
    await expect(launched).rejects.toMatchObject({ code: 'browser-unsupported' });
  });

  it.each([
    ['User interaction required.', 'interaction-required'],
    ['The user did not approve access.', 'sign-in-cancelled'],
    ['User cancelled or denied access.', 'sign-in-cancelled'],
    ['Only one web auth flow is allowed at a time.', 'sign-in-running'],
  ])('rejects when the browser fails with "%s": %s', async (message, code) => {
    const cause = new Error(message);
    await expect(launch(() => Promise.reject(cause))).rejects.toMatchObject({ code, cause });
  });

  it('rejects when the browser fails with a string', async () => {
    const launched = launch(() => Promise.reject('User cancelled or denied access.'));
    await expect(launched).rejects.toMatchObject({ code: 'sign-in-cancelled' });
  });

  it.each([[undefined], ['not a URL']])('rejects when the redirect is %j', async (redirect) => {
    await expect(launch(async () => redirect)).rejects.toMatchObject({ code: 'redirect-invalid' });
  });

  it('rejects when a flow without a window takes 20 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const rejects = expect(launch(() => new Promise(() => {}))).rejects.toMatchObject({
      code: 'interaction-required',
    });
    await vi.advanceTimersByTimeAsync(20_000);
    await rejects;
    vi.useRealTimers();
  });
});
