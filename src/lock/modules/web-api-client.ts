/**
 * Stands in for `auth0-lock/lib/core/web_api/p2_api`, which translates what Lock asks for into calls of auth0-js. Here
 * they go to our `WebAuth`. Left out is what an extension's page does not have: redirects, Cordova's plugin, the
 * hosted login page, captchas, and telemetry, which is off.
 */
import { loginCallback, normalizeError, trimAuthParams } from 'auth0-lock/lib/core/web_api/helper';
import { type Callback, type LoginOptions, WebAuth } from '../web-auth.ts';

export default class WebApiClient {
  readonly #webAuth: WebAuth;
  readonly #domain: string;

  constructor(_lockId: number, clientID: string, domain: string) {
    this.#webAuth = new WebAuth({ clientID });
    this.#domain = domain;
  }

  /** Without a name of somebody, it is a connection that has a login page of its own. */
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
    this.#webAuth.changePassword(trimAuthParams(options), callback);
  }

  passwordlessStart(options: object, callback: Callback): void {
    this.#webAuth.passwordlessStart(trimAuthParams(options), (error) => callback(normalizeError(error)));
  }

  passwordlessVerify(options: LoginOptions, callback: Callback): void {
    this.#webAuth.passwordlessLogin(options, (error, result) => callback(normalizeError(error), result));
  }

  /** Answers that there is no captcha; see `no-captcha.ts`. Lock waits for the answer before it draws the form. */
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
