import { describe, expect, it } from 'vitest';
import { formError, type LockStep, passwordError } from '../../../src/sdk/lock/refusals.ts';

type FormStep = Exclude<LockStep, 'login'>;

const refusalOf = (code: string, description: string) => ({
  code,
  name: null,
  description,
  isForUser: false,
});

describe('passwordError', () => {
  it.each<[code: string, description: string, lockCode: string | null]>([
    ['access_denied', 'Wrong email or password.', 'access_denied'],
    ['access_denied', 'access_denied', 'access_denied'],
    ['access_denied', 'Your office hours are over.', 'unauthorized'],
    ['invalid_user_password', 'Your subscription has ended.', 'unauthorized'],
    ['unauthorized', 'Your office hours are over.', 'unauthorized'],
    ['too_many_attempts', 'Blocked.', 'too_many_attempts'],
    ['password_expired', 'Expired.', 'password_expired'],
    ['extensibility_error', 'Ask for an invitation.', null],
    ['a0.mfa_required', 'x', null],
    ['constructor', 'x', null],
  ])('returns for %s, "%s" the code %s', (code, description, lockCode) => {
    const refusal = refusalOf(code, description);
    expect(passwordError(refusal)).toEqual(lockCode === null ? null : { ...refusal, code: lockCode });
  });
});

describe('formError', () => {
  it.each<[FormStep, code: string, description: string, lockCode: string]>([
    ['passwordless', 'access_denied', 'Wrong email or verification code.', 'access_denied'],
    ['passwordless', 'access_denied', 'The verification code has expired.', 'code_expired'],
    ['passwordless', 'too_many_attempts', 'Blocked.', 'too_many_attempts'],
    ['passwordless', 'unauthorized', 'Your office hours are over.', 'hook_error'],
    ['passwordless', 'bad.connection', 'Connection does not exist', 'hook_error'],
    ['passwordless', 'bad.email', 'x', 'bad.email'],
    ['signUp', 'user_exists', 'The user already exists.', 'user_exists'],
    ['signUp', 'hook_error', 'Not in our list.', 'hook_error'],
    ['signUp', 'unknown', 'No.', 'hook_error'],
    ['signUp', 'unknown', 'unknown', 'unknown'],
    ['forgotPassword', 'too_many_requests', 'x', 'too_many_requests'],
    ['forgotPassword', 'unknown', 'Not for your account.', 'hook_error'],
  ])('returns at %s for %s, "%s" the code %s', (step, code, description, lockCode) => {
    const refusal = refusalOf(code, description);
    expect(formError(refusal, step)).toEqual({ ...refusal, code: lockCode });
  });

  it.each<FormStep>(['signUp', 'forgotPassword', 'passwordless'])(
    "has Lock show an Action's message for the user at %s",
    (step) => {
      const refusal = { ...refusalOf('invalid_signup', 'Not you.'), isForUser: true };
      expect(formError(refusal, step)).toEqual({ ...refusal, code: 'hook_error' });
    },
  );
});
