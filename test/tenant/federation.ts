/** The tenant as a client of the identity providers: there with a user, back with a profile. */
import { randomBytes } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { type FederatedConnection, isEnterprise, kindOf } from './connections.ts';
import { asText, type Context, type Middleware, redirect, route } from './http.ts';
import { IDP_CLIENT_ID, type IdpKind, type RunningIdentityProvider } from './idp/identity-provider.ts';
import { sendErrorPage } from './pages.ts';
import type { NewProfile } from './users.ts';

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
  verifier: string;
  nonce: string;
  outcome?: FederatedOutcome;
}

export interface Federation {
  /** The address at the provider to send the browser to. */
  depart(departure: Departure): Promise<string>;
  /** GET /login/callback, where the provider sends it back to. */
  callback: Middleware;
  /** What came of a trip of this sign-in, once. */
  collect(uid: string, state: string): FederatedOutcome | undefined;
}

interface Deps {
  /** `http://127.0.0.1:PORT` of the tenant. */
  origin: string;
  providers: Record<IdpKind, RunningIdentityProvider>;
}

const CLIENT: oauth.Client = { client_id: IDP_CLIENT_ID, id_token_signed_response_alg: 'ES256' };
/** Milliseconds for the provider's token endpoint. */
const TOKEN_TIMEOUT = 10_000;
/** Prompts that the provider understands too. */
const FORWARDED_PROMPTS = ['login', 'select_account'];

export function createFederation({ origin, providers }: Deps): Federation {
  const redirectUri = `${origin}/login/callback`;
  const trips = new Map<string, Trip>();

  const providerOf = (connection: FederatedConnection) =>
    providers[kindOf(connection) === 'enterprise' ? 'enterprise' : 'social'];

  async function settle(ctx: Context): Promise<void> {
    const state = asText(ctx.query.state);
    const trip = state === undefined ? undefined : trips.get(state);
    if (state === undefined || trip === undefined || trip.outcome !== undefined) {
      sendErrorPage(ctx, 'federation-refused', { text: 'This answer belongs to no sign-in. Start again.' });
      return;
    }
    trip.outcome = await readAnswer(ctx, state, trip);
    // The sign-in's cookie lives below its own address; there it is seen whether this is its browser.
    redirect(ctx, `${trip.departure.returnTo}?${new URLSearchParams({ state })}`);
  }

  async function readAnswer(ctx: Context, state: string, trip: Trip): Promise<FederatedOutcome> {
    const error = asText(ctx.query.error);
    if (error !== undefined) {
      return { kind: 'refused', error, description: asText(ctx.query.error_description) ?? error };
    }
    const { connection } = trip.departure;
    const server = describeServer(providerOf(connection).origin);
    try {
      return { kind: 'profile', profile: toProfile(connection, await fetchClaims(server, ctx, state, trip)) };
    } catch {
      // No source at Auth0 was found for these words; the application shows them to the user.
      const description = `The identity provider of ${connection.name} did not answer as expected.`;
      return { kind: 'refused', error: 'server_error', description };
    }
  }

  async function fetchClaims(
    server: oauth.AuthorizationServer,
    ctx: Context,
    state: string,
    { verifier, nonce }: Trip,
  ): Promise<oauth.IDToken> {
    const parameters = oauth.validateAuthResponse(server, CLIENT, new URL(ctx.href), state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      CLIENT,
      oauth.None(),
      parameters,
      redirectUri,
      verifier,
      { [oauth.allowInsecureRequests]: true, signal: AbortSignal.timeout(TOKEN_TIMEOUT) },
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, CLIENT, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    if (claims === undefined) throw new Error('The identity provider sent no ID token.');
    return claims;
  }

  return {
    async depart(departure) {
      const state = randomBytes(24).toString('base64url');
      const trip = {
        departure,
        verifier: oauth.generateRandomCodeVerifier(),
        nonce: oauth.generateRandomNonce(),
      };
      trips.set(state, trip);
      const url = new URL('/authorize', providerOf(departure.connection).origin);
      url.search = new URLSearchParams({
        client_id: CLIENT.client_id,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state,
        nonce: trip.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
        ...hints(departure),
      }).toString();
      return url.href;
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

function hints({ loginHint, prompt }: Departure): Record<string, string> {
  const prompts = (prompt ?? '').split(' ').filter((word) => FORWARDED_PROMPTS.includes(word));
  return {
    ...(loginHint === undefined ? {} : { login_hint: loginHint }),
    ...(prompts.length === 0 ? {} : { prompt: prompts.join(' ') }),
  };
}

function describeServer(issuer: string): oauth.AuthorizationServer {
  return {
    issuer,
    token_endpoint: `${issuer}/token`,
    authorization_response_iss_parameter_supported: true,
    id_token_signing_alg_values_supported: ['ES256'],
  };
}

/** Auth0's ids: the strategy, for enterprise and custom social connections their name, and the provider's own id. */
function toProfile(connection: FederatedConnection, claims: oauth.IDToken): NewProfile {
  const { strategy, name } = connection;
  return {
    id:
      isEnterprise(connection) || strategy === 'oauth2'
        ? `${strategy}|${name}|${claims.sub}`
        : `${strategy}|${claims.sub}`,
    connection: name,
    ...(typeof claims.email === 'string' ? { email: claims.email } : {}),
    ...(typeof claims.name === 'string' ? { name: claims.name } : {}),
    emailVerified: claims.email_verified === true,
  };
}
