import { formatError } from 'latchkey/error-messages';
import { signOutIncomplete, translate } from 'latchkey/i18n';
import type { Notice } from 'latchkey/popup';

export { formatError };

/** Returns what the user reads above the form. */
export function formatNotice(notice: Notice): string {
  switch (notice.kind) {
    case 'window-open':
      return translate('windowIsOpen');
    case 'failed':
      return withCookieHint(formatError(notice.error), notice.cookiesOf);
    case 'sign-in-failed':
      return translate('signInFailed');
    case 'session-over':
      return formatError(notice.error);
    case 'signed-out-here':
      return translate('signedOutHere', { reason: formatError(notice.error) });
    case 'left-behind':
      return formatError(signOutIncomplete(notice.failedSteps, notice.domain));
    case 'no-tenant': {
      const { domain } = notice;
      return domain === null ? translate('tenantNotChosen') : translate('tenantNotAllowed', { domain });
    }
  }
}

/** Blocked cookies may be why it failed, and the hosted page needs them. */
function withCookieHint(message: string, domain: string | null): string {
  return domain === null ? message : `${message} ${translate('cookiesBlocked', { domain })}`;
}
