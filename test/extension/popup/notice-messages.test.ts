import { expect, it } from 'vitest';
import { formatNotice } from '../../../src/extension/popup/notice-messages.ts';
import { tenantUnreachable } from '../../../src/sdk/errors.ts';
import type { Notice } from '../../../src/sdk/popup.ts';

const domain = 'tenant.example';
const error = tenantUnreachable(domain, null);

it.each<[notice: Notice, words: RegExp]>([
  [{ kind: 'window-open' }, /^A sign-in window is open/],
  [{ kind: 'failed', error, cookiesOf: null }, /could not be reached.*again\.$/],
  [{ kind: 'failed', error, cookiesOf: domain }, /could not be reached.*cookies/],
  [{ kind: 'sign-in-failed' }, /^The sign-in failed/],
  [{ kind: 'session-over', error }, /could not be reached/],
  [{ kind: 'signed-out-here', error }, /^You are signed out\. .*could not be reached/],
  [{ kind: 'left-behind', failedSteps: ['tenant-session'], domain }, /signed out here.*Sign out there too/],
  [
    { kind: 'left-behind', failedSteps: ['refresh-token', 'tenant-session'], domain },
    /signed out here.*Sign out there too/,
  ],
  [
    { kind: 'left-behind', failedSteps: ['refresh-token'], domain },
    /signed out here.*It ends there by itself/,
  ],
  [{ kind: 'no-tenant', domain: null }, /chosen/],
  [{ kind: 'no-tenant', domain }, /may not reach tenant\.example/],
])('says what the user must know: %j', (notice, words) => {
  expect(formatNotice(notice)).toMatch(words);
});
