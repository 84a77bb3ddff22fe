/**
 * In the place of auth0-js's `WebAuth`, for Lock alone, which has it from `modules/web-api-client.ts`. auth0-js's sends
 * every sign-in through a hidden iframe and the implicit grant; this one goes authorization code with PKCE, and lets the
 * background open the window of a social or enterprise sign-in. What Lock asks of a database (sign-up, change
 * of password) and of passwordless connections still goes through auth0-js's own classes for them.
 */
import DBConnection from 'auth0-js/src/authentication/db-connection';
import PasswordlessAuthentication from 'auth0-js/src/authentication/passwordless-authentication';
import english from 'auth0-lock/lib/i18n/en';
import { asLatchkeyError, interactionRequired, LatchkeyError } from '../errors.ts';
import { translate } from '../i18n/translate.ts';
import type { AuthResult } from '../session/session.ts';
import { type CoAuthentication, type Credentials, needsHostedPage, type Refusal } from './co-authenticate.ts';
import { TenantRequests } from './tenant-requests.ts';

/** What a `WebAuth` needs of the extension. */
export interface SignInRoad {
  /** The tenant's origin. */
  readonly tenant: string;
  /** The tenant's host, for the text of an error. */
  readonly domain: string;
  /** Asks the tenant whether the credentials are right. */
  coAuthenticate(credentials: Credentials): Promise<CoAuthentication>;
  /** Changes a login ticket into verified tokens. */
  authorize(loginTicket: string, realm: string): Promise<AuthResult>;
  /** Called when Lock wants a sign-in that needs a window; `parameters` are for `/authorize`. */
  onWindow(parameters: Readonly<Record<string, string>>): void;
  /** Called when a sign-in starts, with what identifies the person. */
  onSubmit(identifier: string): void;
  /** Called when the tenant said no, in a way that Lock has words for and shows. */
  onRefused(): void;
  /** Called when it failed in a way that Lock has no words for. */
  onFailure(error: LatchkeyError): void;
}

let road: SignInRoad | undefined;

/** Gives Lock's `WebAuth` its road. Call it before `new Auth0Lock`: Lock makes its `WebAuth` itself. */
export function provideSignInRoad(provided: SignInRoad): void {
  road = provided;
}

export type Callback = (error: unknown, result?: unknown) => void;

/** What Lock passes to its `WebAuth` for a sign-in, as far as it is used here. */
export interface LoginOptions {
  readonly username?: string;
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly password?: string;
  readonly verificationCode?: string;
  readonly connection?: string;
  readonly login_hint?: string;
}

/** What Lock is told of a code that came too late; `options.ts` gives it the words. */
export const CODE_EXPIRED = 'code_expired';

/** What Lock has words for: the keys of its dictionary, and the codes that it turns into one of them. */
const LOCK_HAS_WORDS: ReadonlySet<string> = new Set([
  ...Object.keys(english.default.error.login),
  'access_denied',
  'unauthorized',
  'password_expired',
  CODE_EXPIRED,
]);

export class WebAuth {
  readonly #road: SignInRoad;
  readonly #database: DBConnection;
  readonly #passwordless: PasswordlessAuthentication;

  constructor({ clientID }: { clientID: string }) {
    if (road === undefined) throw new TypeError('provideSignInRoad must be called before Lock is made.');
    this.#road = road;
    const request = new TenantRequests();
    const options = { rootUrl: road.tenant, clientID };
    this.#database = new DBConnection(request, options);
    this.#passwordless = new PasswordlessAuthentication(request, options);
  }

  /** auth0-js's "popup" methods answer to a callback and leave the page where it is, which is what we want. */
  readonly popup = {
    loginWithCredentials: (options: LoginOptions, callback: Callback) => {
      const { username, email, password = '', connection: realm = '' } = options;
      void this.#signIn({ username: username ?? email ?? '', password, realm }, callback);
    },
    authorize: ({ connection, login_hint }: LoginOptions) =>
      this.#road.onWindow({
        ...(connection === undefined ? {} : { connection }),
        ...(login_hint === undefined ? {} : { login_hint }),
      }),
  };

  /** Lock reaches for auth0-js's inner classes through this. */
  readonly client = {
    getUserCountry: (callback: Callback) => callback(null, { countryCode: countryOf(navigator.language) }),
  };

  signup(options: object, callback: Callback): void {
    this.#database.signup(options, this.#unlessHosted(callback));
  }

  changePassword(options: object, callback: Callback): void {
    this.#database.changePassword(options, this.#unlessHosted(callback));
  }

  passwordlessStart(options: object, callback: Callback): void {
    this.#passwordless.start(options, this.#unlessHosted(callback));
  }

  passwordlessLogin(options: LoginOptions, callback: Callback): void {
    const { email, phoneNumber, verificationCode: otp = '', connection: realm = '' } = options;
    void this.#signIn({ username: (email ?? phoneNumber ?? '').trim(), otp, realm }, callback);
  }

  /** Returns a callback that reports a refusal to the popup if only the hosted page can continue, and else calls `callback`. */
  #unlessHosted(callback: Callback): Callback {
    return (error, result) => {
      if (needsHostedPage(codeOf(error))) this.#road.onFailure(interactionRequired(this.#road.domain));
      else callback(error, result);
    };
  }

  async #signIn(credentials: Credentials, callback: Callback): Promise<void> {
    this.#road.onSubmit(credentials.username);
    try {
      const answer = await this.#road.coAuthenticate(credentials);
      switch (answer.kind) {
        case 'refused':
          this.#refuse('otp' in credentials ? ofCode(answer.refusal) : answer.refusal, callback);
          return;
        case 'ticket':
          callback(null, await this.#road.authorize(answer.loginTicket, credentials.realm));
          return;
      }
    } catch (thrown) {
      // Lock is not told: its form is taken away, and what it might still do would find nothing.
      this.#road.onFailure(asLatchkeyError(thrown, 'extension-failed', translate('signInFailed')));
    }
  }

  #refuse({ code, description }: Refusal, callback: Callback): void {
    if (!LOCK_HAS_WORDS.has(code)) {
      const message = translate('authorizationRefused', { reason: description.replace(/\.$/, '') });
      this.#road.onFailure(new LatchkeyError('authorization-refused', message));
      return;
    }
    this.#road.onRefused();
    callback({ code, error: code, description });
  }
}

/** The code in an error of auth0-js. */
function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
}

/** Auth0 has one code for a wrong and for an expired code; its description tells them apart. */
function ofCode(refusal: Refusal): Refusal {
  return /expired/i.test(refusal.description) ? { ...refusal, code: CODE_EXPIRED } : refusal;
}

/** Returns the country of a language tag, or the likeliest one if it names none, for the initial dialing code. */
function countryOf(language: string): string {
  return new Intl.Locale(language).maximize().region ?? 'US';
}
