/**
 * Why the tenant does not renew a session any more. `ended`: it has ended the sign-in. `sign-in-required`: it requires a
 * new sign-in. `step-required`: it requires one more step of the user, such as a second factor.
 */
export const SESSION_ENDS = ['ended', 'sign-in-required', 'step-required'] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];
