import { type ErrorAction, errorActions } from '../error-actions.ts';
import { type ErrorCode, type LatchkeyError, signOutIncomplete } from '../errors.ts';
import type { FormText } from '../lock/lock-context.ts';
import type { Notice } from '../popup-model.ts';
import type { Texts } from './catalogue.ts';
import { formatError } from './error-messages.ts';
import { loadTranslate } from './load-translate.ts';

/** Messages for the popup's states in the user's language, and the actions after an error. */
export interface StateMessages {
  formatError(error: LatchkeyError): string;
  formatNotice(notice: Notice): string;
  errorActions(code: ErrorCode): readonly ErrorAction[];
}

/** `StateMessages` with the texts of Lock's form. */
export interface SignInMessages extends StateMessages {
  readonly formText: FormText;
}

/** Loads the texts of `createSignIn`. `replacements` override the SDK's texts. Rejects if the texts can't be loaded. */
export async function loadSignInMessages(replacements: Texts): Promise<SignInMessages> {
  const translate = await loadTranslate(replacements);
  const format = (error: LatchkeyError) => formatError(error, translate);
  return {
    errorActions,
    formText: {
      codeExpired: translate('codeExpired'),
      signUpRefused: translate('signUpRefused'),
      signUpDisabled: translate('signUpDisabled'),
      signedUpRefused: (reason) => translate('signedUpRefused', { reason }),
      fieldEmail: translate('fieldEmail'),
      fieldCountry: translate('fieldCountry'),
      formBack: translate('formBack'),
    },
    formatError: format,
    formatNotice(notice) {
      switch (notice.kind) {
        case 'window-open':
          return translate('windowIsOpen');
        case 'failed': {
          const { error, cookiesOf: domain } = notice;
          // Blocked cookies might be the cause, and the hosted page requires cookies.
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
