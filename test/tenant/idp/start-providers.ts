/** The two identity providers that stand beside the tenant. */
import { hexOf } from '../users.ts';
import { type IdpKind, type RunningIdentityProvider, startIdentityProvider } from './identity-provider.ts';
import type { IdpUser } from './idp-users.ts';

interface Surroundings {
  users: (kind: IdpKind) => readonly IdpUser[];
  /** Milliseconds since 1970. */
  now: () => number;
}

export async function startIdentityProviders(
  tenantOrigin: string,
  { users, now }: Surroundings,
): Promise<Record<IdpKind, RunningIdentityProvider>> {
  const common = { tenantOrigin, now };
  return {
    social: await startIdentityProvider({
      ...common,
      kind: 'social',
      users: () => users('social'),
      idOf: googleId,
    }),
    enterprise: await startIdentityProvider({
      ...common,
      kind: 'enterprise',
      users: () => users('enterprise'),
      idOf: hexOf,
    }),
  };
}

/** Twenty-one digits, like an id of Google's. */
function googleId(email: string): string {
  return `1${BigInt(`0x${hexOf(email)}`)}`.padEnd(21, '0').slice(0, 21);
}
