import { afterEach, expect, vi } from 'vitest';
import { idTokenClaims } from './tenant.ts';
import { read, TestBrowser } from './test-browser.ts';
import { expectText, ORIGIN } from './test-client.ts';
import { ADA, GRACE, row, useTenant } from './test-tenant.ts';

const REFUSED = {
  status: 403,
  body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
};

const shared = useTenant();
afterEach(() => void vi.useRealTimers());

async function newRefreshToken(person: readonly [string, string] = ADA): Promise<string> {
  return expectText(await shared.client.signIn(new TestBrowser(), ...person), 'refresh_token');
}

const rotate = async (refreshToken: string) =>
  expectText(await shared.client.renew(refreshToken), 'refresh_token');
const refresh = async (refreshToken: string) => read(await shared.client.refresh(refreshToken));
const statusOf = async (refreshToken: string) => (await refresh(refreshToken)).status;

/** The answers to two refreshes that the tenant begins at the same time. */
async function refreshTwiceAtOnce(refreshToken: string): Promise<Response[]> {
  const holds = [1, 2].map(() => shared.tenant.hold('/oauth/token', { times: 1 }));
  const asking = holds.map(() => shared.client.refresh(refreshToken));
  await Promise.all(holds.map(({ arrived }) => arrived));
  for (const hold of holds) hold.release();
  return Promise.all(asking);
}

/** Lets the clock show so many seconds more. */
function pass(seconds: number): void {
  if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + seconds * 1000);
}

row('rotation', 'exchanges each refresh token for another one, in each browser apart', async () => {
  const [refreshToken, elsewhere] = [await newRefreshToken(), await newRefreshToken()];
  expect(await rotate(refreshToken)).not.toBe(refreshToken);
  await refresh(refreshToken);
  expect(await statusOf(elsewhere)).toBe(200);
});

row('rotation-reuse', 'ends the whole family', async () => {
  const first = await newRefreshToken();
  const second = await rotate(first);
  expect([await refresh(first), await refresh(second)]).toEqual([REFUSED, REFUSED]);
});

row('rotation-reuse', 'ends the whole family when both come at the same time', async () => {
  const answers = await refreshTwiceAtOnce(await newRefreshToken());
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  expect(shared.tenant.grants().refreshTokens).toBe(0);
});

row(
  'rotation-overlap',
  'lets the previous token come again while it lasts, each new one goes on',
  async () => {
    shared.tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const first = await newRefreshToken();
    const second = await rotate(first);
    pass(9);
    const third = await rotate(first);
    expect(new Set([first, second, third]).size).toBe(3);
    expect([await statusOf(third), await statusOf(second)]).toEqual([200, 200]);
  },
);

row('rotation-overlap', 'lets the previous token come twice at the same time', async () => {
  shared.tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
  const answers = await refreshTwiceAtOnce(await newRefreshToken());
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});

row('rotation-overlap', 'is followed by the end of the family', async () => {
  shared.tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
  const first = await newRefreshToken();
  const second = await rotate(first);
  pass(11);
  expect([await refresh(first), await refresh(second)]).toEqual([REFUSED, REFUSED]);
});

row(
  'rotation-overlap',
  'is not for a token before the previous one, and ends at once when it is set to 0',
  async () => {
    shared.tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const [first, other] = [await newRefreshToken(), await newRefreshToken()];
    const third = await rotate(await rotate(first));
    expect([await refresh(first), await refresh(third)]).toEqual([REFUSED, REFUSED]);
    await rotate(other);
    shared.tenant.configure({ refreshTokens: { overlapSeconds: 0 } });
    expect(await refresh(other)).toEqual(REFUSED);
  },
);

row('rotation-off', 'leaves the token as it is, unnamed in the answer, until rotation is on', async () => {
  shared.tenant.configure({ refreshTokens: { rotation: false } });
  const refreshToken = await newRefreshToken();
  const answers = [await shared.client.renew(refreshToken), await shared.client.renew(refreshToken)];
  expect(answers.map((answer) => Object.keys(answer).sort())).toEqual(
    Array(2).fill(['access_token', 'expires_in', 'id_token', 'scope', 'token_type']),
  );
  shared.tenant.configure({ refreshTokens: { rotation: true } });
  expect(await rotate(refreshToken)).not.toBe(refreshToken);
});

row('refresh-refused', 'is said of an invented token, and of one whose user is gone', async () => {
  expect(await refresh('invented')).toEqual(REFUSED);
  const refreshToken = await newRefreshToken();
  shared.tenant.configure({ users: [] });
  expect(await refresh(refreshToken)).toEqual(REFUSED);
});

row('refresh-blocked', 'is said while the user is blocked', async () => {
  const refreshToken = await newRefreshToken();
  shared.tenant.changeUser(ADA[0], { blocked: true });
  expect(await refresh(refreshToken)).toEqual({
    status: 403,
    body: { error: 'invalid_grant', error_description: 'user is blocked' },
  });
  shared.tenant.changeUser(ADA[0], { blocked: false });
  expect(await statusOf(refreshToken)).toBe(200);
});

const REFUSALS = [
  { error: 'mfa_required', error_description: 'Multifactor authentication required', status: 403 },
  { error: 'login_required', error_description: 'Login required', status: 403 },
  { error: 'interaction_required', error_description: 'Interaction required', status: 403 },
  { error: 'consent_required', error_description: 'Consent required', status: 403 },
  { error: 'access_denied', error_description: 'Not on Sundays.', status: 500 },
];
for (const { status, ...body } of REFUSALS) {
  row('refresh-refusal', `is ${body.error} with status ${status}, and exchanges nothing`, async () => {
    const refreshToken = await newRefreshToken();
    shared.tenant.configure({ refreshRefusal: status === 403 ? body : { ...body, status } });
    const more = body.error === 'mfa_required' ? { mfa_token: expect.any(String) } : {};
    expect(await refresh(refreshToken)).toEqual({ status, body: { ...body, ...more } });
    await newRefreshToken();
    shared.tenant.configure({ refreshRefusal: null });
    expect(await statusOf(refreshToken)).toBe(200);
  });
}

for (const rotation of [true, false]) {
  /** The status of a refresh so many seconds after the sign-in, with another one half-way. */
  const refreshAfter = async (seconds: number) => {
    const first = await newRefreshToken();
    pass(seconds / 2);
    const { refresh_token: second = first } = await shared.client.renew(first);
    pass(seconds / 2);
    return statusOf(second);
  };

  row(
    'refresh-lifetimes',
    `end a family, and a token that is not used, with rotation ${rotation}`,
    async () => {
      shared.tenant.configure({ refreshTokens: { rotation }, lifetimes: { refreshToken: 1000 } });
      expect([await refreshAfter(990), await refreshAfter(1010)]).toEqual([200, 403]);
      shared.tenant.configure({ lifetimes: { refreshToken: 9999, refreshTokenIdle: 100 } });
      expect(await refreshAfter(180)).toBe(200);
      const idle = await newRefreshToken();
      pass(110);
      expect(await statusOf(idle)).toBe(403);
    },
  );
}

row('refresh-lifetimes', 'are 30 days each by default', async () => {
  const [early, late] = [await newRefreshToken(), await newRefreshToken()];
  pass(2_592_000 - 60);
  expect(await statusOf(early)).toBe(200);
  pass(120);
  expect(await statusOf(late)).toBe(403);
});

row('refresh-profile', 'is the one of now, in a new ID token without a nonce', async () => {
  const tokens = await shared.client.signIn(new TestBrowser(), ...GRACE);
  const { sub, iss, aud } = idTokenClaims(tokens);
  shared.tenant.changeUser(GRACE[0], { name: 'Rear Admiral Hopper', email: 'Admiral@example.com' });
  pass(1000);
  const claims = idTokenClaims(await shared.client.renew(expectText(tokens, 'refresh_token')));
  const changed = { name: 'Rear Admiral Hopper', email: 'admiral@example.com' };
  expect(claims).toMatchObject({ sub, iss, aud, ...changed, iat: Math.floor(Date.now() / 1000) });
  expect(claims).not.toHaveProperty('nonce');
});

for (const [what, refreshTokens] of [
  ['a family by any token of it', { overlapSeconds: 10 }],
  ['a token that is not rotated', { rotation: false }],
] as const) {
  row('revocation', `ends ${what}, and the opaque access tokens`, async () => {
    shared.tenant.configure({ refreshTokens });
    const { refresh_token: first = '', access_token } = await shared.client.signIn(new TestBrowser(), ...ADA);
    const { refresh_token: second = first } = await shared.client.renew(first);
    expect((await shared.client.revoke(first)).status).toBe(200);
    expect([await statusOf(second), await statusOf(first)]).toEqual([403, 403]);
    expect(await shared.tenant.inspectAccessToken(access_token)).toBeUndefined();
    expect(shared.tenant.grants(ADA[0]).refreshTokens).toBe(0);
  });
}

row('revocation', 'is 200 for an invented token, and an error for a request without one', async () => {
  expect((await shared.client.revoke('invented')).status).toBe(200);
  const init = { method: 'POST', body: new URLSearchParams({ client_id: shared.tenant.clientId }) };
  expect((await fetch(`${shared.tenant.origin}/oauth/revoke`, init)).status).toBe(400);
});

row('browser-refresh-token', 'is exchanged for a request with Origin', async () => {
  expect((await shared.client.refresh(await newRefreshToken(), ORIGIN)).status).toBe(200);
});
