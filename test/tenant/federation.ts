/** The tenant as a client of the identity providers: there with a user, back with a profile. */
import { randomBytes } from 'node:crypto';
import { type FederatedConnection, isEnterprise, kindOf } from './connections.ts';
import { asText, type Context, type Middleware, redirect, route } from './http.ts';
import type { IdpKind, IdpUser, RunningIdentityProvider } from './identity-providers.ts';
import { sendErrorPage } from './pages.ts';
import { hexOf, type NewProfile } from './users.ts';

/** What an identity provider answered. */
export type FederatedOutcome =
  | { kind: 'profile'; profile: NewProfile }
  | { kind: 'refused'; error: string; description: string };

interface Departure {
  /** The sign-in's id. */
  uid: string;
  /** The whole address at which the sign-in goes on. */
  returnTo: string;
  connection: FederatedConnection;
  loginHint?: string;
  /** The `prompt` of the application, space-separated. */
  prompt?: string;
}

interface Trip {
  departure: Departure;
  outcome?: FederatedOutcome;
}

export interface Federation {
  /** The address at the provider to send the browser to. */
  depart(departure: Departure): string;
  /** GET /login/callback, where the provider sends it back to. */
  callback: Middleware;
  /** What came of a trip of this sign-in, once. */
  collect(uid: string, state: string): FederatedOutcome | undefined;
}

/** Prompts that the provider understands too. */
const FORWARDED_PROMPTS = ['login', 'select_account'];

export function createFederation(providers: Record<IdpKind, RunningIdentityProvider>): Federation {
  const trips = new Map<string, Trip>();

  const providerOf = (connection: FederatedConnection) =>
    providers[kindOf(connection) === 'enterprise' ? 'enterprise' : 'social'];

  function settle(ctx: Context): void {
    const state = asText(ctx.query.state) ?? '';
    const trip = trips.get(state);
    if (trip === undefined || trip.outcome !== undefined) {
      sendErrorPage(ctx, 'federation-refused', { text: 'This answer belongs to no sign-in. Start again.' });
      return;
    }
    trip.outcome = readAnswer(ctx, trip.departure.connection);
    // The sign-in's cookie lives below its own address; there it is seen whether this is its browser.
    redirect(ctx, `${trip.departure.returnTo}?${new URLSearchParams({ state })}`);
  }

  function readAnswer(ctx: Context, connection: FederatedConnection): FederatedOutcome {
    const user = providerOf(connection).redeem(asText(ctx.query.code) ?? '');
    if (user !== undefined) return { kind: 'profile', profile: toProfile(connection, user) };
    const error = asText(ctx.query.error) ?? 'server_error';
    return { kind: 'refused', error, description: asText(ctx.query.error_description) ?? error };
  }

  return {
    depart(departure) {
      const state = randomBytes(24).toString('base64url');
      trips.set(state, { departure });
      const { connection, loginHint, prompt = '' } = departure;
      const prompts = prompt.split(' ').filter((word) => FORWARDED_PROMPTS.includes(word));
      const parameters = new URLSearchParams({
        state,
        ...(loginHint === undefined ? {} : { login_hint: loginHint }),
        ...(prompts.length === 0 ? {} : { prompt: prompts.join(' ') }),
      });
      return `${providerOf(connection).origin}/authorize?${parameters}`;
    },
    callback: route('social', 'GET', '/login/callback', settle),
    collect(uid, state) {
      const trip = trips.get(state);
      if (trip?.departure.uid !== uid || trip.outcome === undefined) return undefined;
      trips.delete(state);
      return trip.outcome;
    },
  };
}

/** Auth0's ids: the strategy, for enterprise and custom social connections their name, and the provider's own id. */
function toProfile(connection: FederatedConnection, { email, name }: IdpUser): NewProfile {
  const { strategy, name: connectionName } = connection;
  const isNamed = isEnterprise(connection) || strategy === 'oauth2';
  const id = isNamed ? `${strategy}|${connectionName}|${hexOf(email)}` : `${strategy}|${digitsOf(email)}`;
  return { id, connection: connectionName, email, name, emailVerified: true };
}

/** Twenty-one digits, as Google has them. */
function digitsOf(email: string): string {
  return `1${BigInt(`0x${hexOf(email)}`)}`.padEnd(21, '0').slice(0, 21);
}
