/**
 * A tenant in memory that renews sessions: it rotates refresh tokens, refuses those that it does not know, and signs
 * with a real RS256 key. A test bends its answers by a `Scenario`. What it gives is counted: `access-1`, `refresh-1`.
 */
import type { Config } from '../../../src/sdk/config.ts';
import type { SignedIn } from '../../../src/sdk/session/session.ts';
import { unitConfig } from './config.ts';
import {
  createResponder,
  type GoodJwt,
  json,
  type Key,
  type RecordedRequest,
  type Scenario,
  signingInput,
  signRs256,
} from './provider.ts';
import { NOON, unitSignedIn, unitTokens, unitUser } from './session.ts';
import { KEY } from './sign-in.ts';

/** How this tenant differs from a good one. `tokens` may take its time. */
export type RefreshScenario = Omit<Scenario, 'redirect'>;

export interface RefreshTenant {
  readonly fetch: typeof globalThis.fetch;
  /** Each request that was made. */
  readonly requests: readonly RecordedRequest[];
  /** The refresh tokens that somebody asked with, in their order. */
  readonly refreshTokensSent: readonly string[];
  /** The tokens that were revoked. */
  readonly revoked: readonly string[];
  /** How many times the key set was asked for. */
  readonly keySetRequests: () => number;
  /** From now on the tenant answers like this. */
  respondWith(scenario: RefreshScenario): void;
}

/** What a test may choose. */
interface Choices {
  readonly config?: Config;
  readonly key?: Key;
  /** The tenant's own clock, in milliseconds; noon. It is told in each answer. */
  readonly clock?: () => number;
  /** Whether a refresh token serves once. */
  readonly rotates?: boolean;
  /** Milliseconds for which the previous refresh token still serves after it was exchanged (Rotation Overlap Period). */
  readonly overlap?: number;
}

const FORMER_CLAIMS = { nonce: 'nonce-of-the-sign-in', auth_time: NOON / 1000 - 60 };

/** A sign-in whose ID token says when it was, and what it answered. */
export function signedInWithClaims(claims: Readonly<Record<string, unknown>> = FORMER_CLAIMS): SignedIn {
  const input = signingInput({ header: { alg: 'RS256' }, payload: { sub: unitUser().sub, ...claims } });
  return unitSignedIn({}, { idToken: `${input}.c2lnbmF0dXJl` });
}

export function startRefreshTenant({
  config = unitConfig(),
  key = KEY,
  clock = () => NOON,
  rotates = true,
  overlap = 0,
}: Choices = {}): RefreshTenant {
  let current = unitTokens().refreshToken;
  let previous = { token: '', exchangedAt: 0 };
  let scenario: RefreshScenario = {};
  let given = 0;
  const requests: RecordedRequest[] = [];
  const asked: string[] = [];
  const revoked: string[] = [];

  const idToken = async (): Promise<string> => {
    const seconds = Math.floor(clock() / 1000);
    const good: GoodJwt = {
      header: { alg: 'RS256', typ: 'JWT', kid: 'unit-key' },
      payload: {
        iss: `${config.tenant}/`,
        ...unitUser(),
        aud: config.clientId,
        iat: seconds,
        exp: seconds + 36_000,
      },
    };
    return scenario.signedIdToken?.(good, key) ?? signRs256(scenario.idToken?.(good) ?? good, key);
  };

  const isAccepted = (token: string | null) =>
    token === current || (token === previous.token && clock() < previous.exchangedAt + overlap);

  /** The overlap begins with the first exchange. */
  const rotate = (token: string) => {
    if (token !== previous.token) previous = { token, exchangedAt: clock() };
    current = `refresh-${given}`;
  };

  const tokenEndpoint = async (init: RequestInit): Promise<Response> => {
    const body = new URLSearchParams(String(init.body));
    asked.push(body.get('refresh_token') ?? '');
    if (scenario.tokenResponse) return scenario.tokenResponse(init);
    const granted =
      body.get('grant_type') === 'refresh_token' &&
      body.get('client_id') === config.clientId &&
      isAccepted(body.get('refresh_token'));
    if (!granted) return refusal('invalid_grant', 403);
    given += 1;
    if (rotates) rotate(body.get('refresh_token') ?? '');
    const good = {
      access_token: `access-${given}`,
      ...(rotates ? { refresh_token: current } : {}),
      id_token: await idToken(),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile email offline_access',
    };
    const answered = await (scenario.tokens ? scenario.tokens(good) : good);
    return answered instanceof Response ? answered : dated(json(answered), clock());
  };

  const answer = createResponder(config, key, {
    requests,
    tokenEndpoint,
    scenario: () => scenario,
    revoke: (token) => void revoked.push(token),
  });

  return {
    requests,
    refreshTokensSent: asked,
    revoked,
    keySetRequests: () => requests.filter(({ url }) => url.endsWith('/jwks.json')).length,
    respondWith(next) {
      scenario = next;
    },
    fetch: (input, init = {}) => answer(String(input), init),
  };
}

/** An answer with the tenant's time in it (RFC 9110 section 6.6.1). */
function dated(response: Response, now: number): Response {
  response.headers.set('date', new Date(now).toUTCString());
  return response;
}

/** A refusal of the token endpoint (RFC 6749 section 5.2). */
export function refusal(error: string, status: number, headers: Record<string, string> = {}): Response {
  return json({ error, error_description: 'No.' }, { status, headers });
}
