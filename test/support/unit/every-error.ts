/** Every error, with what users and developers see of it. */
import type { ErrorCode, ErrorData } from '../../../src/sdk/errors.ts';
import type { MessageName } from '../../../src/sdk/locales/catalogue.ts';

/** The tenant of the errors below. */
export const domain = 'acme.auth0.com';

/** The data without its reason, the text for developers, and the name or the text of the message for users. */
type Case = readonly [data: Readonly<Record<string, string>>, message: string, words: MessageName | RegExp];
type ReasonOf<C extends ErrorCode> =
  ErrorData<C> extends { readonly reason: infer R extends string } ? R : 'only';

/** Every code and reason. A change here changes what users and developers see, so it is written out. */
export const ERROR_TABLE: {
  readonly [C in ErrorCode]: { actions: string } & Readonly<Record<ReasonOf<C>, Case>>;
} = {
  'api-origin-not-listed': {
    actions: 'retry',
    only: [
      { origin: 'https://api.example' },
      'https://api.example is not among the API origins of the configuration.',
      'apiOriginNotListed',
    ],
  },
  'authorization-refused': {
    actions: 'window, retry',
    refused: [{ description: 'No' }, 'The tenant refused the sign-in: No.', /^Sign-in was denied: No\. /],
    'organization-name': [
      { domain, description: 'No' },
      'acme.auth0.com refused the sign-in: No.',
      'organizationNotConfirmed',
    ],
  },
  'background-invalid': {
    actions: 'retry',
    only: [{ description: 'It runs twice.' }, 'It runs twice.', /^It runs twice\.$/],
  },
  'browser-unsupported': {
    actions: 'retry',
    only: [{}, 'The browser has no identity.launchWebAuthFlow.', 'browserUnsupported'],
  },
  'callback-not-allowed': {
    actions: 'retry',
    only: [
      { domain, address: 'https://id.example/' },
      'acme.auth0.com must list https://id.example/ as an Allowed Callback URL.',
      'callbackNotAllowed',
    ],
  },
  'client-unknown': {
    actions: 'window, retry, options',
    only: [{ domain }, 'acme.auth0.com has no application with this client ID.', 'clientUnknown'],
  },
  'configuration-invalid': {
    actions: 'retry',
    field: [{ field: 'domain', description: 'is missing.' }, 'domain is missing.', /^domain is missing\.$/],
    'tenant-not-chosen': [{}, 'No tenant is chosen (tenant-not-chosen).', 'tenantNotChosen'],
    'tenant-not-permitted': [
      { domain },
      'The extension has no host permission for acme.auth0.com (tenant-not-permitted).',
      'tenantNotAllowed',
    ],
  },
  'cookies-blocked': {
    actions: 'retry, window',
    only: [{ domain }, 'The browser blocks the cookies of acme.auth0.com.', 'cookiesBlocked'],
  },
  'cross-origin-login-off': {
    actions: 'window, retry',
    only: [
      { domain },
      'acme.auth0.com has Allow Cross-Origin Authentication switched off.',
      'crossOriginLoginOff',
    ],
  },
  'extension-failed': {
    actions: 'retry',
    unexpected: [{}, 'The extension failed (unexpected). See the cause.', 'extensionFailed'],
    'no-response': [{}, 'The extension failed (no-response). See the cause.', 'extensionNotResponding'],
    'sign-in': [{}, 'The extension failed (sign-in). See the cause.', 'signInFailed'],
    'sign-out': [{}, 'The extension failed (sign-out). See the cause.', 'signOutFailed'],
  },
  'host-not-permitted': {
    actions: 'retry, options',
    only: [{ domain }, 'The extension has no host permission for acme.auth0.com.', 'hostNotPermitted'],
  },
  'id-token-algorithm': {
    actions: 'retry',
    only: [{ domain }, 'acme.auth0.com must sign ID tokens with RS256.', 'idTokenAlgorithm'],
  },
  'id-token-invalid': {
    actions: 'retry',
    refused: [{}, 'The ID token is invalid. See the cause.', 'idTokenInvalid'],
    clock: [{}, 'The ID token was issued in the future. See the cause.', 'idTokenIssuedInFuture'],
    'organization-name': [
      { domain },
      'The ID token of acme.auth0.com does not name the organization. See the cause.',
      'organizationNotConfirmed',
    ],
  },
  'interaction-required': {
    actions: 'window, retry',
    page: [{ domain }, 'The user must continue in a window at acme.auth0.com (page).', 'interactionRequired'],
    'no-response': [{}, 'The silent flow did not end in time (no-response).', 'silentSignInTimedOut'],
    'sign-in-required': [
      { domain },
      'The user must continue in a window at acme.auth0.com (sign-in-required).',
      'sessionSignInRequired',
    ],
    'step-required': [
      { domain },
      'The user must continue in a window at acme.auth0.com (step-required).',
      'sessionStepRequired',
    ],
  },
  'lock-failed': {
    actions: 'window, retry',
    form: [{}, 'Lock failed (form). See the cause.', 'formFailed'],
    incomplete: [{}, 'Lock failed (incomplete). See the cause.', 'extensionIncomplete'],
    'no-connection': [{}, 'Lock failed (no-connection). See the cause.', 'noConnection'],
  },
  'manifest-incomplete': {
    actions: 'retry',
    only: [{ description: '"permissions": ["alarms"]' }, '"permissions": ["alarms"]', /^"permissions"/],
  },
  'operation-refused': {
    actions: 'retry',
    only: [{ description: 'The operation failed.' }, 'The operation failed.', /^The operation failed\.$/],
  },
  'origin-not-allowed': {
    actions: 'window, retry',
    only: [
      { domain, origin: 'chrome-extension://id' },
      'acme.auth0.com must list chrome-extension://id as an Allowed Web Origin.',
      'originNotAllowed',
    ],
  },
  'redirect-invalid': {
    actions: 'window, retry',
    foreign: [{}, "The redirect doesn't match this sign-in.", 'redirectMismatch'],
    missing: [{}, 'The browser returned no redirect.', 'redirectMissing'],
  },
  'session-ended': {
    actions: 'retry',
    ended: [{}, 'The session is over (ended). The user must sign in again.', 'sessionEnded'],
    'settings-changed': [
      {},
      'The session is over (settings-changed). The user must sign in again.',
      'sessionSettingsChanged',
    ],
  },
  'settings-invalid': {
    actions: 'window, retry, options',
    only: [
      { domain, description: 'they are damaged' },
      'The settings from acme.auth0.com cannot be used: they are damaged.',
      'settingsInvalid',
    ],
  },
  'sign-in-cancelled': {
    actions: 'window, retry',
    only: [{}, 'The user closed the sign-in window.', 'signInCancelled'],
  },
  'sign-in-page-failed': {
    actions: 'window, retry',
    only: [{}, 'A page of the sign-in could not be loaded.', 'signInPageFailed'],
  },
  'sign-in-running': { actions: 'retry', only: [{}, 'Another sign-in window is open.', 'signInRunning'] },
  'sign-out-incomplete': {
    actions: 'retry',
    'refresh-token': [
      { domain },
      'acme.auth0.com did not confirm the revocation of the refresh token.',
      'refreshTokenNotRevoked',
    ],
    'tenant-session': [
      { domain },
      'acme.auth0.com did not confirm the end of its session.',
      'tenantSessionNotEnded',
    ],
  },
  'signed-out': { actions: 'retry', only: [{}, 'No user is signed in.', 'signedOut'] },
  'storage-failed': {
    actions: 'retry',
    blocked: [{}, 'The browser storage failed (blocked). See the cause.', 'storageBlocked'],
    'not-removed': [{}, 'The browser storage failed (not-removed). See the cause.', 'notRemoved'],
    'not-saved': [{}, 'The browser storage failed (not-saved). See the cause.', 'notSaved'],
    'not-writable': [{}, 'The browser storage failed (not-writable). See the cause.', 'notWritable'],
    'option-not-saved': [
      {},
      'The browser storage failed (option-not-saved). See the cause.',
      'optionNotSaved',
    ],
    unreadable: [{}, 'The browser storage failed (unreadable). See the cause.', 'storageUnreadable'],
  },
  'tenant-failed': {
    actions: 'window, retry',
    only: [{ domain, status: '503' }, 'acme.auth0.com responded with status 503.', 'tenantFailed'],
  },
  'tenant-intercepted': {
    actions: 'window, retry',
    only: [
      { domain, status: '403' },
      'The response of acme.auth0.com (status 403) is not from Auth0.',
      'tenantIntercepted',
    ],
  },
  'tenant-unreachable': {
    actions: 'retry',
    only: [{ domain }, 'acme.auth0.com could not be reached.', 'tenantUnreachable'],
  },
  'token-response-invalid': {
    actions: 'window, retry',
    refused: [{ description: 'No' }, 'The tenant issued no tokens: No.', /^Sign-in failed: No\. /],
    malformed: [
      { domain },
      'The token response of acme.auth0.com is not an OAuth response.',
      'tokenResponseMalformed',
    ],
    'already-expired': [
      { domain },
      'The tokens of acme.auth0.com had already expired.',
      'tokenAlreadyExpired',
    ],
  },
  'version-mismatch': {
    actions: 'retry',
    only: [
      { sender: '1.0.0', background: '2.0.0' },
      'Build all scripts with one version of latchkey: the background has 2.0.0, the sender 1.0.0.',
      'extensionFailed',
    ],
  },
};

/** Each case as it is stored or sent. */
export const ERROR_CASES = Object.entries(ERROR_TABLE).flatMap(([code, { actions: _ways, ...cases }]) =>
  Object.entries<Case>(cases).map(([reason, [data, message, words]]) => ({
    code,
    reason,
    stored: { code, data: reason === 'only' ? data : { reason, ...data } },
    message,
    words,
  })),
);
