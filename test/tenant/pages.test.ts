import * as oauth from 'oauth4webapi';
import { expect } from 'vitest';
import { DEFAULT_USERS } from './tenant.ts';
import { form, type Journey, TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf } from './test-client.ts';
import { ADA, BLOCKED, GRACE, row, useTenant } from './test-tenant.ts';

const MARGARET = 'margaret@gmail.example';
const RADIA = { username: 'radia@corp.example', password: 'Spanning-Tree-1985' };

const shared = useTenant({
  connections: [
    { strategy: 'auth0' },
    { strategy: 'google-oauth2' },
    { strategy: 'oidc', name: 'corp', domain: 'corp.example' },
  ],
});

type Parameters = Record<string, string>;

function newBrowser(): TestBrowser {
  const { origin, identityProviders } = shared.tenant;
  return new TestBrowser([origin, identityProviders.social.origin, identityProviders.enterprise.origin]);
}

const open = (browser: TestBrowser, parameters: Parameters = {}) => shared.client.open(browser, parameters);
const isIn = ({ landedAt }: Journey) => landedAt?.searchParams.has('code') === true;

/** Fills the hosted page in. */
async function submit(
  browser: TestBrowser,
  fields: Parameters,
  parameters: Parameters = {},
): Promise<Journey> {
  const { page } = await open(browser, parameters);
  return browser.visit(page, form(fields));
}

const withPassword = ([username, password]: readonly [string, string]) => ({ username, password });

row('hosted-page', 'has a form for a database, with the address of login_hint', async () => {
  const { response } = await open(newBrowser(), { login_hint: ADA[0] });
  const html = await response.text();
  expect(html).toContain(`value="${ADA[0]}"`);
  expect(html).toContain('href="?connection=google-oauth2"');
  const { response: alone } = await open(newBrowser(), { connection: 'Username-Password-Authentication' });
  expect(await alone.text()).not.toContain('google-oauth2');
});

row(
  'hosted-page',
  'takes the right password, from a database without cross-origin authentication too',
  async () => {
    shared.tenant.configure({ connections: [{ strategy: 'auth0', crossOriginLogin: false }] });
    expect(isIn(await submit(newBrowser(), withPassword(ADA)))).toBe(true);
  },
);

row('hosted-page', 'says that a password is wrong, and shows what was typed as text', async () => {
  const { response } = await submit(newBrowser(), { username: '"><script>', password: 'wrong' });
  const html = await response.text();
  expect(html).toContain('Wrong email or password');
  expect(html).not.toContain('<script>');
});

row('hosted-page', 'sends a blocked user back with the reason', async () => {
  const { landedAt } = await submit(newBrowser(), withPassword(BLOCKED));
  expect(errorOf(landedAt)).toEqual(['unauthorized', 'user is blocked']);
});

row('hosted-page', 'asks again for prompt=login, and takes another user', async () => {
  const browser = newBrowser();
  await shared.client.signIn(browser, ...ADA);
  expect(isIn(await submit(browser, withPassword(GRACE), { prompt: 'login' }))).toBe(true);
});

row('hosted-page', 'works by the name localhost too', async () => {
  const browser = new TestBrowser();
  const { url } = await shared.client.begin({ login_ticket: await shared.client.ticket(browser, ...ADA) });
  url.hostname = 'localhost';
  expect(isIn(await browser.visit(url))).toBe(true);
});

row('hosted-other-browser', 'cannot fill the page in', async () => {
  const { page } = await open(newBrowser());
  const { response } = await newBrowser().visit(page, form(withPassword(ADA)));
  expect(response.status).toBe(400);
});

row('hosted-captcha', 'must be typed from the picture', async () => {
  shared.tenant.configure({ captcha: { signIn: true } });
  const browser = newBrowser();
  const { page, response } = await open(browser);
  expect(await response.text()).toContain('name="captcha"');
  const refused = await browser.visit(page, form({ ...withPassword(ADA), captcha: 'nonsense' }));
  expect([refused.response.status, await refused.response.text()]).toEqual([
    400,
    expect.stringContaining('The code is wrong'),
  ]);
  const captcha = (shared.tenant.captchaAnswer() ?? '').toLowerCase();
  expect(isIn(await browser.visit(page, form({ ...withPassword(ADA), captcha })))).toBe(true);
});

const ALAN = ['alan@example.com', 'Bombe-Machine-1940'] as const;

async function toSecondStep(browser: TestBrowser): Promise<URL> {
  shared.tenant.configure({ users: [{ email: ALAN[0], password: ALAN[1], mfa: true }] });
  const { page, response } = await submit(browser, withPassword(ALAN));
  expect(await response.text()).toContain('name="code"');
  return page;
}

row('second-step', 'is a page with no session before the right code, and one after it', async () => {
  const browser = newBrowser();
  const page = await toSecondStep(browser);
  expect(shared.tenant.grants(ALAN[0]).sessions).toBe(0);
  expect(isIn(await browser.visit(page, form({ code: shared.tenant.mfaCode(ALAN[0]) })))).toBe(true);
  expect(isIn(await open(browser, { prompt: 'none' }))).toBe(true);
});

row('second-step', 'is refused after three wrong codes', async () => {
  const browser = newBrowser();
  const page = await toSecondStep(browser);
  const wrong = () => browser.visit(page, form({ code: '000000' }));
  expect(await (await wrong()).response.text()).toContain('The code you entered is invalid');
  await wrong();
  expect(errorOf((await wrong()).landedAt)?.[0]).toBe('access_denied');
});

row('second-step', 'is a page for a login ticket', async () => {
  const browser = newBrowser();
  await toSecondStep(newBrowser());
  const [, { landedAt, response }] = await shared.client.authorize(browser, ...ALAN);
  expect([landedAt, (await response.text()).includes('name="code"')]).toEqual([undefined, true]);
});

row('second-step-silent', 'is an error for a login ticket with prompt=none', async () => {
  await toSecondStep(newBrowser());
  const [, { landedAt }] = await shared.client.authorize(newBrowser(), ...ALAN, { prompt: 'none' });
  expect(errorOf(landedAt)).toEqual(['interaction_required', 'Multifactor authentication required']);
});

row('consent', 'is asked for once, of all or of one user', async () => {
  shared.tenant.configure({
    users: DEFAULT_USERS.map((user) => ({ ...user, mustConsent: user.email === ADA[0] })),
  });
  const browser = newBrowser();
  expect(isIn((await shared.client.authorize(newBrowser(), ...GRACE))[1])).toBe(true);
  const [, { page, response }] = await shared.client.authorize(browser, ...ADA);
  expect(await response.text()).toContain('Authorize Latchkey');
  expect(isIn(await browser.visit(page, form({ consent: 'yes' })))).toBe(true);
  expect(isIn((await shared.client.authorize(browser, ...ADA))[1])).toBe(true);
  shared.tenant.configure({ consent: true });
  expect(isIn((await shared.client.authorize(newBrowser(), ...GRACE))[1])).toBe(false);
});

row('consent', 'goes back with access_denied when it is declined', async () => {
  shared.tenant.configure({ consent: true });
  const browser = newBrowser();
  const [, { page }] = await shared.client.authorize(browser, ...ADA);
  const { landedAt } = await browser.visit(page, form({ consent: 'no' }));
  expect(errorOf(landedAt)).toEqual(['access_denied', 'User did not authorize the request']);
});

row('consent-required', 'is the error with prompt=none, for a session and for a login ticket', async () => {
  shared.tenant.configure({ consent: true });
  const browser = newBrowser();
  await shared.client.authorize(browser, ...ADA);
  const ofSession = await open(browser, { prompt: 'none' });
  const [, ofTicket] = await shared.client.authorize(newBrowser(), ...ADA, { prompt: 'none' });
  const error = ['consent_required', 'Consent required'];
  expect([errorOf(ofSession.landedAt), errorOf(ofTicket.landedAt)]).toEqual([error, error]);
});

/** The ID token of a sign-in that ends at a provider's page. */
async function federated(browser: TestBrowser, fields: Parameters, parameters: Parameters) {
  const { client } = shared;
  const attempt = await client.begin(parameters);
  const { page } = await browser.visit(attempt.url);
  const { landedAt } = await browser.visit(page, form(fields));
  const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
  return oauth.getValidatedIdTokenClaims(tokens);
}

const GOOGLE = { connection: 'google-oauth2' };

row('social', 'leads to the provider, with login_hint, and back as a user of its connection', async () => {
  const browser = newBrowser();
  expect(await federated(browser, { account: MARGARET }, { ...GOOGLE, login_hint: MARGARET })).toMatchObject({
    sub: expect.stringMatching(/^google-oauth2\|\d{21}$/),
    name: 'Margaret Hamilton',
    email: MARGARET,
    email_verified: true,
  });
  const { requests } = shared.tenant.identityProviders.social;
  expect(requests.find(({ path }) => path === '/authorize')?.query).toContain('login_hint');
  const { steps, landedAt } = await open(browser, { ...GOOGLE, prompt: 'none' });
  expect([steps, landedAt?.searchParams.has('code')]).toEqual([['/authorize'], true]);
});

row('social', 'is gone to although the session belongs to a user of another connection', async () => {
  const browser = newBrowser();
  await shared.client.signIn(browser, ...ADA);
  const { page } = await open(browser, GOOGLE);
  expect(page.origin).toBe(shared.tenant.identityProviders.social.origin);
});

for (const prompt of ['login', 'select_account']) {
  row('social', `asks again for prompt=${prompt}`, async () => {
    const browser = newBrowser();
    await federated(browser, { account: MARGARET }, GOOGLE);
    const other = 'katherine@gmail.example';
    expect((await federated(browser, { account: other }, { ...GOOGLE, prompt }))?.email).toBe(other);
  });
}

row('social', 'cannot be finished in another browser', async () => {
  const browser = newBrowser();
  const { page } = await open(browser, GOOGLE);
  const answer = await browser.fetch(page, form({ account: MARGARET }));
  const resumed = await browser.fetch(new URL(answer.headers.get('Location') ?? '', page));
  const { response } = await newBrowser().visit(new URL(resumed.headers.get('Location') ?? '', page));
  expect(response.status).toBe(400);
});

row('social', 'comes back to the name localhost when it began there', async () => {
  const local = shared.tenant.origin.replace('127.0.0.1', 'localhost');
  const browser = new TestBrowser([
    shared.tenant.origin,
    local,
    shared.tenant.identityProviders.social.origin,
  ]);
  const { url } = await shared.client.begin(GOOGLE);
  url.hostname = 'localhost';
  const { page } = await browser.visit(url);
  expect(isIn(await browser.visit(page, form({ account: MARGARET })))).toBe(true);
});

row(
  'enterprise',
  'is found by the domain of the address, asks for the password, and has its own IDs',
  async () => {
    const browser = newBrowser();
    const { page } = await submit(browser, { username: RADIA.username, password: '' });
    expect(page.origin).toBe(shared.tenant.identityProviders.enterprise.origin);
    const { response } = await browser.visit(page, form({ ...RADIA, password: 'wrong' }));
    expect(response.status).toBe(400);
    expect(await federated(newBrowser(), RADIA, { connection: 'corp' })).toMatchObject({
      sub: expect.stringMatching(/^oidc\|corp\|[0-9a-f]{24}$/),
      email: RADIA.username,
    });
  },
);

row('federation-refused', 'brings the error of the provider to the application', async () => {
  const browser = newBrowser();
  const { page } = await open(browser, GOOGLE);
  const { landedAt } = await browser.visit(page, form({ cancel: 'yes' }));
  expect(errorOf(landedAt)?.[0]).toBe('access_denied');
});

row('federation-refused', 'is server_error where the provider gives no tokens', async () => {
  shared.tenant.identityProviders.social.addFault({ path: '/token', kind: 'status', status: 500 });
  const browser = newBrowser();
  const { page } = await open(browser, GOOGLE);
  const { landedAt } = await browser.visit(page, form({ account: MARGARET }));
  expect(errorOf(landedAt)?.[0]).toBe('server_error');
});

row('federation-refused', 'is an error page for an answer that belongs to no sign-in', async () => {
  const response = await fetch(`${shared.tenant.origin}/login/callback?state=invented&code=c`);
  expect(response.status).toBe(400);
});

const logout = (parameters: Parameters) => {
  const query = { client_id: shared.tenant.clientId, returnTo: CALLBACK, ...parameters };
  return `${shared.tenant.origin}/v2/logout?${new URLSearchParams(query)}`;
};

row('logout-federated', 'ends the session at the provider too, and only if asked for', async () => {
  const sessions = () => shared.tenant.identityProviders.social.sessions(MARGARET);
  const browser = newBrowser();
  await federated(browser, { account: MARGARET }, GOOGLE);
  await browser.visit(logout({}));
  expect(sessions()).toBe(1);
  expect(isIn(await open(browser, GOOGLE))).toBe(true); // The provider knows the browser.
  const { landedAt } = await browser.visit(logout({ federated: '' }));
  expect([sessions(), landedAt?.href]).toEqual([0, CALLBACK]);
});

row('logout-federated', 'goes to no provider for a user of a database', async () => {
  const browser = newBrowser();
  await shared.client.signIn(browser, ...ADA);
  const { steps, landedAt } = await browser.visit(logout({ federated: '' }));
  expect([steps, landedAt?.href]).toEqual([['/v2/logout'], CALLBACK]);
});

row('logout', 'ends the session of this browser, at the tenant, and leaves refresh tokens', async () => {
  const [browser, other] = [newBrowser(), newBrowser()];
  await shared.client.signIn(browser, ...ADA);
  await shared.client.signIn(other, ...ADA);
  const response = await browser.fetch(logout({}));
  expect([response.status, response.headers.get('Location')]).toEqual([302, CALLBACK]);
  expect(shared.tenant.grants(ADA[0])).toEqual({ sessions: 1, refreshTokens: 2 });
  expect(errorOf((await open(browser, { prompt: 'none' })).landedAt)?.[0]).toBe('login_required');
  expect(isIn(await open(other, { prompt: 'none' }))).toBe(true);
});

for (const parameters of [{ returnTo: 'https://elsewhere.example/' }, { client_id: 'another' }]) {
  row('logout-not-listed', `is an error page for ${JSON.stringify(parameters)}`, async () => {
    const response = await newBrowser().fetch(logout(parameters));
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('is not defined as a valid URL in &#34;Allowed Logout URLs&#34;'),
    ]);
  });
}
