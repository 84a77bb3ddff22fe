import { afterEach, describe, expect, it } from 'vitest';
import { message } from '../message.ts';
import { ada, BROWSERS, createWorld, submitForm, type World } from '../world.ts';

describe.each(BROWSERS)('a tenant that is away, in %s', (kind) => {
  let world: World;
  afterEach(() => world.end());

  it('says that the tenant is away when the form cannot load, and goes on when it is back', async () => {
    world = await createWorld(kind);
    const { browser, tenant } = world;
    tenant.addFault({ path: /./, kind: 'drop' });
    const popup = await browser.openPopup();
    expect(await popup.waitForState('error')).toBe('error');
    expect(await popup.text('#failure')).toBe(message('tenantUnreachable', { domain: tenant.domain }));
    tenant.clearFaults();
    await popup.click('#btn-retry');
    await popup.waitForState('signed-out');
    await submitForm(popup, ada(tenant));
    expect(await popup.waitForState('signed-in', 'error')).toBe('signed-in');
  });
});
