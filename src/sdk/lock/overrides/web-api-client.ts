/**
 * Overrides `auth0-lock/lib/core/web_api/p2_api`, Lock's client of auth0-js. auth0-js signs in through a hidden iframe and the
 * implicit grant. This class uses cross-origin authentication and the authorization code with PKCE, and has the background open
 * the window of a social or enterprise sign-in. It has no code for redirects, the Cordova plugin, the hosted login page and
 * captchas, which an extension page does not have, and none for telemetry, which is off.
 */
import * as l from 'auth0-lock/lib/core/index';
import { normalizeError, trimAuthParams } from 'auth0-lock/lib/core/web_api/helper';
import { swap, updateEntity } from 'auth0-lock/lib/store/index';
import { asLatchkeyError, LatchkeyError } from '../../errors.ts';
import type { LockOptions, SignInHandlers } from '../lock-context.ts';
import { formError, type LockError, type LockStep, passwordError, TENANT_MESSAGE } from '../refusals.ts';
import type { Credentials } from '../tenant-requests.ts';

type Callback = (error: object | null, result?: object | null) => void;

/** The parts of Lock's options that are used here. */
interface UserOptions {
  readonly username?: string;
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly password?: string;
  readonly verificationCode?: string;
  readonly connection?: string;
  readonly login_hint?: string;
}

const ENDPOINTS = {
  signUp: 'signUp',
  forgotPassword: 'changePassword',
  passwordless: 'passwordlessStart',
} as const;

export default class WebApiClient {
  readonly #handlers: SignInHandlers;
  readonly #lockId: number;
  /** `true` from a sign-up until the sign-in that Lock starts right after it. */
  #hasSignedUp = false;

  constructor(lockId: number, _clientId: string, _domain: string, { lockContext }: LockOptions) {
    this.#handlers = lockContext().handlers;
    this.#lockId = lockId;
  }

  /** Signs in with a password, or opens a window for a connection with its own login page if there is no user name. */
  logIn(options: UserOptions, _parameters: object, callback: Callback): void {
    const { username, email, password = '', connection, login_hint } = trimAuthParams(options);
    const user = username || email;
    if (user) return void this.#signIn({ username: user, password, realm: connection ?? '' }, callback);
    this.#handlers.onWindow({
      ...(connection === undefined ? {} : { connection }),
      ...(login_hint === undefined ? {} : { login_hint }),
    });
  }

  signUp({ autoLogin: _, ...fields }: { readonly autoLogin?: boolean }, callback: Callback): void {
    void this.#send('signUp', fields, (error, result) => {
      this.#hasSignedUp = error === null;
      callback(error, result);
    });
  }

  resetPassword(fields: object, callback: Callback): void {
    void this.#send('forgotPassword', fields, callback);
  }

  passwordlessStart(options: UserOptions, callback: Callback): void {
    const { phoneNumber, ...fields } = trimAuthParams(options);
    void this.#send('passwordless', { ...fields, phone_number: phoneNumber }, callback);
  }

  passwordlessVerify(options: UserOptions, callback: Callback): void {
    const { email, phoneNumber, verificationCode: otp = '', connection = '' } = trimAuthParams(options);
    void this.#signIn({ username: email ?? phoneNumber ?? '', otp, realm: connection }, callback);
  }

  /** Calls back with no captcha. Lock draws the form only after that. */
  getChallenge(callback: Callback): void {
    callback(null, null);
  }
  readonly getSignupChallenge = this.getChallenge;
  readonly getPasswordlessChallenge = this.getChallenge;

  /** Calls back with the country of the browser's language, or the likeliest one. It selects the initial dialing code. */
  getUserCountry(callback: Callback): void {
    callback(null, { countryCode: new Intl.Locale(navigator.language).maximize().region ?? 'US' });
  }

  /** Sends a request. Lock receives the refusals, which it can show, and the popup receives every other failure. */
  async #send(step: keyof typeof ENDPOINTS, fields: object, callback: Callback): Promise<void> {
    try {
      const response = await this.#handlers.send(ENDPOINTS[step], trimAuthParams(fields));
      if (response.kind === 'accepted') return callback(null, response.body);
      const { refusal } = response;
      // Auth0's error code for this refusal is a sentence.
      const description = /signup is disabled/i.test(refusal.code)
        ? this.#handlers.text.signUpDisabled
        : refusal.description;
      this.#refuse(formError({ ...refusal, description }, step), step, callback);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  async #signIn(credentials: Credentials, callback: Callback): Promise<void> {
    const afterSignUp = this.#hasSignedUp;
    this.#hasSignedUp = false;
    this.#handlers.onSubmit();
    try {
      const response = await this.#handlers.coAuthenticate(credentials);
      if (response.kind === 'ticket')
        return callback(null, await this.#handlers.authorize(response.loginTicket, credentials.realm));
      const { refusal } = response;
      const step = 'otp' in credentials ? 'passwordless' : 'login';
      const error = step === 'login' ? passwordError(refusal) : formError(refusal, step);
      const reason = refusal.description.replace(/\.$/, '');
      if (error === null)
        throw new LatchkeyError('authorization-refused', { reason: 'refused', description: reason });
      this.#handlers.onRefused();
      const isRule = afterSignUp && error.code === 'unauthorized';
      const description = isRule ? this.#handlers.text.signedUpRefused(reason) : error.description;
      this.#refuse({ ...error, description }, step, callback);
    } catch (thrown) {
      this.#fail(thrown, afterSignUp);
    }
  }

  /**
   * Calls back with a refusal in the format that Lock expects at this step. Lock shows "something went wrong" for `TENANT_MESSAGE`
   * at once or after 250 ms, and this replaces it with the tenant's message.
   */
  #refuse(error: LockError, step: LockStep, callback: Callback): void {
    callback(step === 'login' || step === 'passwordless' ? normalizeError(error) : error);
    if (error.code !== TENANT_MESSAGE) return;
    setTimeout(
      () => swap(updateEntity, 'lock', this.#lockId, l.setSubmitting, false, error.description),
      250,
    );
  }

  /** Reports a failure to the popup, which removes the form. Lock's callback is therefore not called. */
  #fail(thrown: unknown, afterSignUp = false): void {
    const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-in' });
    const { code, data } = error;
    this.#handlers.onFailure(
      afterSignUp ? new LatchkeyError(code, { ...data, hasSignedUp: 'yes' }, { cause: error }) : error,
    );
  }
}
