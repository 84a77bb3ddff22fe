import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { QUARANTINED_SESSION_KEY, SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { sendRequest } from '../background.ts';
import { startWorld } from '../start-world.ts';
import { BROWSERS, signIn, storedSession, type World, type WorldOptions } from '../world.ts';

/** Sends the message, writes the items or else reads all of `storage.local`, as the hash of the page's URL says. */
const SCRIPT = `(async () => {
  const { runtime, storage } = globalThis.chrome;
  const { message, items } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  if (message !== undefined) return await runtime.sendMessage(message);
  return await (items === undefined ? storage.local.get(null) : storage.local.set(items));
})().then(
  (returned) => ({ returned: returned ?? null }),
  (error) => ({ thrown: String(error) }),
).then((result) => {
  document.documentElement.dataset.result = JSON.stringify(result);
});
`;

const prepare: WorldOptions['prepare'] = async (extensionDir) => {
  const file = path.join(extensionDir, 'manifest.json');
  const manifest: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
  const script = { matches: ['http://127.0.0.1/*'], js: ['content-script.js'] };
  await writeFile(file, JSON.stringify({ ...manifest, content_scripts: [script] }));
  await writeFile(path.join(extensionDir, 'content-script.js'), SCRIPT);
};

const REFUSED = /^\{"thrown":".*(not allowed|Access to storage)/;

describe.each(BROWSERS)('a content script, in %s', (kind) => {
  it('reads no token, writes no session and does not sign the user out', async () => {
    const world = await startWorld(kind, { prepare, environment: { AUTH0_SILENT: 'off' } });
    const { browser, tenant } = world;
    await (await signIn(world)).close();
    await browser.waitForBadge('✓');
    const before = await storedSession(browser);
    const { length } = tenant.requests;

    expect(await run(world, { message: { type: 'latchkey.sign-out' } })).toBe('{"returned":null}');
    expect(await storedSession(browser)).toEqual(before);
    const read = await run(world, {});
    const written = await run(world, { items: { [SESSION_KEY]: forgedSession(tenant) } });
    switch (kind) {
      case 'chromium':
        expect(read).toMatch(REFUSED);
        expect(written).toMatch(REFUSED);
        expect(await storedSession(browser)).toEqual(before);
        expect((await browser.badge()).text).toBe('✓');
        break;
      case 'firefox':
        expect(read).toContain(SESSION_KEY);
        expect(read).not.toMatch(/eyJ|(access|refresh|id)Token/);
        expect(written).toBe('{"returned":null}');
        await browser.waitForBadge('');
        expect(
          await sendRequest(await browser.openExtensionPage('options.html'), 'access-token'),
        ).toMatchObject({
          code: 'signed-out',
        });
        // The end of the test looks for readable tokens in the storage.
        await browser.evaluateInExtension((key) => chrome.storage.local.remove(key), QUARANTINED_SESSION_KEY);
    }
    const requests = tenant.requests.slice(length);
    expect(requests.filter(({ path }) => path.startsWith('/oauth/'))).toEqual([]);
  });
});

/** Returns a valid record with another user's tokens in plain text. */
function forgedSession({ domain, clientId }: Tenant): object {
  const now = Date.now();
  return {
    ...{ version: 4, domain, clientId, id: 'forged', audience: null, organization: null },
    ...{ requestedScope: 'openid', scope: 'openid', renewAt: null, end: null },
    ...{ createdAt: now, expiresAt: now + 3_600_000 },
    user: { sub: 'auth0|eve', name: 'Eve', email: 'eve@example.com', picture: null },
    tokens: { idToken: 'forged', accessToken: 'forged', refreshToken: null },
  };
}

/** Runs the content script in a page of its own. Returns its result. */
async function run({ browser, tenant }: World, command: object): Promise<string> {
  const hash = encodeURIComponent(JSON.stringify(command));
  const page = await browser.openPage(`${tenant.origin}/.well-known/openid-configuration#${hash}`);
  await page.waitForSelector('[data-result]');
  const result = await page.evaluate(() => document.documentElement.dataset.result ?? '');
  await page.close();
  return result;
}
