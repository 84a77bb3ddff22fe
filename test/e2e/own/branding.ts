import { branding as original } from '../../../src/extension/branding.ts';
import type { Branding } from '../../../src/sdk/lock/branding.ts';

export { colors } from '../../../src/extension/branding.ts';

/** The branding of an extension whose sign-up has more fields. */
export const branding: Branding = {
  ...original,
  additionalSignUpFields: [
    { name: 'company', placeholder: 'Your company' },
    { type: 'checkbox', name: 'newsletter', placeholder: 'Send me news', prefill: 'false' },
    { type: 'hidden', name: 'source', value: 'extension' },
  ],
};
