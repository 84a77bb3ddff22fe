/** A tenant with everything switched on that a person can try in one sitting. */
import type { TenantChange } from './settings.ts';
import { DEFAULT_USERS } from './users.ts';

/** Every connection, and users who each have another kind of sign-in. Sign-up and password reset need a captcha. */
export const SHOWCASE = {
  connections: [
    { strategy: 'auth0' },
    { strategy: 'google-oauth2' },
    { strategy: 'oidc', name: 'corp', domain: 'corp.example' },
    { strategy: 'email' },
    { strategy: 'sms' },
  ],
  users: [
    ...DEFAULT_USERS,
    { email: 'alan@example.com', password: 'Bombe-Machine-1940', name: 'Alan Turing', mfa: true },
    { email: 'mary@example.com', password: 'Consent-First-1979', name: 'Mary Shaw', mustConsent: true },
    { email: 'leaked@example.com', password: 'Seen-Elsewhere-2012', passwordProblem: 'leaked' },
    {
      email: 'ruled@example.com',
      password: 'Not-In-My-House-404',
      refusedByRule: 'Your company has no licence for Latchkey.',
    },
  ],
  organizations: [
    { id: 'org_latchkeyAcme0001', name: 'acme', members: ['ada@example.com', 'radia@corp.example'] },
  ],
  organizationNames: true,
  captcha: { signUp: true, passwordReset: true },
  publicSignupErrors: true,
} as const satisfies TenantChange;
