import type { ErrorCode } from '../errors.ts';
import type { JournalEvent } from '../session/journal.ts';

/** An event as the page tells it. */
export interface EventWords {
  /** A sentence without its full stop. */
  readonly words: string;
  /** The error's code, or `null` where there is none. */
  readonly code: ErrorCode | null;
  readonly isTrouble: boolean;
}

/** What happened, in words. */
export function eventInWords(event: JournalEvent<ErrorCode>): EventWords {
  switch (event.kind) {
    case 'background-started':
      return news('The background started');
    case 'signed-in':
      return news(`Signed in${ROAD_WORDS[event.road]}`);
    case 'sign-in-failed':
      return failure('Signing in failed', event.code);
    case 'renewed':
      return news('The session was renewed');
    case 'renewal-failed':
      return failure('The session could not be renewed', event.code);
    case 'session-ended':
      return trouble('The tenant ended the session');
    case 'session-locked':
      return trouble('The session could not be opened, for the key to it is lost; it was set aside');
    case 'signed-out':
      return event.leftBehind.length === 0
        ? news('Signed out')
        : trouble(`Signed out, but the tenant could not be told to ${leftBehind(event.leftBehind)}`);
    case 'sign-out-failed':
      return failure('Signing out failed', event.code);
    case 'storage-failed':
      return trouble('The browser could not read the session');
  }
}

const ROAD_WORDS = {
  form: ' by the form',
  window: ' in a window',
  silent: ' silently',
} as const;

const LEFT_BEHIND_WORDS = {
  'refresh-token': 'cancel the refresh token',
  'tenant-session': 'end its own session',
} as const;

function leftBehind(what: readonly (keyof typeof LEFT_BEHIND_WORDS)[]): string {
  return what.map((one) => LEFT_BEHIND_WORDS[one]).join(' and to ');
}

/** Each error code as the second half of a sentence. */
const ERROR_WORDS: Readonly<Record<ErrorCode, string>> = {
  'api-origin-not-listed': "the API's origin is not among AUTH0_API_ORIGINS",
  'authorization-refused': 'the tenant refused',
  'callback-not-allowed': 'the tenant does not list the redirect address of this extension',
  'captcha-not-possible': 'the tenant asked for a captcha that the form cannot show',
  'client-unknown': 'the tenant does not know the client id',
  'configuration-invalid': 'the configuration of the build is wrong',
  'cross-origin-login-off': 'the tenant has Allow Cross-Origin Authentication switched off',
  'extension-failed': 'a part of this extension failed or did not answer',
  'host-not-permitted': "this extension may not reach the tenant's host",
  'id-token-invalid': "the tenant's proof of who it is was not accepted",
  'interaction-required': 'the tenant asked for a step that only its own page can show',
  'lock-failed': 'the form could not be shown',
  'operation-refused': 'a request of a content script was refused',
  'origin-not-allowed': 'the tenant does not list the origin of this extension',
  'redirect-invalid': 'the answer did not belong to this sign-in',
  'session-ended': 'the session had ended',
  'settings-invalid': "the tenant's settings for the form could not be used",
  'sign-in-cancelled': 'the window was closed before it was done',
  'sign-in-running': 'another sign-in window was open',
  'signed-out': 'nobody was signed in',
  'storage-failed': 'the browser could not save or read',
  'tenant-failed': 'the tenant was having trouble',
  'tenant-unreachable': 'the tenant could not be reached',
  'token-response-invalid': 'the tenant gave no tokens that can be used',
};

function news(words: string): EventWords {
  return { words, code: null, isTrouble: false };
}

function trouble(words: string): EventWords {
  return { words, code: null, isTrouble: true };
}

function failure(what: string, code: ErrorCode): EventWords {
  return { words: `${what}: ${ERROR_WORDS[code]}`, code, isTrouble: true };
}
