import { describe, expect, it } from 'vitest';
import { loggedEvents } from '../background.ts';
import { ONE_BROWSER } from '../one-browser.ts';
import { startWorld } from '../start-world.ts';
import { signIn } from '../world.ts';

describe.each([ONE_BROWSER])('a federated sign-out, in %s', (kind) => {
  it("succeeds if it ends on the identity provider's page", async () => {
    const world = await startWorld(kind, { environment: { AUTH0_LOGOUT: 'federated' } });
    const { browser, tenant } = world;
    const popup = await signIn(world);
    // As the provider's page does, the response does not redirect to the extension.
    const response = { status: 200, contentType: 'text/html', body: 'Signed out' } as const;
    tenant.addFault({ path: '/v2/logout', times: 1, kind: 'status', processed: true, ...response });
    await popup.click('#btn-logout');
    await popup.waitForState('signed-out');
    await expect.poll(() => loggedEvents(browser)).toContain('signed-out');
    expect(await popup.text('#notice')).toBe('');
    expect(tenant.requests.find(({ path }) => path === '/v2/logout')?.query).toContain('federated');
    expect(tenant.grants()).toEqual({ refreshTokens: 0, sessions: 0 });
  });
});
