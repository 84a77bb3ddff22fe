import { ACCOUNT_STATES } from './account.ts';
import { CODE_STATES } from './code.ts';
import { DIAGNOSTICS_STATES } from './diagnostics.ts';
import { ERROR_STATES } from './errors.ts';
import { FORM_STATES } from './form.ts';
import { NO_TENANT_STATES } from './no-tenant.ts';
import { OPTIONS_STATES } from './options.ts';
import type { State } from './state.ts';
import { WINDOW_STATES } from './window.ts';

/** Every state of the pages. */
export const STATES: readonly State[] = [
  ...FORM_STATES,
  ...CODE_STATES,
  ...WINDOW_STATES,
  ...ACCOUNT_STATES,
  ...OPTIONS_STATES,
  ...DIAGNOSTICS_STATES,
  ...ERROR_STATES,
  ...NO_TENANT_STATES,
];

/** States that together contain every part of the pages. The gallery shows them with more settings. */
export const SAMPLE: readonly State[] = STATES.filter(({ name }) =>
  [
    ...['form', 'form-social', 'form-wrong-password', 'sign-up-weak-password', 'code-country', 'hosted'],
    ...['signed-in', 'signed-in-long-name', 'error-second-step', 'session-ended', 'diagnostics'],
    ...['options-saved', 'options-managed', 'no-tenant', 'tenant-wrong'],
  ].includes(name),
);
