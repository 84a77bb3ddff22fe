import { type LockLook, look as original } from '../../../src/extension/branding.ts';

/** The look of an extension that asks new people for more than an address and a password. */
export const look: LockLook = {
  ...original,
  additionalSignUpFields: [
    { name: 'company', placeholder: 'Your company' },
    { type: 'checkbox', name: 'newsletter', placeholder: 'Send me news', prefill: 'false' },
    { type: 'hidden', name: 'source', value: 'extension' },
  ],
};
