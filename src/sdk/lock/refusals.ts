/** Converts the tenant's refusals to errors that Lock shows, with Lock's message or with the tenant's. */
import english from 'auth0-lock/lib/i18n/en';
import type { Refusal } from './tenant-requests.ts';

/** Error code for an expired one-time code. `lock.ts` supplies the message. */
export const CODE_EXPIRED = 'code_expired';

/**
 * Error code of a refusal whose `description` is shown. Lock shows it itself in the sign-up step.
 * `overrides/web-api-client.ts` shows it in the other steps.
 */
export const TENANT_MESSAGE = 'hook_error';

/** The kind of request, named after the section of Lock's dictionary that has the messages for its refusals. */
export type LockStep = 'login' | 'signUp' | 'forgotPassword' | 'passwordless';

const { error: dictionary } = english.default;

/** The error codes that Lock has a message for: the keys of its dictionary, and the codes that Lock maps to one of them. */
const KNOWN_CODES: Readonly<Record<LockStep, ReadonlySet<string>>> = {
  login: new Set([...Object.keys(dictionary.login), 'access_denied', 'unauthorized', 'password_expired']),
  signUp: new Set([...Object.keys(dictionary.signUp), 'invalid_signup']),
  forgotPassword: new Set(Object.keys(dictionary.forgotPassword)),
  passwordless: new Set([
    ...Object.keys(dictionary.passwordless),
    ...['access_denied', 'invalid_user_password', 'sms_provider_error', CODE_EXPIRED],
  ]),
};

/** The error that Lock's callback receives for a refusal. */
export type LockError = Pick<Refusal, 'code' | 'name' | 'description'>;

/** Returns Lock's error for a refused password, or `null` if Lock can't show the refusal. */
export function passwordError(refusal: Refusal): LockError | null {
  const { code, description } = refusal;
  // Lock shows each of these codes as a wrong password, even if a rule or the database's custom script refused the sign-in.
  const isRule =
    /^(?:access_denied|invalid_user_password)$/.test(code) &&
    description !== code &&
    !/wrong|invalid|incorrect|expired/i.test(description);
  if (isRule) return { ...refusal, code: 'unauthorized' };
  return KNOWN_CODES.login.has(code) ? refusal : null;
}

/** Returns Lock's error for another refusal: with a code that Lock has a message for, or with the tenant's message. */
export function formError(refusal: Refusal, step: Exclude<LockStep, 'login'>): LockError {
  const { code, description, isForUser } = refusal;
  // Auth0 has the same error code for a wrong and an expired code. Only the description differs.
  if (step === 'passwordless' && /expired/i.test(description)) return { ...refusal, code: CODE_EXPIRED };
  const isShownByLock = description === code || (!isForUser && KNOWN_CODES[step].has(code));
  return isShownByLock ? refusal : { ...refusal, code: TENANT_MESSAGE };
}
