import { type LatchkeyError, signOutIncomplete } from '../errors.ts';
import type { ChoiceOutcome } from '../use-cases/choose-tenant.ts';
import type { Translate } from './catalogue.ts';
import { formatError, isCustomDomain } from './error-messages.ts';
import { loadTranslate } from './load-translate.ts';

/**
 * Returns the message for the user after they chose a tenant: why the choice failed, or which steps of the sign-out from the
 * previous tenant failed. Returns `''` if nothing failed. Rejects if the texts can't be loaded.
 */
export async function formatChoice(outcome: ChoiceOutcome): Promise<string> {
  const translate = await loadTranslate();
  if (outcome.kind === 'failed') return formatChoiceError(outcome.error, translate);
  const { failedSteps, previousDomain } = outcome;
  return failedSteps.length === 0
    ? ''
    : formatError(signOutIncomplete(failedSteps, previousDomain), translate);
}

/** Returns the message for a failed choice. Its texts don't mention build variables, which this user can't check. */
function formatChoiceError(error: LatchkeyError, translate: Translate): string {
  const { code, data } = error;
  const domain = 'domain' in data ? data.domain : '';
  switch (code) {
    case 'client-unknown':
      return translate(isCustomDomain(domain) ? 'clientIdUnknownAtCustomDomain' : 'clientIdUnknown', {
        domain,
      });
    case 'host-not-permitted':
      return translate('hostAccessBlocked', { domain });
    case 'settings-invalid':
      return translate('domainNotTenant', { domain });
    default:
      return formatError(error, translate);
  }
}
