/**
 * Overrides `auth0-lock/lib/core/web_api/p2_api`, which translates Lock's requests to calls of auth0-js. This class calls our
 * `WebAuth` instead. It has no code for redirects, the Cordova plugin, the hosted login page and captchas, which an extension
 * page does not have, and none for telemetry, which is off.
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

  /** Signs in with credentials, or opens a window for a connection with its own login page if there is no user name. */
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
   * Returns a callback that calls `callback` and 250 ms later shows the tenant's text for `TENANT_WORDS`. Lock shows "something
   * went wrong" at once or after 250 ms, and this replaces it.
   */
  #withTenantWords(callback: Callback): Callback {
    return (error, ...rest) => {
      callback(error, ...rest);
      const { code, description }: { code?: unknown; description?: unknown } = { ...Object(error) };
      if (code !== TENANT_WORDS) return;
      setTimeout(() => swap(updateEntity, 'lock', this.#lockId, l.setSubmitting, false, description), 250);
    };
  }

  /** Calls back with no captcha (see `no-captcha.ts`). Lock draws the form only after that. */
  getChallenge(callback: Callback): void {
    callback(null, null);
  }

  /** See `getChallenge`. */
  getSignupChallenge(callback: Callback): void {
    callback(null, null);
  }

  /** See `getChallenge`. */
  getPasswordlessChallenge(callback: Callback): void {
    callback(null, null);
  }

  getUserCountry(callback: Callback): void {
    this.#webAuth.client.getUserCountry(callback);
  }
}
