import * as oauth from 'oauth4webapi';
import { expect } from 'vitest';
import type { BehaviorId } from './behaviors.ts';
import type { TenantChange } from './tenant.ts';
import { TestBrowser } from './test-browser.ts';
import { CALLBACK, errorOf } from './test-client.ts';
import { ADA, GRACE, row, useTenant } from './test-tenant.ts';

const ACME = { id: 'org_acme', name: 'acme', members: [ADA[0]] };
const AUDIENCE = 'https://api.example/';

let now = Date.UTC(2026, 10, 23);
const shared = useTenant({ now: () => now });

type Parameters = Record<string, string | undefined>;

/** The error with which a request without a session comes back. */
const errorFor = async (parameters: Parameters) =>
  errorOf((await shared.client.open(new TestBrowser(), { prompt: 'none', ...parameters })).landedAt);

/** `why`: what is refused, with these parameters and these changes to the right settings. */
function refuses(
  behavior: BehaviorId,
  why: string,
  parameters: Parameters,
  [error, description]: readonly [string, string],
  settings: TenantChange = {},
): void {
  row(behavior, `refuses ${why}`, async () => {
    shared.tenant.configure(settings);
    expect(await errorFor(parameters)).toEqual([error, description]);
  });
}

refuses('login-required', 'prompt=none without a session', {}, ['login_required', 'Login required']);
refuses(
  'grant-type-code',
  'an application without it',
  {},
  ['unauthorized_client', "Grant type 'authorization_code' not allowed for the client."],
  { grantTypes: ['refresh_token'] },
);
refuses('unknown-connection', 'one that is not enabled', { connection: 'nowhere' }, [
  'invalid_request',
  'the connection was not found',
]);
refuses('unknown-api', 'one by its identifier', { audience: AUDIENCE }, [
  'access_denied',
  `Service not found: ${AUDIENCE}`,
]);
refuses(
  'api-access',
  'an application without user-delegated access',
  { audience: AUDIENCE },
  [
    'invalid_request',
    `Client "latchkey-local-client" is not authorized to access resource server "${AUDIENCE}".`,
  ],
  { apis: [{ identifier: AUDIENCE, userAccess: false }] },
);
refuses(
  'organization-name',
  'one while the switch is off',
  { organization: 'acme' },
  ['invalid_request', 'authorization request parameter organization must be an organization id'],
  { organizations: [ACME] },
);
refuses('organization-unknown', 'one by its ID', { organization: 'org_elsewhere' }, [
  'invalid_request',
  'parameter organization: the organization was not found',
]);
refuses(
  'ticket-organization',
  'both together',
  { organization: 'org_acme', login_ticket: 'any' },
  ['invalid_request', 'parameter organization is not supported with a login ticket'],
  { organizations: [ACME] },
);

for (const parameters of [
  { code_challenge: undefined, code_challenge_method: undefined },
  { code_challenge_method: 'plain' },
]) {
  row('pkce', `refuses a request with ${JSON.stringify(parameters)} alone`, async () => {
    expect((await errorFor(parameters))?.[0]).toBe('invalid_request');
  });
}

row('response-type', 'refuses the implicit grant', async () => {
  const { landedAt } = await shared.client.open(new TestBrowser(), { response_type: 'token id_token' });
  expect(new URLSearchParams(landedAt?.hash.slice(1)).get('error')).toBe('unsupported_response_type');
});

for (const redirect_uri of [`${CALLBACK}else`, 'http://127.0.0.1:5001/']) {
  row('callback-mismatch', `is an error page for ${redirect_uri}`, async () => {
    shared.tenant.configure({ allowedCallbackUrls: [CALLBACK, 'http://127.0.0.1:5000/'] });
    const { landedAt, response } = await shared.client.open(new TestBrowser(), { redirect_uri });
    expect([landedAt, response.status]).toEqual([undefined, 403]);
    expect(await response.text()).toContain('Callback URL mismatch');
  });
}

row('unknown-client', 'is an error page', async () => {
  const { landedAt, response } = await shared.client.open(new TestBrowser(), { client_id: 'another' });
  expect([landedAt, response.status]).toEqual([undefined, 400]);
});

row('authorization-code', 'comes back with the state and nothing else, by redirects alone', async () => {
  const [attempt, { landedAt }] = await shared.client.authorize(new TestBrowser(), ...ADA);
  expect(landedAt?.origin).toBe(new URL(CALLBACK).origin);
  const parameters = Object.fromEntries(landedAt?.searchParams ?? []);
  expect(parameters).toEqual({ code: expect.any(String), state: attempt.state });
});

row('authorization-code', 'comes with prompt=none while the session lasts, and so do tokens', async () => {
  const browser = new TestBrowser();
  await shared.client.signIn(browser, ...ADA);
  const { client } = shared;
  const attempt = await client.begin({ prompt: 'none' });
  const { landedAt } = await browser.visit(attempt.url);
  const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
  expect(tokens.refresh_token).toBeTypeOf('string');
});

/** How a ticket that was just given out comes back from /authorize. */
async function handIn(browser: TestBrowser, ticket: string, parameters: Parameters = {}) {
  const { landedAt, steps } = await shared.client.open(browser, { login_ticket: ticket, ...parameters });
  return landedAt === undefined ? steps : errorOf(landedAt);
}
const INVALID = ['access_denied', 'Unknown or invalid login ticket.'];

row('ticket', 'is accepted once, within five minutes', async () => {
  const browser = new TestBrowser();
  const ticket = await shared.client.ticket(browser, ...ADA);
  const late = await shared.client.ticket(browser, ...ADA);
  now += 299_999;
  expect(await handIn(browser, ticket)).toBeUndefined();
  expect(await handIn(browser, ticket)).toEqual(INVALID);
  now += 1;
  expect(await handIn(browser, late)).toEqual(INVALID);
});

row('ticket', 'is refused when it is invented or for another application', async () => {
  const browser = new TestBrowser();
  await shared.client.signIn(browser, ...ADA);
  expect(await handIn(browser, 'A'.repeat(32))).toEqual(INVALID);
  const ticket = await shared.client.ticket(browser, ...ADA);
  shared.tenant.configure({ clientId: 'another-client' });
  expect(await handIn(browser, ticket, { client_id: 'another-client' })).toEqual(INVALID);
});

row('ticket', 'says who signs in, whatever session the browser has, in two windows at once', async () => {
  const browser = new TestBrowser();
  await shared.client.signIn(browser, ...ADA);
  const tokens = await shared.client.signIn(browser, ...GRACE);
  expect(oauth.getValidatedIdTokenClaims(tokens)?.email).toBe(GRACE[0]);
  const tickets = [await shared.client.ticket(browser, ...ADA), await shared.client.ticket(browser, ...ADA)];
  expect(await Promise.all(tickets.map((ticket) => handIn(browser, ticket)))).toEqual([undefined, undefined]);
});

row('ticket-silent', 'is accepted together with prompt=none', async () => {
  const browser = new TestBrowser();
  const ticket = await shared.client.ticket(browser, ...ADA);
  expect(await handIn(browser, ticket, { prompt: 'none' })).toBeUndefined();
});

row('ticket-cookie', 'must be there, and that of the browser that got the ticket', async () => {
  const unverified = ['server_error', 'Unable to configure verification page.'];
  const ticket = () => shared.client.ticket(new TestBrowser(), ...ADA);
  expect(await handIn(new TestBrowser(), await ticket())).toEqual(unverified);
  const other = new TestBrowser();
  await shared.client.ticket(other, ...ADA);
  expect(await handIn(other, await ticket())).toEqual(unverified);
});

row('user-blocked', 'ends a session that outlives the blocking', async () => {
  const browser = new TestBrowser();
  await shared.client.signIn(browser, ...ADA);
  shared.tenant.changeUser(ADA[0], { blocked: true });
  const { landedAt } = await shared.client.open(browser, { prompt: 'none' });
  expect(errorOf(landedAt)).toEqual(['unauthorized', 'user is blocked']);
});

row('rule', 'refuses in its own words', async () => {
  shared.tenant.configure({ users: [{ email: ADA[0], password: ADA[1], refusedByRule: 'Not on Sundays.' }] });
  const [, { landedAt }] = await shared.client.authorize(new TestBrowser(), ...ADA);
  expect(errorOf(landedAt)).toEqual(['unauthorized', 'Not on Sundays.']);
});

/** A browser with a session, and what it gets for an organization without being asked. */
async function silently(person: readonly [string, string], organization: string) {
  const browser = new TestBrowser();
  const { client } = shared;
  await client.signIn(browser, ...person);
  const attempt = await client.begin({ organization, prompt: 'none' });
  const { landedAt } = await browser.visit(attempt.url);
  if (errorOf(landedAt) !== undefined) return errorOf(landedAt);
  const tokens = await client.readTokens(await client.exchange(attempt, landedAt), attempt.nonce);
  const renewed = await client.renew(tokens.refresh_token ?? '');
  return [tokens, renewed].map((answer) => {
    const claims = oauth.getValidatedIdTokenClaims(answer);
    return [claims?.org_id, claims?.org_name];
  });
}

row('organization', 'is in the ID tokens by its ID, after a refresh too', async () => {
  shared.tenant.configure({ organizations: [ACME] });
  expect(await silently(ADA, 'org_acme')).toEqual(Array(2).fill(['org_acme', undefined]));
});

for (const organization of ['org_acme', 'Acme']) {
  row('organization-name', `is in the ID tokens while the switch is on, for ${organization}`, async () => {
    shared.tenant.configure({ organizations: [ACME], organizationNames: true });
    expect(await silently(ADA, organization)).toEqual(Array(2).fill(['org_acme', 'acme']));
  });
}

row('organization-member', 'is who signs in, or the sign-in is refused', async () => {
  shared.tenant.configure({ organizations: [ACME] });
  expect(await silently(GRACE, 'org_acme')).toEqual([
    'access_denied',
    expect.stringMatching(/^user auth0\|\w+ is not part of the org_acme organization$/),
  ]);
});
