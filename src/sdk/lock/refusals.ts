/** What the tenant's refusals mean to Lock: the words that Lock has, or the tenant's own. */
import english from 'auth0-lock/lib/i18n/en';
import {
  interactionRequired,
  type LatchkeyError,
  tenantFailed,
  tenantIntercepted,
  tenantUnreachable,
} from '../errors.ts';
import { withoutSecrets } from '../tenant/foreign-text.ts';
import { isServerError } from '../tenant/read-text.ts';
import { needsHostedPage, type Refusal, wordsOf } from './co-authenticate.ts';

/** What Lock receives for a code that came too late; `lock.ts` gives it the words. */
export const CODE_EXPIRED = 'code_expired';

/**
 * The code of a refusal of which Lock shows the `description`. It does so by itself at sign-up; elsewhere
 * `modules/web-api-client.ts` does it.
 */
export const TENANT_WORDS = 'hook_error';

/** What was requested of the tenant, by the part of Lock's dictionary that has the words for its refusals. */
export type LockStep = 'login' | 'signUp' | 'forgotPassword' | 'passwordless';

const { error: dictionary } = english.default;

/** The codes for which Lock has words: the keys of its dictionary, and the codes that it turns into one of them. */
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

/** What Lock's callback receives for a refusal. */
export interface LockError {
  readonly code: string;
  readonly error: string;
  readonly description: string;
}

/** Returns Lock's error for a refused password or code, or `null` if Lock has no text for it. */
export function lockErrorOf({ code, description }: Refusal, step: LockStep): LockError | null {
  if (step === 'passwordless') {
    // Auth0 has one code for a wrong and for an expired code; only its description differs.
    const own = /expired/i.test(description) ? CODE_EXPIRED : code;
    return LOCK_HAS_WORDS[step].has(own) ? asError(own, description) : asError(TENANT_WORDS, description);
  }
  // Lock calls each of these a wrong password, also if the refusal comes from a rule or from the database's own script.
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

/** An error of auth0-js, as far as it is used. */
interface RequestError {
  readonly code?: unknown;
  readonly original?: {
    readonly status?: number;
    readonly response?: { readonly body?: unknown; readonly text?: string };
  };
}

/**
 * Returns why a request of auth0-js failed if that is no refusal for Lock to show: the hosted page is required, or the
 * answer is not the tenant's, or there is none. Else returns `null`.
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

/** Returns an error of auth0-js in a form in which Lock shows its own words for it, or else the tenant's. */
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
