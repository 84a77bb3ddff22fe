import { describe, expect, it } from 'vitest';
import {
  asLatchkeyError,
  LatchkeyError,
  signInRunning,
  tenantFailed,
  tenantUnreachable,
} from '../src/errors.ts';

describe('an error', () => {
  it('has a code for programs, a text for people and the error that it came from', () => {
    const cause = new Error('disk');
    const error = new LatchkeyError('storage-failed', 'The disk is full.', { cause });
    expect(error).toMatchObject({
      name: 'LatchkeyError',
      code: 'storage-failed',
      message: 'The disk is full.',
      cause,
    });
    expect(error).toBeInstanceOf(Error);
  });

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

  it('says of a sign-in that is in the way where to finish it, and how else to go on', () => {
    expect(signInRunning()).toMatchObject({
      code: 'sign-in-running',
      message: 'A sign-in window is open already. Finish signing in there, or close it and try again.',
    });
  });

  it('names the tenant that failed, its status, and the way on', () => {
    expect(tenantFailed('tenant.example', 503)).toMatchObject({
      code: 'tenant-failed',
      message: 'tenant.example is having trouble (status 503). Try again in a minute.',
    });
  });
});
