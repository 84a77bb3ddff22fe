import { describe, expect, it } from 'vitest';
import {
  asLatchkeyError,
  ERROR_CODES,
  LatchkeyError,
  tenantFailed,
  tenantUnreachable,
  waysOn,
} from '../../src/sdk/errors.ts';

describe('an error', () => {
  it('stays itself where an error of ours is wanted', () => {
    const error = new LatchkeyError('tenant-failed', 'The tenant failed.');
    expect(asLatchkeyError(error, 'lock-failed', 'Something else.')).toBe(error);
  });

  it.each([[new TypeError('no')], ['no'], [undefined]])(
    'wraps %s where an error of ours is wanted',
    (cause) => {
      const error = asLatchkeyError(cause, 'lock-failed', 'The form failed.');
      expect(error).toMatchObject({ code: 'lock-failed', message: 'The form failed.' });
      expect(error.cause).toBe(cause);
    },
  );

  it('names the tenant that could not be reached, and the way on', () => {
    const cause = new TypeError('Failed to fetch');
    expect(tenantUnreachable('tenant.example', cause)).toMatchObject({
      code: 'tenant-unreachable',
      message: 'tenant.example could not be reached. Check your connection and try again.',
      cause,
    });
  });

  it('names the tenant that failed, its status, and the way on', () => {
    expect(tenantFailed('tenant.example', 503)).toMatchObject({
      code: 'tenant-failed',
      message: 'tenant.example is having trouble (status 503). Try again in a minute.',
    });
  });
});

it.each(ERROR_CODES)('the ways on after %s include the button that the popup always shows', (code) => {
  expect(waysOn(code)).toContain('retry');
});
