import { describe, expect, it } from 'vitest';
import { tenantUnreachable } from '../../../src/sdk/errors.ts';
import { loadSignInMessages } from '../../../src/sdk/locales/sign-in-messages.ts';
import type { Notice } from '../../../src/sdk/popup-model.ts';

const domain = 'tenant.example';
const error = tenantUnreachable(domain, null);

describe('loadSignInMessages', () => {
  it.each<[notice: Notice, message: RegExp]>([
    [{ kind: 'window-open' }, /^A sign-in window is open/],
    [{ kind: 'failed', error, cookiesOf: null }, /couldn't be reached.*again\.$/],
    [{ kind: 'failed', error, cookiesOf: domain }, /couldn't be reached.*cookies/],
    [{ kind: 'sign-in-failed' }, /^Sign-in failed/],
    [{ kind: 'session-over', error }, /couldn't be reached/],
    [{ kind: 'signed-out-here', error }, /^You're signed out\. .*couldn't be reached/],
    [{ kind: 'left-behind', failedSteps: ['refresh-token', 'tenant-session'], domain }, /sign out there too/],
    [{ kind: 'left-behind', failedSteps: ['refresh-token'], domain }, /It will expire on its own/],
    [{ kind: 'no-tenant', domain: null }, /set up yet/],
    [{ kind: 'no-tenant', domain }, /needs access to tenant\.example/],
  ])('returns the message for %j', async (notice, message) => {
    expect((await loadSignInMessages({})).formatNotice(notice)).toMatch(message);
  });

  it("prefers the caller's texts, with their placeholders", async () => {
    const messages = await loadSignInMessages({ tenantUnreachable: '{domain}? {other}' });
    expect(messages.formatError(error)).toBe('tenant.example? {other}');
    expect(messages.formatNotice({ kind: 'session-over', error })).toBe('tenant.example? {other}');
    expect(messages.formatNotice({ kind: 'sign-in-failed' })).toMatch(/^Sign-in failed/);
  });
});
