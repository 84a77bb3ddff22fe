/**
 * Stands in for `auth0-js`, for Lock alone: the `WebAuth` that Lock is given. Lock's own sends every sign-in
 * through a hidden iframe and the implicit grant; this one goes authorization code with PKCE. What Lock asks
 * of a database (sign-up, change of password) still goes through auth0-js's own class for it.
 */
import DBConnection from 'auth0-js/src/authentication/db-connection';
import RequestBuilder from 'auth0-js/src/helper/request-builder';
import english from 'auth0-lock/lib/i18n/en';
import { asLatchkeyError, LatchkeyError } from '../errors.ts';
import type { AuthResult } from '../session/session.ts';
import type { CoAuthentication, Credentials, Refusal } from './co-authenticate.ts';

/** What a `WebAuth` needs of the extension. */
export interface SignInRoad {
  /** The tenant's origin. */
  readonly tenant: string;
  /** Asks the tenant whether the credentials are right. */
  coAuthenticate(credentials: Credentials): Promise<CoAuthentication>;
  /** Changes a login ticket into verified tokens. */
  authorize(loginTicket: string, realm: string): Promise<AuthResult>;
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

type Callback = (error: unknown, result?: unknown) => void;

/** What Lock passes to `popup.loginWithCredentials`, as far as it is used here. */
interface LoginOptions {
  readonly username?: string;
  readonly email?: string;
  readonly password?: string;
  readonly connection?: string;
}

/** What Lock has words for: the keys of its dictionary, and the codes that it turns into one of them. */
const LOCK_HAS_WORDS: ReadonlySet<string> = new Set([
  ...Object.keys(english.default.error.login),
  'access_denied',
  'unauthorized',
  'password_expired',
]);

class WebAuth {
  readonly #road: SignInRoad;
  readonly #database: DBConnection;

  constructor({ clientID }: { clientID: string }) {
    if (road === undefined) throw new TypeError('provideSignInRoad must be called before Lock is made.');
    this.#road = road;
    this.#database = new DBConnection(new RequestBuilder({ _sendTelemetry: false }), {
      rootUrl: road.tenant,
      clientID,
    });
  }

  /** auth0-js's "popup" methods answer to a callback and leave the page where it is, which is what we want. */
  readonly popup = {
    loginWithCredentials: (options: LoginOptions, callback: Callback) => void this.#signIn(options, callback),
    authorize: (options: LoginOptions, callback: Callback) =>
      this.#fail(notSupported(`"${options.connection ?? 'this connection'}"`), callback),
  };

  /** Lock reaches for auth0-js's inner classes through this. */
  readonly client = {
    getChallenge: (callback: Callback) => callback(null),
    getSSOData: (_withActiveDirectories: boolean, callback: Callback) => callback(null, { sso: false }),
    dbConnection: {
      getSignupChallenge: (callback: Callback) => this.#database.getSignupChallenge(callback),
      getPasswordResetChallenge: (callback: Callback) => this.#database.getPasswordResetChallenge(callback),
    },
  };

  signup(options: object, callback: Callback): void {
    this.#database.signup(options, callback);
  }

  changePassword(options: object, callback: Callback): void {
    this.#database.changePassword(options, callback);
  }

  passwordlessStart(_options: object, callback: Callback): void {
    this.#fail(notSupported('a code'), callback);
  }

  passwordlessLogin(_options: object, callback: Callback): void {
    this.#fail(notSupported('a code'), callback);
  }

  async #signIn(options: LoginOptions, callback: Callback): Promise<void> {
    const username = options.username ?? options.email ?? '';
    const realm = options.connection ?? '';
    this.#road.onSubmit(username);
    try {
      const answer = await this.#road.coAuthenticate({ username, password: options.password ?? '', realm });
      switch (answer.kind) {
        case 'refused':
          this.#refuse(answer.refusal, callback);
          return;
        case 'ticket':
          callback(null, await this.#road.authorize(answer.loginTicket, realm));
          return;
      }
    } catch (thrown) {
      this.#fail(asLatchkeyError(thrown, 'extension-failed', 'The sign-in failed. Try again.'), callback);
    }
  }

  #refuse({ code, description }: Refusal, callback: Callback): void {
    if (!LOCK_HAS_WORDS.has(code)) {
      const message = `The tenant refused the sign-in: ${description}. Try again, or ask its administrator.`;
      this.#fail(new LatchkeyError('authorization-refused', message), callback);
      return;
    }
    this.#road.onRefused();
    callback({ code, error: code, description });
  }

  /** Lock is told as well, so that its form can be used again. */
  #fail(error: LatchkeyError, callback: Callback): void {
    this.#road.onFailure(error);
    callback({ code: error.code, description: error.message });
  }
}

function notSupported(what: string): LatchkeyError {
  return new LatchkeyError(
    'connection-not-supported',
    `Signing in with ${what} is not possible in this extension yet. Use your e-mail address and password.`,
  );
}

export default { WebAuth, version: { raw: '10.2.1' } };
