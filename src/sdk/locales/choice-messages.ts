import { type LatchkeyError, signOutIncomplete } from '../errors.ts';
import type { ChoiceOutcome } from '../use-cases/choose-tenant.ts';
import type { Translate } from './catalogue.ts';
import { formatError, isCustomDomain } from './error-messages.ts';
import { loadTranslate } from './load-translate.ts';

/**
 * Returns what the user must know after a choice of a tenant, in their language: why it failed, or what the sign-out from the
 * tenant before could not end. `''` if there is nothing to know. Rejects if the texts cannot be loaded.
 */
export async function formatChoice(outcome: ChoiceOutcome): Promise<string> {
  const translate = await loadTranslate();
  if (outcome.kind === 'failed') return formatChoiceError(outcome.error, translate);
  const { failedSteps, previousDomain } = outcome;
  return failedSteps.length === 0
    ? ''
    : formatError(signOutIncomplete(failedSteps, previousDomain), translate);
}

/** A user who chooses a tenant has no variables of a build to check. */
function formatChoiceError(error: LatchkeyError, translate: Translate): string {
  const { code, data } = error;
  const domain = 'domain' in data ? data.domain : '';
  switch (code) {
    case 'client-unknown':
      return translate(isCustomDomain(domain) ? 'clientIdUnknownAtCustomDomain' : 'clientIdUnknown', {
        domain,
      });
    case 'host-not-permitted':
      return translate('tenantRefused', { domain });
    case 'settings-invalid':
      return translate('noTenantThere', { domain });
    default:
      return formatError(error, translate);
  }
}
