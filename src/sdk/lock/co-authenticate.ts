import type { Config } from '../config.ts';
import {
  interactionRequired,
  LatchkeyError,
  tenantFailed,
  tenantIntercepted,
  tenantUnreachable,
} from '../errors.ts';
import { isServerError, PATHS, PATIENT_TIMEOUT } from '../tenant/endpoints.ts';
import { withoutSecrets } from '../tenant/foreign-text.ts';

/** Credentials that the user typed into the form. Must never be stored, logged or put into an error. */
export type Credentials = PasswordCredentials | CodeCredentials;

interface PasswordCredentials {
  readonly username: string;
  readonly password: string;
  /** Name of the database connection. */
  readonly realm: string;
}

/** A one-time code from an email or SMS. */
interface CodeCredentials {
  /** Email address, or phone number with its country code. */
  readonly username: string;
  readonly otp: string;
  /** `email` or `sms`. */
  readonly realm: string;
}

/** The tenant's refusal of the credentials: Auth0's error code (`access_denied`, `blocked_user`, …), a text without secrets. */
export interface Refusal {
  readonly code: string;
  readonly description: string;
}

/** A single-use login ticket, which `/authorize` accepts instead of showing a login page, or the tenant's refusal. */
export type CoAuthentication =
  | { readonly kind: 'ticket'; readonly loginTicket: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Exchanges credentials for a login ticket by `POST /co/authenticate`, Auth0's cross-origin authentication. The body has
 * exactly the fields that Auth0 documents. `origin` is the origin that the tenant receives, for the text of an error.
 * Rejects with `origin-not-allowed`, `cross-origin-login-off`, `interaction-required`, `tenant-unreachable` or
 * `tenant-failed`. Rejects with `tenant-intercepted` if the response is not in Auth0's format.
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
  const text = await response.text().catch(() => '');
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
 * Returns the message of a refusal in any of Auth0's formats, or `null` if it has none. An Action sets `friendly_message`
 * for the user. https://auth0.com/docs/customize/actions/explore-triggers/signup-and-login-triggers/pre-user-registration-trigger
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
 * Returns whether `code` is an Auth0 error after which only the hosted page can continue: a second factor is required, or
 * bot detection considers the request suspicious.
 * https://auth0.com/docs/secure/attack-protection/bot-detection/bot-detection-native-apps
 */
export function needsHostedPage(code: unknown): boolean {
  return typeof code === 'string' && /^(?:mfa_required|requires_verification)$|captcha/.test(code);
}

/** Returns the fields of the body that depend on the kind of credentials. */
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
      // A redirect could send the password to another host (Fetch Standard, HTTP-redirect fetch).
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
    // Not JSON. The caller chooses the error by the status.
    return undefined;
  }
}
