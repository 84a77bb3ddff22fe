import { type LatchkeyError, signOutIncomplete } from '../errors.ts';
import type { Notice } from '../popup-model.ts';
import { formatError } from './error-messages.ts';
import { type Texts, translateWith } from './texts.ts';

/** The sentences of `createSignIn`, in the user's language. */
export interface SignInMessages {
  formatError(error: LatchkeyError): string;
  formatNotice(notice: Notice): string;
}

/** Returns the sentences of `createSignIn`; `texts` replace the SDK's own. */
export function createSignInMessages(texts: Texts): SignInMessages {
  const translate = translateWith(texts);
  const format = (error: LatchkeyError) => formatError(error, translate);
  return {
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
