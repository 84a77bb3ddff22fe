/** A tenant with everything switched on that a user can try in one sitting. */
import type { TenantChange } from './settings.ts';
import { DEFAULT_USERS } from './users.ts';

/** Every connection, and users who each have another kind of sign-in. */
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
  ],
  organizations: [
    { id: 'org_latchkeyAcme0001', name: 'acme', members: ['ada@example.com', 'radia@corp.example'] },
  ],
  organizationNames: true,
  publicSignupErrors: true,
} as const satisfies TenantChange;
