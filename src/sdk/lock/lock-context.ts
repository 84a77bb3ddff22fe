import type { LatchkeyError } from '../errors.ts';
import type { AuthResult } from '../session/session.ts';
import type { ClientSettings } from '../tenant/client-settings.ts';
import type { Dictionary } from './languages.ts';
import type { CoAuthentication, Credentials, Endpoint, FormResponse } from './tenant-requests.ts';

/** The extension's own texts in Lock's form, in the user's language. */
export interface FormText {
  readonly codeExpired: string;
  readonly signUpRefused: string;
  readonly signUpDisabled: string;
  /** Returns the message for a refused sign-in right after a sign-up. `reason` is the tenant's text. */
  readonly signedUpRefused: (reason: string) => string;
  readonly fieldEmail: string;
  readonly fieldCountry: string;
  readonly formBack: string;
}

/** What Lock calls instead of auth0-js. */
export interface SignInHandlers {
  readonly text: Pick<FormText, 'signUpDisabled' | 'signedUpRefused'>;
  /** See `coAuthenticate`. */
  coAuthenticate(credentials: Credentials): Promise<CoAuthentication>;
  /** See `sendRequest`. */
  send(endpoint: Endpoint, fields: object): Promise<FormResponse>;
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

/** Data and handlers that Lock's form needs in addition to its options. */
export interface LockContext {
  readonly settings: ClientSettings;
  /** `null` for English, which is part of Lock. */
  readonly dictionary: Dictionary | null;
  readonly handlers: SignInHandlers;
  /** The element that Lock draws into. */
  readonly container: HTMLElement;
  /** Called with Lock's events. https://auth0.com/docs/libraries/lock/lock-api-reference#on- */
  onEvent(name: string, argument: unknown): void;
  /** Called with Lock's name of a screen when it is drawn. */
  onScreen(name: string): void;
}

/** Options of Lock's constructor. */
export interface LockOptions {
  /** A function, because Lock copies plain objects. */
  readonly lockContext: () => LockContext;
}
