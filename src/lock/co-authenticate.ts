import type { Config } from '../config.ts';
import { interactionRequired, LatchkeyError, tenantFailed, tenantUnreachable } from '../errors.ts';
import { translate } from '../i18n/translate.ts';

/** Milliseconds that the tenant may take to check the password. */
const TIMEOUT = 20_000;

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
  /** E-mail address, or phone number with its country code. */
  readonly username: string;
  readonly otp: string;
  /** `email` or `sms`. */
  readonly realm: string;
}

/** The tenant's "no" to these credentials, with Auth0's own code: `access_denied`, `blocked_user`, … */
export interface Refusal {
  readonly code: string;
  readonly description: string;
}

/** A ticket that `/authorize` takes in the place of a login page, once, or the tenant's "no". */
export type CoAuthentication =
  | { readonly kind: 'ticket'; readonly loginTicket: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * Changes credentials into a login ticket: `POST /co/authenticate`, Auth0's cross-origin authentication.
 * The body has all the fields that Auth0 documents and no others. `origin` is what the tenant sees, for the error's text.
 * Rejects with `origin-not-allowed`, `cross-origin-login-off`, `interaction-required`, `tenant-unreachable` or `tenant-failed`.
 * https://auth0.com/docs/authenticate/login/cross-origin-authentication
 */
export async function coAuthenticate(
  config: Config,
  credentials: Credentials,
  { origin, fetch = globalThis.fetch }: { origin: string; fetch?: typeof globalThis.fetch },
): Promise<CoAuthentication> {
  const response = await post(config, { client_id: config.clientId, ...proof(credentials) }, fetch);
  if (response.status >= 500) throw tenantFailed(config.domain, response.status);
  const body = await readJson(response);
  if (response.ok) {
    const loginTicket = body?.login_ticket;
    if (typeof loginTicket === 'string' && loginTicket !== '') return { kind: 'ticket', loginTicket };
    throw tenantFailed(config.domain, response.status);
  }
  const code = body?.error ?? body?.code;
  if (code === 'unauthorized_client') throw crossOriginLoginOff(config);
  if (needsHostedPage(code)) throw interactionRequired(config.domain);
  if (typeof code === 'string') {
    const description = body?.error_description ?? body?.description;
    return {
      kind: 'refused',
      refusal: { code, description: typeof description === 'string' ? description : code },
    };
  }
  if (response.status === 403) throw originNotAllowed(config, origin);
  throw tenantFailed(config.domain, response.status);
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
    return await fetch(`${config.tenant}/co/authenticate`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT),
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw tenantUnreachable(config.domain, cause);
  }
}

async function readJson(response: Response): Promise<Record<string, unknown> | undefined> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { ...body } : undefined;
  } catch {
    // Not JSON: the caller goes by the status, and every such status becomes an error with a way on.
    return undefined;
  }
}

function originNotAllowed(config: Config, origin: string): LatchkeyError {
  return new LatchkeyError(
    'origin-not-allowed',
    translate('originNotAllowed', { domain: config.domain, origin }),
  );
}

function crossOriginLoginOff(config: Config): LatchkeyError {
  return new LatchkeyError(
    'cross-origin-login-off',
    translate('crossOriginLoginOff', { domain: config.domain }),
  );
}
