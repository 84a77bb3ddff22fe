import type { Config } from '../config.ts';
import {
  interactionRequired,
  LatchkeyError,
  tenantFailed,
  tenantIntercepted,
  tenantUnreachable,
} from '../errors.ts';
import { PATHS } from '../tenant/endpoints.ts';
import { withoutSecrets } from '../tenant/foreign-text.ts';
import { isServerError, readText } from '../tenant/read-text.ts';
import { PATIENT_TIMEOUT } from '../tenant/timeouts.ts';

/** Characters of an answer that are read. */
const MAX_LENGTH = 200_000;

/** What was typed into the form. Never kept, logged or put into an error. */
export type Credentials = PasswordCredentials | CodeCredentials;

interface PasswordCredentials {
  readonly username: string;
  readonly password: string;
  /** The database connection to check them against. */
  readonly realm: string;
}

/** A code that came by mail or SMS. */
interface CodeCredentials {
  /** Email address, or phone number with its country code. */
  readonly username: string;
  readonly otp: string;
  /** `email` or `sms`. */
  readonly realm: string;
}

/** The tenant's "no" to these credentials, with Auth0's own code (`access_denied`, `blocked_user`, …) and words without secrets. */
export interface Refusal {
  readonly code: string;
  readonly description: string;
}

/** A ticket that `/authorize` takes instead of a login page, once, or the tenant's "no". */
export type CoAuthentication =
  | { readonly kind: 'ticket'; readonly loginTicket: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Changes credentials into a login ticket: `POST /co/authenticate`, Auth0's cross-origin authentication.
 * The body has all the fields that Auth0 documents and no others. `origin` is what the tenant sees, for the error's text.
 * Rejects with `origin-not-allowed`, `cross-origin-login-off`, `interaction-required`, `tenant-unreachable`, `tenant-failed`
 * or, for an answer that is not in Auth0's form, `tenant-intercepted`.
 * https://auth0.com/docs/authenticate/login/cross-origin-authentication
 */
export async function coAuthenticate(
  config: Config,
  credentials: Credentials,
  { origin, fetch = globalThis.fetch }: { origin: string; fetch?: typeof globalThis.fetch },
): Promise<CoAuthentication> {
  const response = await post(config, { client_id: config.clientId, ...proof(credentials) }, fetch);
  const { status } = response;
  if (status >= 500) throw tenantFailed(config.domain, status);
  const text = await readText(response, MAX_LENGTH).catch(() => '');
  const body = parseObject(text);
  const loginTicket = body?.login_ticket;
  if (response.ok && typeof loginTicket === 'string' && loginTicket !== '')
    return { kind: 'ticket', loginTicket };
  const code = response.ok ? undefined : (body?.error ?? body?.code);
  if (code === 'unauthorized_client')
    throw new LatchkeyError('cross-origin-login-off', { domain: config.domain });
  if (needsHostedPage(code)) throw interactionRequired(config.domain);
  if (typeof code === 'string') {
    const description = wordsOf(body) ?? code;
    return {
      kind: 'refused',
      refusal: { code, description: withoutSecrets(description, [config.clientId]) },
    };
  }
  if (status === 403 && /^origin\b.* not allowed/i.test(text))
    throw new LatchkeyError('origin-not-allowed', { domain: config.domain, origin });
  throw isServerError(status) || (response.ok && body !== undefined)
    ? tenantFailed(config.domain, status)
    : tenantIntercepted(config.domain, status);
}

/**
 * Returns the sentence of a refusal in one of Auth0's forms, or `null` if it has none. `friendly_message` is what an Action
 * has for the user. https://auth0.com/docs/customize/actions/explore-triggers/signup-and-login-triggers/pre-user-registration-trigger
 */
export function wordsOf(refusal: unknown): string | null {
  const body: Readonly<Record<string, unknown>> = { ...Object(refusal) };
  const { friendly_message, error_description, description } = body;
  const words = [friendly_message, error_description, description].find(
    (one) => typeof one === 'string' && one.trim() !== '',
  );
  return typeof words === 'string' ? words : null;
}

/**
 * Returns whether Auth0 answers with this code when only its hosted page can continue: for a second factor, or when bot
 * detection considers the request suspicious.
 * https://auth0.com/docs/secure/attack-protection/bot-detection/bot-detection-native-apps
 */
export function needsHostedPage(code: unknown): boolean {
  return typeof code === 'string' && /^(?:mfa_required|requires_verification)$|captcha/.test(code);
}

/** The part of the body that differs. */
function proof(credentials: Credentials): Record<string, string> {
  const { username, realm } = credentials;
  if ('otp' in credentials) {
    const credential_type = 'http://auth0.com/oauth/grant-type/passwordless/otp';
    return { credential_type, username, realm, otp: credentials.otp };
  }
  const credential_type = 'http://auth0.com/oauth/grant-type/password-realm';
  return { credential_type, username, realm, password: credentials.password };
}

async function post(
  config: Config,
  body: Record<string, string>,
  fetch: typeof globalThis.fetch,
): Promise<Response> {
  try {
    return await fetch(`${config.tenant}${PATHS.coAuthenticate}`, {
      method: 'POST',
      credentials: 'include',
      // A redirect would take the password along to another host (Fetch Standard, HTTP-redirect fetch).
      redirect: 'error',
      headers: { 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(PATIENT_TIMEOUT),
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw tenantUnreachable(config.domain, cause);
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : undefined;
  } catch {
    // The caller uses the status, and each of these becomes an error with a way on.
    return undefined;
  }
}
