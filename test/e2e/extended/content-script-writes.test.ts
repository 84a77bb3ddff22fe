import { afterEach, describe, expect, it } from 'vitest';
import { QUARANTINED_SESSION_KEY, SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { PROBE_ATTRIBUTE, withContentScript } from '../../support/content-script.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { createWorld, signIn, storedSession, type World, type WorldOptions } from '../world.ts';

/** What the content script does to `storage.local`. */
interface Attack {
  /** Values to write. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Properties to change in the session's record. */
  readonly change?: object;
  readonly remove?: readonly string[];
}

/** Does what the address of the page says, in one write as far as that is possible. */
const WRITE = `
  const { local } = globalThis.chrome.storage;
  const { set = {}, change, remove = [] } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  const { [${JSON.stringify(SESSION_KEY)}]: record } = change ? await local.get(null) : {};
  await local.set({ ...set, ...(change && { [${JSON.stringify(SESSION_KEY)}]: { ...record, ...change } }) });
  await local.remove(remove);
`;

const EVE = { sub: 'auth0|eve', name: 'Eve', email: 'eve@example.com', picture: null };

/** A session that the attacker made up, with tokens of their own account. */
function plantedSession({ domain, clientId }: Tenant): object {
  return {
    ...{ version: 4, domain, clientId, id: 'planted', user: EVE, audience: null, organization: null },
    ...{
      requestedScope: 'openid',
      scope: 'openid',
      createdAt: Date.now(),
      expiresAt: Date.now() + 3_600_000,
    },
    ...{ renewAt: null, end: null },
    tokens: { idToken: 'planted', accessToken: 'planted', refreshToken: null },
  };
}

const prepare: NonNullable<WorldOptions['prepare']> = (dir) => withContentScript(dir, WRITE);

describe('what a content script writes, in firefox,', () => {
  let world: World;
  afterEach(() => world.end());

  it.each<[string, (tenant: Tenant) => Attack]>([
    ['a session in plain text', (tenant) => ({ set: { [SESSION_KEY]: plantedSession(tenant) } })],
    [
      'another subject, and a renewal that is due',
      () => ({ change: { user: EVE, renewAt: 0, expiresAt: 0 } }),
    ],
    ['no session', () => ({ remove: [SESSION_KEY] })],
  ])('ends the session and yields no token: %s', async (_name, attackOn) => {
    world = await createWorld('firefox', { prepare, environment: { AUTH0_SILENT: 'off' } });
    const { browser, tenant } = world;
    await (await signIn(world)).close();
    await browser.waitForBadge('✓');
    const { length } = tenant.requests;
    expect(await write(world, attackOn(tenant))).toBe('{"returned":null}');
    await browser.waitForBadge('');
    expect(await askForToken(world)).toMatchObject({ type: 'failed', code: 'signed-out' });
    expect(tenant.requests.slice(length).filter(({ path }) => path.startsWith('/oauth/'))).toEqual([]);
    await forget(world);
  });
});

describe('what a content script writes, in chromium,', () => {
  let world: World;
  afterEach(() => world.end());

  it('is refused, and the session stays as it was', async () => {
    world = await createWorld('chromium', { prepare });
    const { browser, tenant } = world;
    await (await signIn(world)).close();
    await browser.waitForBadge('✓');
    const before = await storedSession(browser);
    for (const attack of [{ set: { [SESSION_KEY]: plantedSession(tenant) } }, { remove: [SESSION_KEY] }])
      expect(await write(world, attack)).toMatch(/^\{"thrown":".*(not allowed|Access to storage)/);
    expect(await storedSession(browser)).toEqual(before);
    expect(await askForToken(world)).toMatchObject({ type: 'answer' });
  });
});

/** Has the content script write, and returns what came of it. */
async function write({ browser, tenant }: World, attack: Attack): Promise<string> {
  const hash = encodeURIComponent(JSON.stringify(attack));
  const page = await browser.openPage(`${tenant.origin}/.well-known/openid-configuration#${hash}`);
  await page.waitForFunction((name) => document.documentElement.hasAttribute(name), {}, PROBE_ATTRIBUTE);
  const answer = await page.evaluate((name) => document.documentElement.getAttribute(name), PROBE_ATTRIBUTE);
  await page.close();
  return answer ?? '';
}

/** Sends a request to the background from a page of the extension. */
async function ask({ browser }: World, type: string): Promise<unknown> {
  const page = await browser.openExtensionPage('options.html');
  const reply = await page.evaluate((name) => chrome.runtime.sendMessage({ type: `latchkey.${name}` }), type);
  await page.close();
  return reply;
}

function askForToken(world: World): Promise<unknown> {
  return ask(world, 'access-token');
}

/** The end of each test looks for readable tokens in the storage. Those that the attacker planted are their own. */
async function forget({ browser }: World): Promise<void> {
  await browser.evaluateInExtension((key) => chrome.storage.local.remove(key), QUARANTINED_SESSION_KEY);
}
