import type { ErrorCode } from '../../sdk/errors.ts';
import type { MessageName } from '../../sdk/locales/catalogue.ts';
import type { Translate } from '../../sdk/locales/language.ts';
import type { SessionEnd } from '../../sdk/session/session-end.ts';
import type { JournalEvent } from '../../sdk/storage/journal.ts';

/** An event as the page tells it. */
export interface EventWords {
  /** A sentence without its full stop. */
  readonly words: string;
  /** The error's code, or `null` where there is none. */
  readonly code: ErrorCode | null;
  readonly isTrouble: boolean;
}

/** What happened, in words. */
export function eventInWords(event: JournalEvent, translate: Translate): EventWords {
  switch (event.kind) {
    case 'background-started':
      return news(translate('eventBackgroundStarted'));
    case 'signed-in':
      return news(translate(ROADS[event.road]));
    case 'sign-in-failed':
      return failure('eventSignInFailed', event.code, translate);
    case 'renewed':
      return news(translate('eventRenewed'));
    case 'renewal-failed':
      return failure('eventRenewalFailed', event.code, translate);
    case 'session-ended':
      return trouble(translate(ENDS[event.end]));
    case 'session-locked':
      return trouble(translate('eventSessionLocked'));
    case 'signed-out':
      return signedOut(event.leftBehind, translate);
    case 'sign-out-failed':
      return failure('eventSignOutFailed', event.code, translate);
    case 'storage-failed':
      return trouble(translate('statusUnreadable'));
  }
}

const ROADS = {
  form: 'eventSignedInByForm',
  window: 'eventSignedInByWindow',
  silent: 'eventSignedInSilently',
} as const;

const ENDS = {
  ended: 'eventSessionEnded',
  'sign-in-required': 'statusSignInRequired',
  'step-required': 'statusStepRequired',
  'settings-changed': 'statusSettingsChanged',
} as const satisfies Readonly<Record<SessionEnd, MessageName>>;

function signedOut(
  leftBehind: readonly ('refresh-token' | 'tenant-session')[],
  translate: Translate,
): EventWords {
  const [one, another] = leftBehind;
  if (one === undefined) return news(translate('eventSignedOut'));
  if (another !== undefined) return trouble(translate('eventAllLeftBehind'));
  return trouble(translate(one === 'refresh-token' ? 'eventTokenLeftBehind' : 'eventSessionLeftBehind'));
}

/** Each error code as the reason in a sentence. */
const REASONS = {
  'api-origin-not-listed': 'reasonApiOriginNotListed',
  'authorization-refused': 'reasonAuthorizationRefused',
  'browser-unsupported': 'reasonExtensionFailed',
  'callback-not-allowed': 'reasonCallbackNotAllowed',
  'client-unknown': 'reasonClientUnknown',
  'configuration-invalid': 'reasonConfigurationInvalid',
  'cookies-blocked': 'reasonCookiesBlocked',
  'cross-origin-login-off': 'reasonCrossOriginLoginOff',
  'extension-failed': 'reasonExtensionFailed',
  'host-not-permitted': 'reasonHostNotPermitted',
  'id-token-algorithm': 'reasonIdTokenAlgorithm',
  'id-token-invalid': 'reasonIdTokenInvalid',
  'interaction-required': 'reasonInteractionRequired',
  'lock-failed': 'reasonLockFailed',
  'operation-refused': 'reasonOperationRefused',
  'origin-not-allowed': 'reasonOriginNotAllowed',
  'redirect-invalid': 'reasonRedirectInvalid',
  'session-ended': 'reasonSessionEnded',
  'settings-invalid': 'reasonSettingsInvalid',
  'sign-in-cancelled': 'reasonSignInCancelled',
  'sign-in-page-failed': 'reasonSignInPageFailed',
  'sign-in-running': 'reasonSignInRunning',
  'sign-out-incomplete': 'eventSessionLeftBehind',
  'signed-out': 'reasonSignedOut',
  'storage-failed': 'reasonStorageFailed',
  'tenant-failed': 'reasonTenantFailed',
  'tenant-intercepted': 'reasonTenantIntercepted',
  'tenant-unreachable': 'reasonTenantUnreachable',
  'token-response-invalid': 'reasonTokenResponseInvalid',
} as const satisfies Readonly<Record<ErrorCode, MessageName>>;

function news(words: string): EventWords {
  return { words, code: null, isTrouble: false };
}

function trouble(words: string): EventWords {
  return { words, code: null, isTrouble: true };
}

function failure(
  what: 'eventSignInFailed' | 'eventRenewalFailed' | 'eventSignOutFailed',
  code: ErrorCode,
  translate: Translate,
): EventWords {
  return { words: translate(what, { reason: translate(REASONS[code]) }), code, isTrouble: true };
}
