import { describe, expect, it } from 'vitest';
import {
  explainRequestFailure,
  type LockStep,
  lockErrorOf,
  withTenantWords,
} from '../../../src/sdk/lock/refusals.ts';
import { FORM_TEXT as TEXT } from '../../support/unit/form-text.ts';

describe('lockErrorOf', () => {
  it.each<[LockStep, string, string, string | null]>([
    ['login', 'access_denied', 'Wrong email or password.', 'access_denied'],
    ['login', 'access_denied', 'Your office hours are over.', 'unauthorized'],
    ['login', 'invalid_user_password', 'Your subscription has ended.', 'unauthorized'],
    ['login', 'access_denied', 'access_denied', 'access_denied'],
    ['login', 'unauthorized', 'Your office hours are over.', 'unauthorized'],
    ['login', 'too_many_attempts', 'Blocked.', 'too_many_attempts'],
    ['login', 'extensibility_error', 'Ask for an invitation.', null],
    ['passwordless', 'access_denied', 'Wrong email or verification code.', 'access_denied'],
    ['passwordless', 'access_denied', 'The verification code has expired.', 'code_expired'],
    ['passwordless', 'too_many_attempts', 'Blocked.', 'too_many_attempts'],
    ['passwordless', 'unauthorized', 'Your office hours are over.', 'hook_error'],
    ['passwordless', 'blocked_user', 'user is blocked', 'hook_error'],
  ])('at %s turns %s, "%s" into %s', (step, code, description, told) => {
    expect(lockErrorOf({ code, description }, step)).toEqual(
      told === null ? null : { code: told, error: told, description },
    );
  });
});

describe('withTenantWords', () => {
  const error = (body: Record<string, unknown>) => ({
    code: body.code ?? body.error,
    name: body.name,
    original: { status: 400, response: { body } },
  });

  const HOOK = {
    name: 'InternalExtensibilityError',
    code: 'extensibility_error',
    message: 'x',
    description: 'x',
    friendly_message: 'Your domain needs an invitation: https://help.acme.example/how-to-get-an-invitation',
  };

  it.each<[LockStep, Record<string, unknown>, string]>([
    ['signUp', HOOK, HOOK.friendly_message],
    ['signUp', { code: 'invalid_signup', friendly_message: 'Not you.' }, 'Not you.'],
    ['signUp', { code: 'hook_error', description: 'Not in our list.' }, 'Not in our list.'],
    ['signUp', { code: 'whatever', description: 'No.' }, 'No.'],
    [
      'signUp',
      { error: 'public signup is disabled' },
      "New accounts can't be created here. Ask your administrator for one.",
    ],
    ['forgotPassword', HOOK, HOOK.friendly_message],
    ['forgotPassword', { code: 'whatever', description: 'Not for your account.' }, 'Not for your account.'],
    [
      'passwordless',
      { error: 'bad.connection', error_description: 'Connection does not exist' },
      'Connection does not exist',
    ],
    ['passwordless', HOOK, HOOK.friendly_message],
  ])("uses the tenant's description at %s for %j", (step, body, description) => {
    expect(withTenantWords(error(body), step, { clientId: 'unit-client', ...TEXT })).toMatchObject({
      code: 'hook_error',
      error: 'hook_error',
      description,
    });
  });

  it.each<[LockStep, Record<string, unknown>]>([
    ['signUp', { code: 'user_exists', description: 'The user already exists.' }],
    ['signUp', { code: 'invalid_password', name: 'PasswordStrengthError', description: { rules: [] } }],
    ['signUp', { code: 'whatever' }],
    ['forgotPassword', { error: 'too_many_requests', error_description: 'x' }],
    ['passwordless', { error: 'bad.email', error_description: 'x' }],
  ])("keeps Lock's text at %s for %j", (step, body) => {
    const given = error(body);
    expect(withTenantWords(given, step, { clientId: 'unit-client', ...TEXT })).toBe(given);
  });
});

describe('explainRequestFailure', () => {
  it('returns null for a refusal that Lock can show', () => {
    const refusal = {
      code: 'user_exists',
      original: { status: 400, response: { body: { code: 'user_exists' } } },
    };
    expect(explainRequestFailure(refusal, 'tenant.example')).toBeNull();
  });
});
