import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { idTokenClaims, startTenant, type Tenant } from './tenant.ts';
import { read, TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA, GRACE } from './test-people.ts';

const REFUSED = {
  status: 403,
  body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
};

let tenant: Tenant;
let client: TestClient;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
  client = new TestClient(tenant);
});
afterEach(() => {
  vi.useRealTimers();
  tenant.configure({
    refreshTokens: { rotation: true, overlapSeconds: 0 },
    lifetimes: { refreshToken: 2_592_000, refreshTokenIdle: 1_296_000 },
  });
});
afterAll(() => tenant.close());

async function newRefreshToken(person: readonly [string, string] = ADA): Promise<string> {
  return expectText(await client.signIn(new TestBrowser(), ...person), 'refresh_token');
}

async function rotate(refreshToken: string): Promise<string> {
  return expectText(await client.renew(refreshToken), 'refresh_token');
}

async function statusOf(refreshToken: string): Promise<number> {
  return (await client.refresh(refreshToken)).status;
}

/** The answers to two refreshes that the tenant begins in the same moment. */
async function refreshTwiceAtOnce(refreshToken: string): Promise<Response[]> {
  const holds = [1, 2].map(() => tenant.hold('/oauth/token', { times: 1 }));
  const asking = holds.map(() => client.refresh(refreshToken));
  await Promise.all(holds.map(({ arrived }) => arrived));
  for (const hold of holds) hold.release();
  return Promise.all(asking);
}

/** Lets the tenant's clock show so many seconds more, without waiting for them. */
function pass(seconds: number): void {
  if (!vi.isFakeTimers()) vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + seconds * 1000);
}

describe('a refresh token', () => {
  it('gives new tokens and another refresh token', async () => {
    const refreshToken = await newRefreshToken();
    expect(await rotate(refreshToken)).not.toBe(refreshToken);
  });

  it('is not taken twice', async () => {
    const refreshToken = await newRefreshToken();
    await rotate(refreshToken);
    expect(await read(await client.refresh(refreshToken))).toEqual(REFUSED);
  });

  it('is not taken twice at the same time either', async () => {
    const refreshToken = await newRefreshToken();
    const statuses = (await refreshTwiceAtOnce(refreshToken)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 403]);
  });

  it('takes its whole family with it when it is used twice', async () => {
    const first = await newRefreshToken();
    const second = await rotate(first);
    await client.refresh(first);
    expect(await read(await client.refresh(second))).toEqual(REFUSED);
  });

  it('takes its whole family with it when it is used twice at the same time', async () => {
    const before = tenant.grants('ada@example.com').refreshTokens;
    const answers = await refreshTwiceAtOnce(await newRefreshToken());
    const given = answers.find(({ status }) => status === 200);
    expect(await statusOf(expectText(await given?.json(), 'refresh_token'))).toBe(403);
    expect(tenant.grants('ada@example.com').refreshTokens).toBe(before);
  });

  it('leaves the family of another browser alone', async () => {
    const first = await newRefreshToken();
    const elsewhere = await newRefreshToken();
    await rotate(first);
    await client.refresh(first);
    expect(await statusOf(elsewhere)).toBe(200);
  });

  it('is refused when it is unknown', async () => {
    expect(await read(await client.refresh('invented'))).toEqual(REFUSED);
  });

  it('is refused when its user is gone', async () => {
    const { users } = tenant;
    tenant.configure({ users: [...users, { email: 'guest@example.com', password: 'Just-Visiting-1' }] });
    const refreshToken = await newRefreshToken(['guest@example.com', 'Just-Visiting-1']);
    tenant.configure({ users });
    expect(await read(await client.refresh(refreshToken))).toEqual(REFUSED);
  });
});

describe('the ID token of a refresh', () => {
  it('is of the same person and the same tenant, without a nonce', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    const { sub, iss, aud } = idTokenClaims(tokens);
    const renewed = idTokenClaims(await client.renew(expectText(tokens, 'refresh_token')));
    expect(renewed).toMatchObject({ sub, iss, aud });
    expect(renewed).not.toHaveProperty('nonce');
  });

  it('is fresh', async () => {
    const refreshToken = await newRefreshToken();
    pass(1000);
    const { iat } = idTokenClaims(await client.renew(refreshToken));
    expect(iat).toBe(Math.floor(Date.now() / 1000));
  });

  it("shows the user's profile as it is now", async () => {
    const refreshToken = await newRefreshToken(GRACE);
    const [{ sub }, second] = await renewed(refreshToken);
    tenant.changeUser(GRACE[0], { name: 'Rear Admiral Hopper', email: 'Admiral@example.com' });
    const [claims] = await renewed(second);
    tenant.changeUser('admiral@example.com', { name: 'Grace Hopper', email: GRACE[0] });
    expect(claims).toMatchObject({ sub, name: 'Rear Admiral Hopper', email: 'admiral@example.com' });
  });

  async function renewed(refreshToken: string) {
    const answer = await client.renew(refreshToken);
    return [idTokenClaims(answer), expectText(answer, 'refresh_token')] as const;
  }
});

describe('a user who is changed', () => {
  it('gets no new tokens when they are blocked', async () => {
    const refreshToken = await newRefreshToken(GRACE);
    tenant.changeUser(GRACE[0], { blocked: true });
    const answer = await read(await client.refresh(refreshToken));
    tenant.changeUser(GRACE[0], { blocked: false });
    expect(answer).toEqual(REFUSED);
  });

  it('must be one whom the tenant knows', () => {
    expect(() => tenant.changeUser('nobody@example.com', { name: 'Nobody' })).toThrow('nobody@example.com');
  });
});

describe('the overlap of a rotation', () => {
  it('lets the previous token come again, once and more', async () => {
    tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const first = await newRefreshToken();
    const given = [await rotate(first), await rotate(first), await rotate(first)];
    expect(new Set([first, ...given]).size).toBe(4);
  });

  it('lets the previous token come again at the same time', async () => {
    tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const answers = await refreshTwiceAtOnce(await newRefreshToken());
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('gives tokens that go on, each of them', async () => {
    tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const first = await newRefreshToken();
    const given = [await rotate(first), await rotate(first)];
    expect([await statusOf(given[1] ?? ''), await statusOf(given[0] ?? '')]).toEqual([200, 200]);
  });

  it('lasts as long as it is set, and reuse then ends the family', async () => {
    tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const first = await newRefreshToken();
    const second = await rotate(first);
    pass(9);
    const third = await rotate(first);
    pass(2);
    expect(await read(await client.refresh(first))).toEqual(REFUSED);
    expect([await statusOf(second), await statusOf(third)]).toEqual([403, 403]);
  });

  it('is not for a token before the previous one: that ends the family', async () => {
    tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const first = await newRefreshToken();
    const third = await rotate(await rotate(first));
    expect(await read(await client.refresh(first))).toEqual(REFUSED);
    expect(await statusOf(third)).toBe(403);
  });

  it('ends at once when it is set to 0', async () => {
    tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const first = await newRefreshToken();
    await rotate(first);
    tenant.configure({ refreshTokens: { overlapSeconds: 0 } });
    expect(await statusOf(first)).toBe(403);
  });

  it('is a whole number of seconds', () => {
    expect(() => tenant.configure({ refreshTokens: { overlapSeconds: -1 } })).toThrow('overlapSeconds');
  });
});

describe('a refresh token without rotation', () => {
  it('stays valid, and the answer names no refresh token', async () => {
    tenant.configure({ refreshTokens: { rotation: false } });
    const refreshToken = await newRefreshToken();
    const answers = [await client.renew(refreshToken), await client.renew(refreshToken)];
    expect(answers.map((answer) => Object.keys(answer).sort())).toEqual(
      Array(2).fill(['access_token', 'expires_in', 'id_token', 'scope', 'token_type']),
    );
  });

  it('is exchanged as soon as rotation is on again', async () => {
    tenant.configure({ refreshTokens: { rotation: false } });
    const refreshToken = await newRefreshToken();
    await client.renew(refreshToken);
    tenant.configure({ refreshTokens: { rotation: true } });
    expect(await rotate(refreshToken)).not.toBe(refreshToken);
  });
});

describe('the life of a refresh token', () => {
  /** The status of a refresh so many seconds after the sign-in, with another one half-way. */
  async function refreshAfter(seconds: number): Promise<number> {
    const first = await newRefreshToken();
    pass(seconds / 2);
    const { refresh_token: second = first } = await client.renew(first);
    pass(seconds / 2);
    return statusOf(second);
  }

  it.each([
    ['rotation', true],
    ['no rotation', false],
  ])('is as long as it is set, with %s', async (_name, rotation) => {
    tenant.configure({ refreshTokens: { rotation }, lifetimes: { refreshToken: 1000 } });
    expect([await refreshAfter(990), await refreshAfter(1010)]).toEqual([200, 403]);
  });

  it.each([
    ['rotation', true],
    ['no rotation', false],
  ])('ends early for want of use, with %s', async (_name, rotation) => {
    tenant.configure({ refreshTokens: { rotation }, lifetimes: { refreshTokenIdle: 100 } });
    const refreshToken = await newRefreshToken();
    pass(110);
    expect(await statusOf(refreshToken)).toBe(403);
  });

  it.each([
    ['rotation', true],
    ['no rotation', false],
  ])('goes on with use, with %s', async (_name, rotation) => {
    tenant.configure({ refreshTokens: { rotation }, lifetimes: { refreshTokenIdle: 100 } });
    expect(await refreshAfter(180)).toBe(200);
  });
});

describe('revocation', () => {
  it('answers 200', async () => {
    expect((await client.revoke(await newRefreshToken())).status).toBe(200);
  });

  it('ends the refresh token', async () => {
    const refreshToken = await newRefreshToken();
    await client.revoke(refreshToken);
    expect(await statusOf(refreshToken)).toBe(403);
  });

  it('ends the newest token of the family by any older one', async () => {
    const first = await newRefreshToken();
    const second = await rotate(first);
    await client.revoke(first);
    expect(await statusOf(second)).toBe(403);
  });

  it('ends every token of the family, those of an overlap too', async () => {
    tenant.configure({ refreshTokens: { overlapSeconds: 10 } });
    const first = await newRefreshToken();
    const given = [await rotate(first), await rotate(first)];
    await client.revoke(given[0] ?? '');
    expect([await statusOf(given[1] ?? ''), await statusOf(first)]).toEqual([403, 403]);
  });

  it('ends a token that is not rotated', async () => {
    tenant.configure({ refreshTokens: { rotation: false } });
    const refreshToken = await newRefreshToken();
    await client.renew(refreshToken);
    await client.revoke(refreshToken);
    expect(await statusOf(refreshToken)).toBe(403);
  });

  it('answers 200 for a token that nobody was given', async () => {
    expect((await client.revoke('invented')).status).toBe(200);
  });

  it('shows in the count of live refresh tokens', async () => {
    const before = tenant.grants('ada@example.com').refreshTokens;
    const refreshToken = await newRefreshToken();
    const between = tenant.grants('ada@example.com').refreshTokens;
    await client.revoke(refreshToken);
    const after = tenant.grants('ada@example.com').refreshTokens;
    expect([between - before, after - before]).toEqual([1, 0]);
  });
});

describe('the revocation of all refresh tokens of a user', () => {
  it('ends them in every browser', async () => {
    const refreshTokens = [await newRefreshToken(), await rotate(await newRefreshToken())];
    tenant.revokeRefreshTokens('ada@example.com');
    expect(await Promise.all(refreshTokens.map(statusOf))).toEqual([403, 403]);
    expect(tenant.grants('ada@example.com').refreshTokens).toBe(0);
  });

  it("leaves other people's alone", async () => {
    const refreshToken = await newRefreshToken(GRACE);
    tenant.revokeRefreshTokens('ada@example.com');
    expect(await statusOf(refreshToken)).toBe(200);
  });

  it('leaves sessions and access tokens alone', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    const { sessions } = tenant.grants('ada@example.com');
    tenant.revokeRefreshTokens('ada@example.com');
    expect((await client.userInfo(tokens.access_token)).status).toBe(200);
    expect(tenant.grants('ada@example.com').sessions).toBe(sessions);
  });

  it('needs a user whom the tenant knows', () => {
    expect(() => tenant.revokeRefreshTokens('nobody@example.com')).toThrow('nobody@example.com');
  });
});
