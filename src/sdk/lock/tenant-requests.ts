/** The requests of Lock's form to the tenant. No other module sends a password. */
import { checkHostPermission } from '../browser/host-permission.ts';
import { PATIENT_TIMEOUT } from '../browser/optional-api.ts';
import type { Config } from '../config.ts';
import {
  interactionRequired,
  LatchkeyError,
  tenantFailed,
  tenantIntercepted,
  tenantUnreachable,
} from '../errors.ts';
import { isServerError, PATHS } from '../tenant/endpoints.ts';
import { withoutSecrets } from '../tenant/foreign-text.ts';

/** Credentials that the user typed into the form. Must never be stored, logged or put into an error. */
export type Credentials = {
  /** For a one-time code (`otp`), the email address, or the phone number with its country code. */
  readonly username: string;
  /** Name of the connection. For a one-time code, `email` or `sms`. */
  readonly realm: string;
} & ({ readonly password: string } | { readonly otp: string });

/** The tenant's refusal of a request. Contains no secrets. */
export interface Refusal {
  /** Auth0's error code: `access_denied`, `user_exists`, … */
  readonly code: string;
  /** Auth0's name of the error: the reason why a new password is refused. */
  readonly name: string | null;
  /** The tenant's message, or `code` if it has none. */
  readonly description: string;
  /** Whether an Action wrote `description` for the user. */
  readonly isForUser: boolean;
}

interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
}

/** The tenant's response. `body` is the parsed JSON object, or `null` if the response has none. */
export type FormResponse = { readonly kind: 'accepted'; readonly body: JsonObject | null } | Refused;

/** A single-use login ticket, which `/authorize` accepts instead of showing a login page, or the tenant's refusal. */
export type CoAuthentication = { readonly kind: 'ticket'; readonly loginTicket: string } | Refused;

/** The endpoints for sign-up, password reset and one-time codes. */
export type Endpoint = 'signUp' | 'changePassword' | 'passwordlessStart';

interface RequestDeps {
  /** The origin that the tenant receives, for the text of an error. */
  readonly origin: string;
  readonly fetch?: typeof globalThis.fetch;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Exchanges credentials for a login ticket by `POST /co/authenticate`, Auth0's cross-origin authentication. The body has
 * exactly the fields that Auth0 documents. Rejects as `sendRequest` does, or with `cross-origin-login-off`.
 * https://auth0.com/docs/authenticate/login/cross-origin-authentication
 */
export async function coAuthenticate(
  config: Config,
  credentials: Credentials,
  deps: RequestDeps,
): Promise<CoAuthentication> {
  const grant = 'otp' in credentials ? 'passwordless/otp' : 'password-realm';
  const fields = { credential_type: `http://auth0.com/oauth/grant-type/${grant}`, ...credentials };
  const response = await sendRequest(config, 'coAuthenticate', fields, deps);
  if (response.kind === 'refused') {
    if (response.refusal.code !== 'unauthorized_client') return response;
    throw new LatchkeyError('cross-origin-login-off', { domain: config.domain });
  }
  const { body } = response;
  const loginTicket = body?.login_ticket;
  if (typeof loginTicket === 'string' && loginTicket !== '') return { kind: 'ticket', loginTicket };
  throw body === null ? tenantIntercepted(config.domain, 200) : tenantFailed(config.domain, 200);
}

/**
 * Sends `fields` and the client ID to an endpoint of Auth0's Authentication API. Rejects with `host-not-permitted`,
 * `tenant-unreachable`, `tenant-failed`, `origin-not-allowed`, or `interaction-required` if only the hosted page can continue.
 * Rejects with `tenant-intercepted` if the response is not in Auth0's format. https://auth0.com/docs/api/authentication
 */
export async function sendRequest(
  config: Config,
  endpoint: Endpoint | 'coAuthenticate',
  fields: object,
  { origin, fetch = globalThis.fetch }: RequestDeps,
): Promise<FormResponse> {
  const { clientId, domain } = config;
  await checkHostPermission(domain);
  const { ok, status, text } = await post(
    `${config.tenant}${PATHS[endpoint]}`,
    {
      // The tenant binds the login ticket to a cookie.
      credentials: endpoint === 'coAuthenticate' ? 'include' : 'same-origin',
      body: JSON.stringify({ client_id: clientId, ...fields }),
    },
    fetch,
  ).catch((cause: unknown) => {
    throw tenantUnreachable(domain, cause);
  });
  if (status >= 500) throw tenantFailed(domain, status);
  const body = parseObject(text);
  // Auth0's response to a password reset is plain text with the type `text/html`. A tag means that another server sent it.
  if (ok && !/^\s*</.test(text)) return { kind: 'accepted', body };
  const refusal = ok ? null : parseRefusal(body, clientId);
  if (refusal !== null && needsHostedPage(refusal)) throw interactionRequired(domain);
  if (refusal !== null) return { kind: 'refused', refusal };
  if (status === 403 && /^origin\b.* not allowed/i.test(text))
    throw new LatchkeyError('origin-not-allowed', { domain, origin });
  throw isServerError(status) ? tenantFailed(domain, status) : tenantIntercepted(domain, status);
}

async function post(url: string, init: RequestInit, fetch: typeof globalThis.fetch) {
  const response = await fetch(url, {
    ...init,
    method: 'POST',
    // A redirect could send the password to another host (Fetch Standard, HTTP-redirect fetch).
    redirect: 'error',
    headers: { 'Content-Type': 'application/json' },
    signal: AbortSignal.timeout(PATIENT_TIMEOUT),
  });
  const { ok, status } = response;
  return { ok, status, text: await response.text() };
}

/**
 * Returns a refusal in any of Auth0's formats, or `null` if `body` has no error code. An Action sets `friendly_message` for the
 * user. https://auth0.com/docs/customize/actions/explore-triggers/signup-and-login-triggers/pre-user-registration-trigger
 */
function parseRefusal(body: JsonObject | null, clientId: string): Refusal | null {
  const code = body?.code ?? body?.error;
  if (body === null || typeof code !== 'string') return null;
  const { name, friendly_message, error_description, description } = body;
  const messages = [friendly_message, error_description, description];
  const message = messages.find((one) => typeof one === 'string' && one.trim() !== '');
  return {
    code,
    name: typeof name === 'string' ? name : null,
    description: withoutSecrets(message ?? code, [clientId]),
    isForUser: message !== undefined && message === friendly_message,
  };
}

/**
 * Returns whether only the hosted page can continue after a refusal: a second factor is required, or bot detection considers the
 * request suspicious. https://auth0.com/docs/secure/attack-protection/bot-detection/bot-detection-native-apps
 */
function needsHostedPage({ code }: Refusal): boolean {
  return /^(?:mfa_required|requires_verification)$|captcha/.test(code);
}

function parseObject(text: string): JsonObject | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : null;
  } catch {
    // Not JSON. The caller chooses the error by the status.
    return null;
  }
}
