/** The two identity providers that stand beside the tenant. */
import type { Settings } from '../settings.ts';
import { hexOf } from '../users.ts';
import { type IdpKind, type RunningIdentityProvider, startIdentityProvider } from './identity-provider.ts';

/** `now`: milliseconds since 1970. */
export async function startIdentityProviders(
  tenantOrigin: string,
  settings: Settings,
  now: () => number,
): Promise<Record<IdpKind, RunningIdentityProvider>> {
  const common = { tenantOrigin, now };
  return {
    social: await startIdentityProvider({
      ...common,
      kind: 'social',
      users: () => settings.idpUsers.social,
      idOf: googleId,
    }),
    enterprise: await startIdentityProvider({
      ...common,
      kind: 'enterprise',
      users: () => settings.idpUsers.enterprise,
      idOf: hexOf,
    }),
  };
}

/** Twenty-one digits, like an id of Google's. */
function googleId(email: string): string {
  return `1${BigInt(`0x${hexOf(email)}`)}`.padEnd(21, '0').slice(0, 21);
}
