import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode, WAYS_ON, type WaysOn, waysOn } from '../../src/sdk/errors.ts';

/** Every error code with its ways on. A change here changes what users can do, so it is written out. */
const TABLE: Readonly<Record<ErrorCode, string>> = {
  'api-origin-not-listed': 'not shown: api-caller',
  'authorization-refused': 'window, retry',
  'browser-unsupported': 'retry',
  'callback-not-allowed': 'retry',
  'client-unknown': 'window, retry, options',
  'configuration-invalid': 'not shown: build',
  'cookies-blocked': 'retry, window',
  'cross-origin-login-off': 'window, retry',
  'extension-failed': 'retry',
  'host-not-permitted': 'retry, options',
  'id-token-algorithm': 'retry',
  'id-token-invalid': 'retry',
  'interaction-required': 'window, retry',
  'lock-failed': 'window, retry',
  'operation-refused': 'not shown: content-script',
  'origin-not-allowed': 'window, retry',
  'redirect-invalid': 'window, retry',
  'session-ended': 'retry',
  'settings-invalid': 'window, retry, options',
  'sign-in-cancelled': 'window, retry',
  'sign-in-page-failed': 'window, retry',
  'sign-in-running': 'retry',
  'signed-out': 'not shown: api-caller',
  'storage-failed': 'retry',
  'tenant-failed': 'window, retry',
  'tenant-intercepted': 'window, retry',
  'tenant-unreachable': 'retry',
  'token-response-invalid': 'window, retry',
};

const asText = (ways: WaysOn) => ('notShown' in ways ? `not shown: ${ways.notShown}` : ways.join(', '));

describe('the ways on after an error', () => {
  it.each(ERROR_CODES)('are those of the table: %s', (code) => {
    expect(asText(WAYS_ON[code])).toBe(TABLE[code]);
  });

  it.each(ERROR_CODES)('include the button that the popup always shows: %s', (code) => {
    expect(waysOn(code)).toContain('retry');
  });
});
