import type { Config } from '../config.ts';
import type { Draft, Step } from '../storage/draft.ts';
import { connectionsOf, type FoundConnection } from '../tenant/client-settings.ts';
import type { SignUpField } from './branding.ts';
import type { LockDeps } from './lock.ts';
import type { FormText } from './lock-context.ts';
import type { LockResources } from './lock-resources.ts';

/** URL of an image of one transparent pixel. */
const NO_LOGO = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';

/**
 * Overrides of Lock's English labels with the terms of the rest of the popup: sign in, sign up.
 * https://auth0.com/docs/libraries/lock/lock-configuration#languagedictionary-object-
 */
export const ENGLISH_LABELS = {
  loginLabel: 'Sign in',
  loginSubmitLabel: 'Sign in',
  loginAtLabel: 'Sign in at %s',
  signUpLabel: 'Sign up',
  signUpSubmitLabel: 'Sign up',
  signUpTitle: 'Sign up',
  enterpriseLoginIntructions: 'Sign in with your work or school account.',
  success: { logIn: 'Thanks for signing in.' },
};

/** Overrides of Lock's English sign-in errors with the same terms. */
export const ENGLISH_SIGN_IN_ERRORS = {
  'lock.fallback': "We're sorry, something went wrong when attempting to sign in.",
  'hrd.not_matching_email': 'Use your work or school email address to sign in.',
  password_change_required:
    'You need to update your password because this is your first sign-in, or because your password has expired.',
  password_leaked:
    'We detected a potential security issue with this account. To protect your account, we blocked this sign-in. We sent you an email with instructions to unblock your account.',
  too_many_attempts: 'Your account has been blocked after multiple consecutive sign-in attempts.',
};

/** Dependencies of `lockOptions`. */
interface LockOptionDeps extends Pick<LockDeps, 'branding' | 'draft'> {
  /** The element that Lock draws into. */
  readonly container: Pick<HTMLElement, 'id'>;
  readonly resources: Pick<LockResources, 'settings' | 'translation'>;
  readonly text: Pick<FormText, 'signUpRefused'>;
  /** See `Identity.redirectUrl`. */
  readonly redirectUrl: string;
  /** Messages for a refused one-time code, by error code. Lock's own `passwordless` errors lack them. */
  readonly codeErrors: Readonly<Record<string, string>>;
}

/** Returns Lock's options for the popup. https://auth0.com/docs/libraries/lock/lock-configuration */
export function lockOptions(config: Config, deps: LockOptionDeps): object {
  const { container, branding, draft, resources, text, redirectUrl, codeErrors } = deps;
  const language = resources.translation.tag;
  const connections = connectionsOf(resources.settings);
  return {
    container: container.id,
    // `lock.css` hides the logo, because the popup's header shows it. Without a logo, Lock would fetch its own.
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
        passwordless: {
          ...(language === 'en' ? { too_many_attempts: ENGLISH_SIGN_IN_ERRORS.too_many_attempts } : {}),
          ...codeErrors,
        },
        // Auth0's error if it doesn't reveal that the account exists. Lock would show "something went wrong".
        signUp: { invalid_signup: text.signUpRefused },
      },
    },
    socialButtonStyle: branding.socialButtons,
    mustAcceptTerms: branding.terms.mustAccept,
    additionalSignUpFields: branding.additionalSignUpFields.map((field) => withDraft(field, draft)),
    // Lock's own autofocus throws after the sign-in. `showLock` focuses the form instead.
    autofocus: false,
    allowShowPassword: true,
    allowAutocomplete: true,
    allowPasswordAutocomplete: true,
    allowedConnections: config.connections,
    ...initialForm(hasDatabase(config, connections) ? draft : { ...draft, step: 'signIn' }),
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
    // Lock would request the avatar from Gravatar, and the last sign-in through a hidden iframe.
    avatar: null,
    rememberLastLogin: false,
    // CVE-2026-107370: Lock must not send the part of an email address before the @ as a directory's user name.
    defaultADUsernameFromEmailPrefix: false,
    _sendTelemetry: false,
  };
}

/** Lock's `initialScreen` for each step. */
const SCREENS: Readonly<Record<Step, string>> = {
  signIn: 'login',
  signUp: 'signUp',
  resetPassword: 'forgotPassword',
  code: 'login',
};

/** Returns whether the form offers a database connection. Without one, Lock rejects every initial screen but the first. */
function hasDatabase({ connections: offered }: Config, connections: readonly FoundConnection[]): boolean {
  return connections.some(
    ({ name, strategy }) => strategy === 'auth0' && (offered.length === 0 || offered.includes(name)),
  );
}

function initialForm({ email, username, phoneNumber, step }: Draft): object {
  const typed = Object.entries({ email, username, phoneNumber }).filter(([, value]) => value !== null);
  return { prefill: Object.fromEntries(typed), initialScreen: SCREENS[step] };
}

/** Returns the field with the user's earlier input as its initial value. */
function withDraft(field: SignUpField, { signUpFields }: Draft): object {
  const typed = signUpFields[field.name];
  if (typed === undefined || field.type === 'hidden') return field;
  // Lock logs a warning about an empty `prefill`.
  return { ...field, prefill: typed || undefined };
}
