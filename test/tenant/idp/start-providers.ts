/** The two identity providers that stand beside the tenant. */
import { hexOf } from '../users.ts';
import { type IdpKind, type RunningIdentityProvider, startIdentityProvider } from './identity-provider.ts';

export async function startIdentityProviders(
  tenantOrigin: string,
  now: () => number,
): Promise<Record<IdpKind, RunningIdentityProvider>> {
  const common = { tenantOrigin, now };
  return {
    social: await startIdentityProvider({
      ...common,
      kind: 'social',
      idOf: googleId,
    }),
    enterprise: await startIdentityProvider({
      ...common,
      kind: 'enterprise',
      idOf: hexOf,
    }),
  };
}

/** Twenty-one digits, like an id of Google's. */
function googleId(email: string): string {
  return `1${BigInt(`0x${hexOf(email)}`)}`.padEnd(21, '0').slice(0, 21);
}
