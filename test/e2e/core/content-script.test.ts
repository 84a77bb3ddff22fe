import { afterEach, describe, expect, it } from 'vitest';
import { SESSION_KEY } from '../../../src/sdk/storage/items.ts';
import { PROBE_ATTRIBUTE, withContentScript } from '../../support/content-script.ts';
import { createWorld, signIn, storedSession, type World } from '../world.ts';

const READ_ALL = `
  const { local } = globalThis.chrome.storage;
  return JSON.stringify(await local.get(null));
`;

const ASK_BACKGROUND = `
  return await globalThis.chrome.runtime.sendMessage({ type: 'latchkey.sign-out' });
`;

describe('a content script, in chromium', () => {
  let world: World;
  afterEach(() => world.end());

  it('cannot read the session', async () => {
    world = await createWorld('chromium', { prepare: (dir) => withContentScript(dir, READ_ALL) });
    await signIn(world);
    expect(await probe(world)).toMatch(/^\{"thrown":".*(not allowed|Access to storage)/);
  });
});

describe('a content script, in firefox', () => {
  let world: World;
  afterEach(() => world.end());

  it('finds no token that it could read', async () => {
    world = await createWorld('firefox', { prepare: (dir) => withContentScript(dir, READ_ALL) });
    await signIn(world);
    const found = await probe(world);
    expect(found).toContain(SESSION_KEY);
    expect(found).toContain('encrypted');
    expect(found).not.toMatch(/eyJ|(access|refresh|id)Token/);
  });
});

describe.each(['chromium', 'firefox'] as const)('a message from a content script, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('does not sign the user out', async () => {
    world = await createWorld(kind, { prepare: (dir) => withContentScript(dir, ASK_BACKGROUND) });
    await (await signIn(world)).close();
    const before = await storedSession(world.browser);
    expect(await probe(world)).toBe('{"returned":null}');
    expect(await storedSession(world.browser)).toEqual(before);
    expect((await world.browser.badge()).text).toBe('✓');
  });
});

/** What the content script found, as soon as it has found it. */
async function probe({ browser, tenant }: World): Promise<string> {
  const page = await browser.openPage(`${tenant.origin}/.well-known/openid-configuration`);
  await page.waitForFunction((name) => document.documentElement.hasAttribute(name), {}, PROBE_ATTRIBUTE);
  return page.evaluate((name) => document.documentElement.getAttribute(name) ?? '', PROBE_ATTRIBUTE);
}
