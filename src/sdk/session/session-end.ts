/**
 * Why a session is not renewed any more. `ended`: the tenant has ended the sign-in. `sign-in-required`: the tenant requires
 * a new sign-in. `step-required`: the tenant requires one more step of the user, such as a second factor.
 * `settings-changed`: the session was requested with other settings than the active ones. It is never stored, because the
 * session applies again if they change back.
 */
export const SESSION_ENDS = ['ended', 'sign-in-required', 'step-required', 'settings-changed'] as const;
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** Why the tenant has refused to renew a session for good. */
export type TenantRefusal = Exclude<SessionEnd, 'settings-changed'>;
