/**
 * Every refusal of Auth0 that an application can meet, ready for `addFault`. Where no source was found for the
 * form of an answer, the entry says "a guess".
 */
import { completeConnection } from './connections.ts';
import type { Fault } from './faults.ts';
import type { JsonObject } from './http.ts';
import { passwordRefusal } from './password-policy.ts';

type StatusFault = Extract<Fault, { kind: 'status' }>;

function answer(path: string, status: number, body: JsonObject): StatusFault {
  return { path, method: 'POST', kind: 'status', status, body: JSON.stringify(body) };
}

const refused = (path: string) => (status: number, error: string, description: string) =>
  answer(path, status, { error, error_description: description });

const signIn = refused('/co/authenticate');
const token = refused('/oauth/token');
const start = refused('/passwordless/start');

function signUp(name: string, code: string, description: unknown, more: JsonObject = {}): StatusFault {
  return answer('/dbconnections/signup', 400, { name, code, description, statusCode: 400, ...more });
}

function authorize(error: string, description: string): Fault {
  return { path: '/authorize', kind: 'redirect-error', error, description };
}

const RATE_LIMIT = 'Too many requests. Check the X-RateLimit-Limit, -Remaining and -Reset headers.';

function weakPassword(): StatusFault {
  const database = completeConnection({ strategy: 'auth0' });
  if (database.strategy !== 'auth0') throw new Error('The default connection is no database.');
  const body = passwordRefusal('short', { email: '' }, database);
  return answer('/dbconnections/signup', 400, body ?? {});
}

export const AUTH0_ERRORS = {
  // POST /co/authenticate
  wrong_password: signIn(403, 'access_denied', 'Wrong email or password.'),
  /** The older name of the same; a guess for this address. */
  invalid_user_password: signIn(401, 'invalid_user_password', 'Wrong email or password.'),
  blocked_user: signIn(403, 'blocked_user', 'Blocked user'),
  too_many_attempts: signIn(
    429,
    'too_many_attempts',
    'Your account has been blocked after multiple consecutive login attempts.',
  ),
  password_leaked: signIn(401, 'password_leaked', 'This password was disclosed through a data breach.'),
  too_many_requests: signIn(429, 'too_many_requests', RATE_LIMIT),
  /** A guess. */
  password_expired: signIn(401, 'password_expired', 'The password has expired.'),
  /** A guess. */
  password_change_required: signIn(401, 'password_change_required', 'The password must be changed.'),
  cross_origin_login_off: signIn(401, 'unauthorized_client', 'Cross origin login not allowed.'),
  unknown_realm: signIn(400, 'invalid_request', 'Unknown realm nowhere.'),
  unsupported_credential_type: signIn(
    400,
    'unsupported_credential_type',
    'Unknown credential type parameter.',
  ),
  /** A guess for this address: it is an answer of the token endpoint. */
  sign_in_mfa_required: signIn(403, 'mfa_required', 'Multifactor authentication required'),
  /** A guess for the form. */
  sign_in_captcha: signIn(401, 'invalid_captcha', 'Invalid captcha value'),
  wrong_email_code: signIn(403, 'access_denied', 'Wrong email or verification code.'),
  wrong_sms_code: signIn(403, 'access_denied', 'Wrong phone number or verification code.'),
  /** A guess for the status and the name. */
  expired_code: signIn(403, 'access_denied', 'The verification code has expired. Please try to login again.'),
  origin_not_allowed: {
    path: '/co/authenticate',
    kind: 'status',
    status: 403,
    contentType: 'text/plain',
    body: 'Origin https://elsewhere.example is not allowed.',
  },
  server_error: signIn(500, 'server_error', 'Internal error'),

  // POST /dbconnections/signup
  user_exists: signUp('BadRequestError', 'user_exists', 'The user already exists.'),
  username_exists: signUp('BadRequestError', 'username_exists', 'The username already exists.'),
  invalid_signup: signUp('BadRequestError', 'invalid_signup', 'Invalid sign up'),
  weak_password: weakPassword(),
  /** A guess but for the name. */
  common_password: signUp('PasswordDictionaryError', 'invalid_password', 'Password is too common', {
    message: 'Password is too common',
  }),
  /** A guess but for the name. */
  personal_password: signUp(
    'PasswordNoUserInfoError',
    'invalid_password',
    'Password contains user information',
    {
      message: 'Password contains user information',
    },
  ),
  /** A guess but for the code. */
  sign_up_password_leaked: signUp('BadRequestError', 'password_leaked', 'Password was leaked.'),
  sign_up_disabled: answer('/dbconnections/signup', 400, { error: 'public signup is disabled' }),
  /** A guess but for the code. */
  sign_up_captcha: signUp('BadRequestError', 'invalid_captcha', 'Invalid captcha value'),

  // POST /dbconnections/change_password
  /** A guess but for the code. */
  reset_captcha: answer('/dbconnections/change_password', 400, {
    code: 'invalid_captcha',
    error: 'Invalid captcha value',
  }),
  reset_too_many_requests: answer('/dbconnections/change_password', 429, {
    code: 'too_many_requests',
    error: RATE_LIMIT,
  }),

  // POST /passwordless/start; all a guess but for the names
  bad_email: start(400, 'bad.email', 'error in email - email format validation failed'),
  bad_phone_number: start(400, 'bad.phone_number', 'error in phone_number - format validation failed'),
  bad_connection: start(400, 'bad.connection', 'Connection does not exist'),
  sms_provider_error: start(400, 'sms_provider_error', 'The provider could not deliver the message.'),
  passwordless_captcha: start(400, 'invalid_captcha', 'Invalid captcha value'),
  passwordless_too_many_requests: start(429, 'too_many_requests', RATE_LIMIT),

  // GET /authorize
  login_required: authorize('login_required', 'Login required'),
  consent_required: authorize('consent_required', 'Consent required'),
  interaction_required: authorize('interaction_required', 'Multifactor authentication required'),
  user_is_blocked: authorize('unauthorized', 'user is blocked'),
  rule_error: authorize('unauthorized', 'Your company has no licence for Latchkey.'),
  permissions_not_granted: authorize('unauthorized', 'access_denied'),
  access_denied: authorize('access_denied', 'User did not authorize the request'),
  connection_not_found: authorize('invalid_request', 'the connection was not found'),
  /** A guess but for the code. */
  organization_not_found: authorize(
    'invalid_request',
    'parameter organization: the organization was not found',
  ),
  not_a_member: authorize(
    'access_denied',
    'user auth0|000000000000000000000000 is not part of the org_elsewhere organization',
  ),
  temporarily_unavailable: authorize('temporarily_unavailable', 'Try again later.'),
  authorize_server_error: authorize('server_error', 'Internal error'),
  callback_mismatch: {
    path: '/authorize',
    kind: 'status',
    status: 403,
    contentType: 'text/html',
    body: '<h1>Callback URL mismatch</h1>',
  },

  // POST /oauth/token
  bad_code: token(403, 'invalid_grant', 'Invalid authorization code'),
  bad_verifier: token(403, 'invalid_grant', 'Failed to verify code verifier'),
  bad_refresh_token: token(403, 'invalid_grant', 'Unknown or invalid refresh token.'),
  /** What an application of another type hears that should have sent its secret. */
  client_secret_required: token(401, 'access_denied', 'Unauthorized'),
  mfa_required: answer('/oauth/token', 403, {
    error: 'mfa_required',
    error_description: 'Multifactor authentication required',
    mfa_token: 'Fe26.local',
  }),
  token_too_many_requests: token(429, 'too_many_requests', RATE_LIMIT),
} as const satisfies Record<string, Fault>;

export type Auth0ErrorName = keyof typeof AUTH0_ERRORS;
