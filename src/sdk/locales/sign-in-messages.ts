import { type ErrorCode, type LatchkeyError, signOutIncomplete } from '../errors.ts';
import type { Notice } from '../popup-model.ts';
import { type WayOn, waysOn } from '../ways-on.ts';
import { formatError } from './error-messages.ts';
import { type Texts, translateWith } from './texts.ts';

/** What only a state with a message needs: its sentences, in the user's language, and the ways on. */
export interface SignInMessages {
  formatError(error: LatchkeyError): string;
  formatNotice(notice: Notice): string;
  waysOn(code: ErrorCode): readonly WayOn[];
}

/** Returns the sentences of `createSignIn`; `texts` replace the SDK's own. */
export function createSignInMessages(texts: Texts): SignInMessages {
  const translate = translateWith(texts);
  const format = (error: LatchkeyError) => formatError(error, translate);
  return {
    waysOn,
    formatError: format,
    formatNotice(notice) {
      switch (notice.kind) {
        case 'window-open':
          return translate('windowIsOpen');
        case 'failed': {
          const { error, cookiesOf: domain } = notice;
          // Blocked cookies might be the cause, and the hosted page needs them.
          return domain === null
            ? format(error)
            : `${format(error)} ${translate('cookiesBlocked', { domain })}`;
        }
        case 'sign-in-failed':
          return translate('signInFailed');
        case 'session-over':
          return format(notice.error);
        case 'signed-out-here':
          return translate('signedOutHere', { reason: format(notice.error) });
        case 'left-behind':
          return format(signOutIncomplete(notice.failedSteps, notice.domain));
        case 'no-tenant': {
          const { domain } = notice;
          return domain === null ? translate('tenantNotChosen') : translate('tenantNotAllowed', { domain });
        }
      }
    },
  };
}
