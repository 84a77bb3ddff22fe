import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { idTokenClaims, startTenant, type Tenant } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, expectText, ORIGIN, TestClient } from './test-client.ts';
import { ADA } from './test-people.ts';

const AUDIENCE = 'https://api.example/';

let tenant: Tenant;
let client: TestClient;
let ada: string;

beforeAll(async () => {
  tenant = await startTenant({ allowedOrigins: [ORIGIN], allowedCallbackUrls: [CALLBACK] });
  client = new TestClient(tenant);
  ada = tenant.users[0]?.id ?? '';
});
afterEach(() => {
  vi.useRealTimers();
  tenant.configure({ lifetimes: { accessToken: 86_400 } });
});
afterAll(() => tenant.close());

const FORMS: [string, string | undefined][] = [
  ['an opaque access token', undefined],
  ['a JWT access token', AUDIENCE],
];

describe.each(FORMS)('%s', (_form, audience) => {
  const signIn = () => client.signIn(new TestBrowser(), ...ADA, { audience });

  it('is good for those whom it is for', async () => {
    const { access_token: token } = await signIn();
    expect(await tenant.inspectAccessToken(token)).toEqual({
      subject: ada,
      audience: [...(audience === undefined ? [] : [audience]), `${tenant.origin}/userinfo`],
      scope: 'openid profile email offline_access',
      expiresAt: expect.any(Number),
    });
  });

  it('is of the same form after a refresh', async () => {
    const renewed = await client.renew(expectText(await signIn(), 'refresh_token'));
    const former = await tenant.inspectAccessToken((await signIn()).access_token);
    const facts = await tenant.inspectAccessToken(renewed.access_token);
    expect(facts?.audience).toEqual(former?.audience);
  });

  it('lives as many seconds as it is set, and says so', async () => {
    tenant.configure({ lifetimes: { accessToken: 5 } });
    const signedIn = await signIn();
    const renewed = await client.renew(expectText(signedIn, 'refresh_token'));
    expect([signedIn.expires_in, renewed.expires_in]).toEqual([5, 5]);

    const facts = await tenant.inspectAccessToken(renewed.access_token);
    const end = (facts?.expiresAt ?? 0) * 1000;
    vi.useFakeTimers({ toFake: ['Date'], now: end - 1000 });
    expect(await tenant.inspectAccessToken(renewed.access_token)).toEqual(facts);
    vi.setSystemTime(end);
    expect(await tenant.inspectAccessToken(renewed.access_token)).toBeUndefined();
  });
});

describe('an access token', () => {
  it('that is opaque ends with the family of its refresh token', async () => {
    const tokens = await client.signIn(new TestBrowser(), ...ADA);
    await client.revoke(expectText(tokens, 'refresh_token'));
    expect(await tenant.inspectAccessToken(tokens.access_token)).toBeUndefined();
  });

  it('that is a JWT ends with the key that signed it', async () => {
    const { access_token: token } = await client.signIn(new TestBrowser(), ...ADA, { audience: AUDIENCE });
    tenant.rotateKeys({ keepOld: true });
    expect(await tenant.inspectAccessToken(token)).toBeDefined();
    tenant.rotateKeys({ keepOld: false });
    expect(await tenant.inspectAccessToken(token)).toBeUndefined();
  });

  it('is not an ID token, nor a JWT of a stranger, nor nothing', async () => {
    // A client of its own: this one's keys are older than the change above.
    const tokens = await new TestClient(tenant).signIn(new TestBrowser(), ...ADA);
    const claims = idTokenClaims(tokens);
    const typ = 'at+jwt';
    const other = await startTenant();
    const strangers = [
      expectText(tokens, 'id_token'),
      other.signIdToken(claims, { typ }),
      tenant.signIdToken({ ...claims, iss: `${other.origin}/` }, { typ }),
      'invented',
      '',
    ];
    await other.close();
    const found = await Promise.all(strangers.map(tenant.inspectAccessToken));
    expect(found).toEqual(strangers.map(() => undefined));
    expect(await tenant.inspectAccessToken(tenant.signIdToken(claims, { typ }))).toBeDefined();
  });
});
