/**
 * A tenant in memory that renews sessions: it rotates refresh tokens, refuses unknown ones, and signs with a real RS256
 * key. A `Scenario` changes its responses. It numbers the tokens that it issues: `access-1`, `refresh-1`.
 */
import type { Config } from '../../../src/sdk/config.ts';
import type { SignedIn } from '../../../src/sdk/session/session.ts';
import { unitConfig } from './config.ts';
import {
  createResponder,
  json,
  type RecordedRequest,
  type Scenario,
  signIdToken,
  signingInput,
} from './provider.ts';
import { NOON, unitSignedIn, unitTokens, unitUser } from './session.ts';
import { KEY } from './sign-in.ts';

export type RefreshScenario = Omit<Scenario, 'redirect'>;

interface Options {
  readonly config?: Config;
  /** The tenant's own clock, which each response contains. Returns Unix time in milliseconds. Default noon. */
  readonly clock?: () => number;
  /** Whether each refresh token can be used once. */
  readonly rotates?: boolean;
  /** Milliseconds for which the previous refresh token is accepted after its exchange (Rotation Overlap Period). */
  readonly overlap?: number;
}

const PREVIOUS_CLAIMS = { nonce: 'nonce-of-the-sign-in', auth_time: NOON / 1000 - 60 };

/** Returns a sign-in whose ID token has the claims of an authorization request. */
export function signedInWithClaims(claims: Readonly<Record<string, unknown>> = PREVIOUS_CLAIMS): SignedIn {
  const input = signingInput({ header: { alg: 'RS256' }, payload: { sub: unitUser().sub, ...claims } });
  return unitSignedIn({}, { idToken: `${input}.c2lnbmF0dXJl` });
}

export function startRefreshTenant({
  config = unitConfig(),
  clock = () => NOON,
  rotates = true,
  overlap = 0,
}: Options = {}) {
  let current = unitTokens().refreshToken;
  let previous = { token: '', exchangedAt: 0 };
  let scenario: RefreshScenario = {};
  let count = 0;
  const requests: RecordedRequest[] = [];
  const refreshTokensSent: string[] = [];
  const revoked: string[] = [];

  const isAccepted = (token: string) =>
    token === current || (token === previous.token && clock() < previous.exchangedAt + overlap);

  /** The overlap begins with the first exchange. */
  const rotate = (token: string) => {
    if (token !== previous.token) previous = { token, exchangedAt: clock() };
    current = `refresh-${count}`;
  };

  const tokenEndpoint = async (init: RequestInit): Promise<Response> => {
    const body = new URLSearchParams(String(init.body));
    const refreshToken = body.get('refresh_token') ?? '';
    refreshTokensSent.push(refreshToken);
    if (scenario.tokenResponse) return scenario.tokenResponse(init);
    const granted =
      body.get('grant_type') === 'refresh_token' &&
      body.get('client_id') === config.clientId &&
      isAccepted(refreshToken);
    if (!granted) return refusal('invalid_grant', 403);
    count += 1;
    if (rotates) rotate(refreshToken);
    const valid = {
      access_token: `access-${count}`,
      ...(rotates ? { refresh_token: current } : {}),
      id_token: await signIdToken(config, KEY, scenario, clock(), unitUser()),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile email offline_access',
    };
    const tokens = await (scenario.tokens ? scenario.tokens(valid) : valid);
    if (tokens instanceof Response) return tokens;
    // RFC 9110 section 6.6.1.
    return json(tokens, { headers: { date: new Date(clock()).toUTCString() } });
  };

  const respond = createResponder(config, KEY, {
    requests,
    tokenEndpoint,
    scenario: () => scenario,
    revoke: (token) => void revoked.push(token),
  });

  return {
    requests,
    /** The refresh tokens of the requests, in order. */
    refreshTokensSent,
    revoked,
    keySetRequests: () => requests.filter(({ url }) => url.endsWith('/jwks.json')).length,
    /** Changes all later responses. */
    respondWith(next: RefreshScenario) {
      scenario = next;
    },
    fetch: (input: RequestInfo | URL, init: RequestInit = {}) => respond(String(input), init),
  };
}

/** Returns an error response of the token endpoint (RFC 6749 section 5.2). */
export function refusal(error: string, status: number, headers: Record<string, string> = {}): Response {
  return json({ error, error_description: 'No.' }, { status, headers });
}
