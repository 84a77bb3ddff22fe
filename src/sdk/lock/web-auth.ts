/**
 * Replaces auth0-js's `WebAuth`, which sends every sign-in through a hidden iframe and the implicit grant. This class uses the
 * authorization code with PKCE, and the background opens the window of a social or enterprise sign-in. Requests of the
 * database (sign-up, password reset) and of passwordless connections still use auth0-js's own classes.
 * `overrides/web-api-client.ts` creates it for Lock.
 */
import DBConnection from 'auth0-js/src/authentication/db-connection';
import PasswordlessAuthentication from 'auth0-js/src/authentication/passwordless-authentication';
import { asLatchkeyError, LatchkeyError, tenantIntercepted } from '../errors.ts';
import type { AuthResult } from '../session/session.ts';
import { asReason } from '../tenant/foreign-text.ts';
import type { CoAuthentication, Credentials, Refusal } from './co-authenticate.ts';
import type { FormText } from './form-text.ts';
import { explainRequestFailure, type LockStep, lockErrorOf, withTenantWords } from './refusals.ts';
import { TenantRequests } from './tenant-requests.ts';

/** Dependencies of `WebAuth`. */
export interface SignInHandlers {
  /** The tenant's origin. */
  readonly tenant: string;
  /** The tenant's host, for the text of an error. */
  readonly domain: string;
  readonly text: Pick<FormText, 'signUpDisabled' | 'signedUpRefused'>;
  /** Rejects with `host-not-permitted` if the extension lacks access to the tenant. Called before each request. */
  checkAccess(): Promise<void>;
  /** Exchanges credentials for a login ticket, or resolves with the tenant's refusal. */
  coAuthenticate(credentials: Credentials): Promise<CoAuthentication>;
  /** Exchanges a login ticket for verified tokens. */
  authorize(loginTicket: string, realm: string): Promise<AuthResult>;
  /** Called when Lock requests a sign-in that needs a window. `parameters` are for `/authorize`. */
  onWindow(parameters: Readonly<Record<string, string>>): void;
  /** Called when a sign-in starts. */
  onSubmit(): void;
  /** Called when the tenant has refused the credentials and Lock shows the refusal. */
  onRefused(): void;
  /** Called when the form has failed in a way that Lock can't show. */
  onFailure(error: LatchkeyError): void;
}

export type Callback = (error: unknown, result?: unknown) => void;

/** The parts of Lock's sign-in options that `WebAuth` uses. */
export interface LoginOptions {
  readonly username?: string;
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly password?: string;
  readonly verificationCode?: string;
  readonly connection?: string;
  readonly login_hint?: string;
}

export class WebAuth {
  readonly #handlers: SignInHandlers;
  readonly #database: DBConnection;
  readonly #passwordless: PasswordlessAuthentication;
  readonly #clientId: string;
  /** `true` from a sign-up until the sign-in that Lock starts right after it. */
  #hasSignedUp = false;

  constructor({ clientID }: { clientID: string }, handlers: SignInHandlers) {
    this.#handlers = handlers;
    this.#clientId = clientID;
    const request = new TenantRequests();
    const options = { rootUrl: handlers.tenant, clientID };
    this.#database = new DBConnection(request, options);
    this.#passwordless = new PasswordlessAuthentication(request, options);
  }

  /** auth0-js's sign-in methods that don't redirect the page. */
  readonly popup = {
    loginWithCredentials: (options: LoginOptions, callback: Callback) => {
      const { username, email, password = '', connection: realm = '' } = options;
      void this.#signIn({ username: username ?? email ?? '', password, realm }, callback);
    },
    authorize: ({ connection, login_hint }: LoginOptions) =>
      this.#handlers.onWindow({
        ...(connection === undefined ? {} : { connection }),
        ...(login_hint === undefined ? {} : { login_hint }),
      }),
  };

  /** Lock accesses auth0-js's inner classes through this property. */
  readonly client = {
    getUserCountry: (callback: Callback) => callback(null, { countryCode: countryOf(navigator.language) }),
  };

  signup(options: object, callback: Callback): void {
    void this.#request(
      'signUp',
      (done) => this.#database.signup(options, done),
      (error, result) => {
        this.#hasSignedUp = !error;
        callback(error, result);
      },
    );
  }

  changePassword(options: object, callback: Callback): void {
    void this.#request('forgotPassword', (done) => this.#database.changePassword(options, done), callback);
  }

  passwordlessStart(options: object, callback: Callback): void {
    void this.#request('passwordless', (done) => this.#passwordless.start(options, done), callback);
  }

  passwordlessLogin(options: LoginOptions, callback: Callback): void {
    const { email, phoneNumber, verificationCode: otp = '', connection: realm = '' } = options;
    void this.#signIn({ username: (email ?? phoneNumber ?? '').trim(), otp, realm }, callback);
  }

  /** Sends an auth0-js request. Lock receives the refusals that it can show, and the popup receives every other failure. */
  async #request(step: LockStep, send: (done: Callback) => void, callback: Callback): Promise<void> {
    const { domain } = this.#handlers;
    try {
      await this.#handlers.checkAccess();
      send((error, result) => {
        if (typeof error === 'object' && error !== null) {
          const failure = explainRequestFailure(error, domain);
          if (failure === null)
            callback(withTenantWords(error, step, { clientId: this.#clientId, ...this.#handlers.text }));
          else this.#fail(failure);
        } else if (typeof result === 'string' && /^\s*</.test(result)) {
          // Auth0's response to a password reset is plain text with the type `text/html`. A tag means another server sent it.
          this.#fail(tenantIntercepted(domain, 200));
        } else callback(error, result);
      });
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  async #signIn(credentials: Credentials, callback: Callback): Promise<void> {
    const afterSignUp = this.#hasSignedUp;
    this.#hasSignedUp = false;
    this.#handlers.onSubmit();
    try {
      await this.#handlers.checkAccess();
      const answer = await this.#handlers.coAuthenticate(credentials);
      switch (answer.kind) {
        case 'refused':
          this.#refuse(
            answer.refusal,
            'otp' in credentials ? 'passwordless' : 'login',
            afterSignUp,
            callback,
          );
          return;
        case 'ticket':
          callback(null, await this.#handlers.authorize(answer.loginTicket, credentials.realm));
          return;
      }
    } catch (thrown) {
      this.#fail(thrown, afterSignUp);
    }
  }

  /** Reports a failure to the popup, which removes the form. Lock's callback is therefore not called. */
  #fail(thrown: unknown, afterSignUp = false): void {
    const error = asLatchkeyError(thrown, 'extension-failed', { reason: 'sign-in' });
    const { code, data } = error;
    this.#handlers.onFailure(
      afterSignUp ? new LatchkeyError(code, { ...data, hasSignedUp: 'yes' }, { cause: error }) : error,
    );
  }

  #refuse(refusal: Refusal, step: LockStep, afterSignUp: boolean, callback: Callback): void {
    const lockError = lockErrorOf(refusal, step);
    const reason = asReason(refusal.description, [this.#clientId]);
    if (lockError === null) {
      const data = { reason: 'refused', description: reason } as const;
      this.#fail(new LatchkeyError('authorization-refused', data), afterSignUp);
      return;
    }
    this.#handlers.onRefused();
    const isRule = afterSignUp && lockError.code === 'unauthorized';
    callback(isRule ? { ...lockError, description: this.#handlers.text.signedUpRefused(reason) } : lockError);
  }
}

/** Returns the country code of a BCP 47 tag, or the likeliest one if the tag has none. It selects the initial dialing code. */
function countryOf(language: string): string {
  return new Intl.Locale(language).maximize().region ?? 'US';
}
