import type { ErrorCode, ErrorData, LatchkeyError } from '../errors.ts';
import type { MessageName, PlaceholderOf, Translate } from './catalogue.ts';

/** Returns the message for the user, in their language: what happened, then what they can do. */
export function formatError(error: LatchkeyError, translate: Translate): string {
  const data: Readonly<Record<string, string>> = error.data;
  const name = textOf(error.code, data);
  if (name === null) return error.message;
  // The type of `TEXTS` guarantees that `values` has every placeholder of the text.
  const fill = translate as (name: MessageName, values: Readonly<Record<string, string>>) => string;
  const { description = '', hasSignedUp } = data;
  const message = fill(name, { ...data, reason: description });
  const isPrefixed = hasSignedUp !== undefined && error.code !== 'authorization-refused';
  return isPrefixed ? translate('signedUp', { reason: message }) : message;
}

function textOf(code: ErrorCode, data: Readonly<Record<string, string>>): MessageName | null {
  const { reason = '', domain = '', hasSignedUp } = data;
  if (code === 'client-unknown' && isCustomDomain(domain)) return 'clientUnknownAtCustomDomain';
  const text: MessageName | null | Readonly<Record<string, MessageName | null>> = TEXTS[code];
  const name = text === null || typeof text === 'string' ? text : (text[reason] ?? null);
  return name === 'authorizationRefused' && hasSignedUp !== undefined ? 'signedUpRefused' : name;
}

/**
 * Names of the texts whose placeholders `Data` has, or `null` for an error that only developers read: its text is `message`.
 * `{reason}` in a text is the data's `description`.
 */
type TextFor<Data> =
  | {
      [Name in MessageName]: PlaceholderOf<Name> extends
        | keyof Data
        | ('description' extends keyof Data ? 'reason' : never)
        ? Name
        : never;
    }[MessageName]
  | null;

/** The text of each error, by its code and, if it has several causes, by the reason. */
const TEXTS: {
  readonly [C in ErrorCode]: ErrorData<C> extends { readonly reason: string }
    ? { readonly [D in ErrorData<C> as D['reason']]: TextFor<Omit<D, 'reason'>> }
    : TextFor<ErrorData<C>>;
} = {
  'api-origin-not-listed': 'apiOriginNotListed',
  'authorization-refused': {
    refused: 'authorizationRefused',
    'organization-name': 'organizationNotConfirmed',
  },
  'background-invalid': null,
  'browser-unsupported': 'browserUnsupported',
  'callback-not-allowed': 'callbackNotAllowed',
  'client-unknown': 'clientUnknown',
  'configuration-invalid': {
    field: null,
    'tenant-not-chosen': 'tenantNotChosen',
    'tenant-not-permitted': 'tenantNotAllowed',
  },
  'cookies-blocked': 'cookiesBlocked',
  'cross-origin-login-off': 'crossOriginLoginOff',
  'extension-failed': {
    unexpected: 'extensionFailed',
    'no-response': 'extensionNotResponding',
    'sign-in': 'signInFailed',
    'sign-out': 'signOutFailed',
  },
  'host-not-permitted': 'hostNotPermitted',
  'id-token-algorithm': 'idTokenAlgorithm',
  'id-token-invalid': {
    refused: 'idTokenInvalid',
    clock: 'idTokenIssuedInFuture',
    'organization-name': 'organizationNotConfirmed',
  },
  'interaction-required': {
    page: 'interactionRequired',
    'no-response': 'silentSignInTimedOut',
    'sign-in-required': 'sessionSignInRequired',
    'step-required': 'sessionStepRequired',
  },
  'lock-failed': {
    form: 'formFailed',
    incomplete: 'extensionIncomplete',
    'no-connection': 'noConnection',
  },
  'manifest-incomplete': null,
  // Only developers of a content script read it.
  'operation-refused': null,
  'origin-not-allowed': 'originNotAllowed',
  'redirect-invalid': { foreign: 'redirectMismatch', missing: 'redirectMissing' },
  'session-ended': { ended: 'sessionEnded', 'settings-changed': 'sessionSettingsChanged' },
  'settings-invalid': 'settingsInvalid',
  'sign-in-cancelled': 'signInCancelled',
  'sign-in-page-failed': 'signInPageFailed',
  'sign-in-running': 'signInRunning',
  'sign-out-incomplete': {
    'refresh-token': 'refreshTokenNotRevoked',
    'tenant-session': 'tenantSessionNotEnded',
  },
  'signed-out': 'signedOut',
  'storage-failed': {
    blocked: 'storageBlocked',
    'not-removed': 'notRemoved',
    'not-saved': 'notSaved',
    'not-writable': 'notWritable',
    'option-not-saved': 'optionNotSaved',
    unreadable: 'storageUnreadable',
  },
  'tenant-failed': 'tenantFailed',
  'tenant-intercepted': 'tenantIntercepted',
  'tenant-unreachable': 'tenantUnreachable',
  'token-response-invalid': {
    refused: 'tokenRequestRefused',
    malformed: 'tokenResponseMalformed',
    'already-expired': 'tokenAlreadyExpired',
  },
  'version-mismatch': 'extensionFailed',
};

/**
 * Returns whether a domain is a custom one, which might not serve `/client/CLIENT_ID.js`.
 * https://auth0.com/docs/customize/custom-domains/configure-features-to-use-custom-domains
 */
export function isCustomDomain(domain: string): boolean {
  return !/\.auth0\.com$|:\d+$/.test(domain);
}
