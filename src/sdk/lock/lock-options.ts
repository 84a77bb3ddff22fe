import type { Config } from '../config.ts';
import type { Draft, Step } from '../storage/draft.ts';
import type { FoundConnection } from '../tenant/client-settings.ts';
import type { Branding, SignUpField } from './branding.ts';
import { ENGLISH_LABELS, ENGLISH_SIGN_IN_ERRORS } from './english-labels.ts';
import type { FormText } from './form-text.ts';

/** A picture of one transparent pixel. */
const NO_LOGO = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';

/** How Lock looks and behaves in the popup. https://auth0.com/docs/libraries/lock/lock-configuration */
export function lockOptions(
  config: Config,
  { container, branding, redirectUrl, draft, connections, language, text, codeErrors }: LockPlace,
): object {
  return {
    container,
    // sdk/lock/lock.css hides the logo, which the popup's header has; without one Lock would fetch its own.
    theme: {
      logo: branding.logo === '' ? NO_LOGO : branding.logo,
      hideMainScreenTitle: branding.title === '',
      authButtons: branding.connectionButtons,
    },
    language,
    languageDictionary: {
      ...(language === 'en' ? ENGLISH_LABELS : {}),
      title: branding.title,
      ...(branding.terms.text === null ? {} : { signUpTerms: branding.terms.text }),
      error: {
        ...(language === 'en' ? { login: ENGLISH_SIGN_IN_ERRORS } : {}),
        passwordless: codeErrors,
        // Auth0's answer if it keeps secret that the account exists; Lock has "something went wrong" for it.
        signUp: { invalid_signup: text.signUpRefused },
      },
    },
    socialButtonStyle: branding.socialButtons,
    mustAcceptTerms: branding.terms.mustAccept,
    additionalSignUpFields: branding.additionalSignUpFields.map((field) => withDraft(field, draft)),
    // Lock's own throws once the user is signed in; `showLock` puts the focus into the form.
    autofocus: false,
    allowShowPassword: true,
    allowAutocomplete: true,
    allowPasswordAutocomplete: true,
    allowedConnections: config.connections,
    ...beginning(hasDatabase(config, connections) ? draft : { ...draft, step: 'signIn' }),
    passwordlessMethod: 'code',
    auth: {
      redirect: false,
      redirectUrl,
      responseType: 'code',
      sso: false,
      autoParseHash: false,
      params: { scope: config.scope },
    },
    clientBaseUrl: config.tenant,
    // The picture and the last sign-in would be asked of Gravatar and of a hidden iframe.
    avatar: null,
    rememberLastLogin: false,
    // CVE-2026-107370: a part of the address must not be sent as a user name of a directory.
    defaultADUsernameFromEmailPrefix: false,
    _sendTelemetry: false,
  };
}

/** Where and for whom Lock is drawn. */
export interface LockPlace {
  readonly text: Pick<FormText, 'signUpRefused'>;
  /** Id of the element. */
  readonly container: string;
  readonly branding: Branding;
  /** See `Identity.redirectUrl`. */
  readonly redirectUrl: string;
  /** What the form begins with. */
  readonly draft: Draft;
  /** The connections of the application. */
  readonly connections: readonly FoundConnection[];
  /** See `Translation.tag`. */
  readonly language: string;
  /** What Lock says of a code by mail or SMS, by error; it has no words of its own. */
  readonly codeErrors: Readonly<Record<string, string>>;
}

/** Lock's names of the steps that it can begin with. */
const SCREENS: Readonly<Record<Step, string>> = {
  signIn: 'login',
  signUp: 'signUp',
  resetPassword: 'forgotPassword',
  code: 'login',
};

/** Without a database, Lock refuses to begin with any other screen than the first. */
function hasDatabase({ connections: offered }: Config, connections: readonly FoundConnection[]): boolean {
  return connections.some(
    ({ name, strategy }) => strategy === 'auth0' && (offered.length === 0 || offered.includes(name)),
  );
}

function beginning({ email, username, phoneNumber, step }: Draft): object {
  const typed = Object.entries({ email, username, phoneNumber }).filter(([, value]) => value !== null);
  return { prefill: Object.fromEntries(typed), initialScreen: SCREENS[step] };
}

/** Returns the field with the value that was typed into it earlier. */
function withDraft(field: SignUpField, { signUpFields }: Draft): object {
  const typed = signUpFields[field.name];
  if (typed === undefined || field.type === 'hidden') return field;
  // Lock logs a warning about an empty `prefill`.
  return { ...field, prefill: typed || undefined };
}
