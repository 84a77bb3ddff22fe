import { afterEach, describe, expect, it } from 'vitest';
import { ada, BROWSERS, createWorld, signIn, submitForm, type World } from '../world.ts';

const ACME = { organizations: [{ id: 'org_AcmeAcmeAcme', name: 'acme', members: ['ada@example.com'] }] };

describe.each(BROWSERS)('an organization, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it.each(['org_AcmeAcmeAcme', 'acme'])('named as %s lets its members in', async (organization) => {
    world = await createWorld(kind, { tenant: ACME, environment: { AUTH0_ORGANIZATION: organization } });
    await signIn(world);
    await world.browser.waitForBadge('✓');
  });

  it('that the tenant does not know is a sentence', async () => {
    world = await createWorld(kind, { tenant: ACME, environment: { AUTH0_ORGANIZATION: 'org_Elsewhere' } });
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    await submitForm(popup, ada(world.tenant));
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toMatch(/organization/i);
  });

  it('refuses who is no member', async () => {
    world = await createWorld(kind, { tenant: ACME, environment: { AUTH0_ORGANIZATION: 'acme' } });
    const grace = world.tenant.users.find(({ email }) => email === 'grace@example.com') ?? ada(world.tenant);
    const popup = await world.browser.openPopup();
    await popup.waitForState('signed-out');
    await submitForm(popup, grace);
    expect(await popup.waitForState('error', 'signed-in')).toBe('error');
    expect(await popup.text('#failure')).toMatch(/refused the sign-in/);
  });
});
