import type { ErrorCode, ErrorData, LatchkeyError } from '../errors.ts';
import type { Translate } from './catalogue.ts';

/** Returns the message for the user, in their language: what happened, then what they can do. */
export function formatError<C extends ErrorCode>(
  { code, data }: LatchkeyError<C>,
  translate: Translate,
): string {
  const message = MESSAGES[code](data, translate);
  if (data.hasSignedUp === undefined || code === 'authorization-refused') return message;
  return translate('signedUp', { reason: message });
}

const MESSAGES: { readonly [C in ErrorCode]: (data: ErrorData<C>, translate: Translate) => string } = {
  'api-origin-not-listed': ({ origin }, translate) => translate('apiOriginNotListed', { origin }),
  'authorization-refused': (data, translate) => {
    const { description: reason, hasSignedUp } = data;
    if (data.reason === 'organization-name')
      return translate('organizationNotConfirmed', { domain: data.domain });
    return translate(hasSignedUp === undefined ? 'authorizationRefused' : 'signedUpRefused', { reason });
  },
  // Not translated: only the developer reads it.
  'background-invalid': ({ description }) => description,
  'browser-unsupported': (_data, translate) => translate('browserUnsupported'),
  'callback-not-allowed': ({ domain, address }, translate) =>
    translate('callbackNotAllowed', { domain, address }),
  'client-unknown': ({ domain }, translate) =>
    translate(isCustomDomain(domain) ? 'clientUnknownAtCustomDomain' : 'clientUnknown', { domain }),
  'configuration-invalid': (data, translate) => {
    switch (data.reason) {
      case 'field':
        return data.description;
      case 'tenant-not-chosen':
        return translate('tenantNotChosen');
      case 'tenant-not-permitted':
        return translate('tenantNotAllowed', { domain: data.domain });
    }
  },
  'cookies-blocked': ({ domain }, translate) => translate('cookiesBlocked', { domain }),
  'cross-origin-login-off': ({ domain }, translate) => translate('crossOriginLoginOff', { domain }),
  'extension-failed': ({ reason }, translate) => translate(EXTENSION_FAILED[reason]),
  'host-not-permitted': ({ domain }, translate) => translate('hostNotPermitted', { domain }),
  'id-token-algorithm': ({ domain }, translate) => translate('idTokenAlgorithm', { domain }),
  'id-token-invalid': (data, translate) => {
    switch (data.reason) {
      case 'refused':
        return translate('idTokenInvalid');
      case 'clock':
        return translate('idTokenNotOfNow');
      case 'organization-name':
        return translate('organizationNotConfirmed', { domain: data.domain });
    }
  },
  'interaction-required': (data, translate) => {
    switch (data.reason) {
      case 'page':
        return translate('interactionRequired', { domain: data.domain });
      case 'no-response':
        return translate('noInstantAnswer');
      case 'sign-in-required':
        return translate('sessionSignInRequired', { domain: data.domain });
      case 'step-required':
        return translate('sessionStepRequired', { domain: data.domain });
    }
  },
  'lock-failed': ({ reason }, translate) => translate(LOCK_FAILED[reason]),
  'manifest-incomplete': ({ description }) => description,
  // Not translated: only developers of a content script read it.
  'operation-refused': ({ description }) => description,
  'origin-not-allowed': ({ domain, origin }, translate) => translate('originNotAllowed', { domain, origin }),
  'redirect-invalid': ({ reason }, translate) =>
    translate(reason === 'missing' ? 'redirectMissing' : 'redirectForeign'),
  'session-ended': ({ reason }, translate) =>
    translate(reason === 'ended' ? 'sessionEnded' : 'sessionSettingsChanged'),
  'settings-invalid': ({ domain }, translate) => translate('settingsInvalid', { domain }),
  'sign-in-cancelled': (_data, translate) => translate('signInCancelled'),
  'sign-in-page-failed': (_data, translate) => translate('signInPageFailed'),
  'sign-in-running': (_data, translate) => translate('signInRunning'),
  'sign-out-incomplete': ({ domain, reason }, translate) =>
    translate(reason === 'tenant-session' ? 'sessionLeftBehind' : 'tokenLeftBehind', { domain }),
  'signed-out': (_data, translate) => translate('signedOut'),
  'storage-failed': ({ reason }, translate) => translate(STORAGE_FAILED[reason]),
  'tenant-failed': ({ domain, status }, translate) => translate('tenantFailed', { domain, status }),
  'tenant-intercepted': ({ domain, status }, translate) => translate('tenantIntercepted', { domain, status }),
  'tenant-unreachable': ({ domain }, translate) => translate('tenantUnreachable', { domain }),
  'token-response-invalid': (data, translate) => {
    switch (data.reason) {
      case 'refused':
        return translate('noTokens', { reason: data.description });
      case 'malformed':
        return translate('tokenAnswerSenseless', { domain: data.domain });
      case 'already-expired':
        return translate('tokenOverAtOnce', { domain: data.domain });
    }
  },
  'version-mismatch': (_data, translate) => translate('extensionFailed'),
};

const EXTENSION_FAILED = {
  unexpected: 'extensionFailed',
  'no-response': 'extensionSilent',
  'sign-in': 'signInFailed',
  'sign-out': 'signOutFailed',
} as const;

const LOCK_FAILED = {
  form: 'formFailed',
  incomplete: 'extensionIncomplete',
  'no-connection': 'noConnection',
} as const;

const STORAGE_FAILED = {
  blocked: 'storageBlocked',
  'not-removed': 'notRemoved',
  'not-saved': 'notSaved',
  'not-writable': 'notWritable',
  'option-not-saved': 'optionNotSaved',
  unreadable: 'storageUnreadable',
} as const;

/**
 * Returns whether a domain is a custom one, which might not serve `/client/CLIENT_ID.js`.
 * https://auth0.com/docs/customize/custom-domains/configure-features-to-use-custom-domains
 */
export function isCustomDomain(domain: string): boolean {
  return !/\.auth0\.com$|:\d+$/.test(domain);
}
