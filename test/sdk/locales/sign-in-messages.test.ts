import { describe, expect, it } from 'vitest';
import { tenantUnreachable } from '../../../src/sdk/errors.ts';
import { createSignInMessages } from '../../../src/sdk/locales/sign-in-messages.ts';
import type { Notice } from '../../../src/sdk/popup-model.ts';

const domain = 'tenant.example';
const error = tenantUnreachable(domain, null);

describe('createSignInMessages', () => {
  it.each<[notice: Notice, message: RegExp]>([
    [{ kind: 'window-open' }, /^A sign-in window is open/],
    [{ kind: 'failed', error, cookiesOf: null }, /could not be reached.*again\.$/],
    [{ kind: 'failed', error, cookiesOf: domain }, /could not be reached.*cookies/],
    [{ kind: 'sign-in-failed' }, /^The sign-in failed/],
    [{ kind: 'session-over', error }, /could not be reached/],
    [{ kind: 'signed-out-here', error }, /^You are signed out\. .*could not be reached/],
    [{ kind: 'left-behind', failedSteps: ['refresh-token', 'tenant-session'], domain }, /Sign out there too/],
    [{ kind: 'left-behind', failedSteps: ['refresh-token'], domain }, /It ends there by itself/],
    [{ kind: 'no-tenant', domain: null }, /chosen/],
    [{ kind: 'no-tenant', domain }, /may not reach tenant\.example/],
  ])('says what the user must know: %j', (notice, message) => {
    expect(createSignInMessages({}).formatNotice(notice)).toMatch(message);
  });

  it('prefers the texts of the caller, with their placeholders', () => {
    const messages = createSignInMessages({ tenantUnreachable: '{domain}? {other}' });
    expect(messages.formatError(error)).toBe('tenant.example? {other}');
    expect(messages.formatNotice({ kind: 'session-over', error })).toBe('tenant.example? {other}');
    expect(messages.formatNotice({ kind: 'sign-in-failed' })).toMatch(/^The sign-in failed/);
  });
});
