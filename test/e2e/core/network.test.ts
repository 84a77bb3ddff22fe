import { describe, expect, it } from 'vitest';
import { message } from '../message.ts';
import { startWorld } from '../start-world.ts';
import { ada, BROWSERS, submitForm } from '../world.ts';

describe.each(BROWSERS)('an unreachable tenant, in %s', (kind) => {
  it('is named instead of the form, and the user signs in when it is reachable again', async () => {
    const world = await startWorld(kind);
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
