/**
 * Replaces `auth0-lock/lib/core/web_api/p2_api`, which translates what Lock asks for into calls of auth0-js. Here
 * they go to our `WebAuth`. Left out is what an extension's page does not have: redirects, Cordova's plugin, the
 * hosted login page, captchas, and telemetry, which is off.
 */
import * as l from 'auth0-lock/lib/core/index';
import { loginCallback, normalizeError, trimAuthParams } from 'auth0-lock/lib/core/web_api/helper';
import { swap, updateEntity } from 'auth0-lock/lib/store/index';
import type { LockOptions } from '../lock-context.ts';
import { TENANT_WORDS } from '../refusals.ts';
import { type Callback, type LoginOptions, WebAuth } from '../web-auth.ts';

export default class WebApiClient {
  readonly #webAuth: WebAuth;
  readonly #domain: string;
  readonly #lockId: number;

  constructor(lockId: number, clientID: string, domain: string, { lockContext }: LockOptions) {
    this.#webAuth = new WebAuth({ clientID }, lockContext.handlers);
    this.#domain = domain;
    this.#lockId = lockId;
  }

  /** Without a user name, it is a connection with its own login page. */
  logIn(options: LoginOptions, parameters: object, callback: Callback): void {
    const { username, email, login_hint } = options;
    const login = trimAuthParams({ ...options, ...parameters, ...(login_hint ? { login_hint } : {}) });
    if (username || email)
      this.#webAuth.popup.loginWithCredentials(login, loginCallback(false, this.#domain, callback));
    else this.#webAuth.popup.authorize(login);
  }

  signUp({ autoLogin: _, ...options }: { autoLogin?: boolean }, callback: Callback): void {
    this.#webAuth.signup(trimAuthParams(options), (error, result) => callback(error, result));
  }

  resetPassword(options: object, callback: Callback): void {
    this.#webAuth.changePassword(trimAuthParams(options), this.#withTenantWords(callback));
  }

  passwordlessStart(options: object, callback: Callback): void {
    const done = this.#withTenantWords((error) => callback(normalizeError(error)));
    this.#webAuth.passwordlessStart(trimAuthParams(options), done);
  }

  passwordlessVerify(options: LoginOptions, callback: Callback): void {
    const done: Callback = (error, result) => callback(normalizeError(error), result);
    this.#webAuth.passwordlessLogin(options, this.#withTenantWords(done));
  }

  /**
   * Returns a callback that calls `callback` and then shows the tenant's words instead of "something went wrong", which
   * Lock shows at once or 250 ms later.
   */
  #withTenantWords(callback: Callback): Callback {
    return (error, ...rest) => {
      callback(error, ...rest);
      const { code, description }: { code?: unknown; description?: unknown } = { ...Object(error) };
      if (code !== TENANT_WORDS) return;
      setTimeout(() => swap(updateEntity, 'lock', this.#lockId, l.setSubmitting, false, description), 250);
    };
  }

  /** Responses that there is no captcha; see `no-captcha.ts`. Lock waits for the answer before it draws the form. */
  getChallenge(callback: Callback): void {
    callback(null, null);
  }

  /** As `getChallenge`. */
  getSignupChallenge(callback: Callback): void {
    callback(null, null);
  }

  /** As `getChallenge`. */
  getPasswordlessChallenge(callback: Callback): void {
    callback(null, null);
  }

  getUserCountry(callback: Callback): void {
    this.#webAuth.client.getUserCountry(callback);
  }
}
