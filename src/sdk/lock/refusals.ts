/** Converts the tenant's refusals to errors that Lock shows, with Lock's text or with the tenant's. */
import english from 'auth0-lock/lib/i18n/en';
import {
  interactionRequired,
  type LatchkeyError,
  tenantFailed,
  tenantIntercepted,
  tenantUnreachable,
} from '../errors.ts';
import { isServerError } from '../tenant/endpoints.ts';
import { withoutSecrets } from '../tenant/foreign-text.ts';
import { needsHostedPage, type Refusal, wordsOf } from './co-authenticate.ts';

/** Error code for an expired one-time code. `lock.ts` supplies the message. */
export const CODE_EXPIRED = 'code_expired';

/**
 * Error code of a refusal whose `description` is shown. Lock shows it itself in the sign-up step.
 * `overrides/web-api-client.ts` shows it in the other steps.
 */
export const TENANT_WORDS = 'hook_error';

/** The kind of request, named after the section of Lock's dictionary that has the texts for its refusals. */
export type LockStep = 'login' | 'signUp' | 'forgotPassword' | 'passwordless';

const { error: dictionary } = english.default;

/** The error codes for which Lock has a text: the keys of its dictionary, and the codes that Lock maps to one of them. */
const LOCK_HAS_WORDS: Readonly<Record<LockStep, ReadonlySet<string>>> = {
  login: new Set([...Object.keys(dictionary.login), 'access_denied', 'unauthorized', 'password_expired']),
  signUp: new Set([...Object.keys(dictionary.signUp), 'invalid_signup']),
  forgotPassword: new Set(Object.keys(dictionary.forgotPassword)),
  passwordless: new Set([
    ...Object.keys(dictionary.passwordless),
    'access_denied',
    'invalid_user_password',
    'sms_provider_error',
    CODE_EXPIRED,
  ]),
};

/** The error that Lock's callback receives for a refusal. */
export interface LockError {
  readonly code: string;
  readonly error: string;
  readonly description: string;
}

/** Returns Lock's error for a refused password or one-time code, or `null` if Lock can't show the refusal. */
export function lockErrorOf({ code, description }: Refusal, step: LockStep): LockError | null {
  if (step === 'passwordless') {
    // Auth0 has the same error code for a wrong and an expired code. Only the description differs.
    const own = /expired/i.test(description) ? CODE_EXPIRED : code;
    return LOCK_HAS_WORDS[step].has(own) ? asError(own, description) : asError(TENANT_WORDS, description);
  }
  // Lock shows each of these codes as a wrong password, even if a rule or the database's custom script refused the sign-in.
  const isRule =
    /^(?:access_denied|invalid_user_password)$/.test(code) &&
    description !== code &&
    !/wrong|invalid|incorrect|expired/i.test(description);
  if (isRule) return asError('unauthorized', description);
  return LOCK_HAS_WORDS[step].has(code) ? asError(code, description) : null;
}

function asError(code: string, description: string): LockError {
  return { code, error: code, description };
}

/** The parts of an auth0-js error that are used here. */
interface RequestError {
  readonly code?: unknown;
  readonly original?: {
    readonly status?: number;
    readonly response?: { readonly body?: unknown; readonly text?: string };
  };
}

/**
 * Returns the error of a failed auth0-js request, or `null` for a refusal that Lock can show. The hosted page is required
 * (`interaction-required`), there is no response (`tenant-unreachable`), the tenant failed (`tenant-failed`), or the response
 * is not the tenant's (`tenant-intercepted`).
 */
export function explainRequestFailure(error: RequestError, domain: string): LatchkeyError | null {
  const { code, original } = error;
  if (needsHostedPage(code)) return interactionRequired(domain);
  const status = original?.status;
  if (status === undefined) return tenantUnreachable(domain, original);
  const isRefusal = typeof Object(original?.response?.body).code === 'string' || typeof code === 'string';
  if (status >= 500 || (isServerError(status) && !isRefusal)) return tenantFailed(domain, status);
  return isRefusal ? null : tenantIntercepted(domain, status);
}

/** Returns an auth0-js error as Lock needs it to show its own text, or the tenant's text if Lock has none. */
export function withTenantWords(
  error: RequestError,
  step: LockStep,
  { clientId, signUpDisabled }: { readonly clientId: string; readonly signUpDisabled: string },
): object {
  const code = String(error.code);
  const body = error.original?.response?.body;
  const isFriendly = Object(body).friendly_message !== undefined;
  if (!isFriendly && LOCK_HAS_WORDS[step].has(code)) return error;
  const words = /signup is disabled/i.test(code) ? signUpDisabled : wordsOf(body);
  if (words === null) return error;
  return { ...error, ...asError(TENANT_WORDS, withoutSecrets(words, [clientId])) };
}
