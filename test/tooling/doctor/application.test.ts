import { describe, expect, it } from 'vitest';
import { checkApplication, checkConnections } from '../../../src/tooling/doctor/application.ts';
import { checkResult } from '../../../src/tooling/doctor/check-result.ts';
import { reportJson } from '../../../src/tooling/doctor/report.ts';
import { unitConfig } from '../../support/unit/config.ts';

const settings = (...strategies: readonly unknown[]) => ({ id: 'unit-client', strategies });
const DATABASE = { name: 'auth0', connections: [{ name: 'people' }] };

describe('the application', () => {
  const check = (status: number, body = '') =>
    checkApplication(unitConfig(), async () => new Response(body, { status }));

  it('is known where its settings are there', async () => {
    const known = await check(200, 'Auth0.setClient({"id":"unit-client","strategies":[]});');
    expect(known).toMatchObject({ outcome: { kind: 'ok' }, settings: { id: 'unit-client' } });
  });

  it.each([403, 404])('is not known where the tenant has no settings for it: %i', async (status) => {
    const known = await check(status);
    expect(known).toMatchObject({ outcome: { kind: 'failed', fix: { field: 'AUTH0_CLIENT_ID' } } });
  });

  it('that a custom domain does not show might be shown by the domain that the tenant has from Auth0', async () => {
    const check = (domain: string) =>
      checkApplication(
        unitConfig({ domain, tenant: `https://${domain}` }),
        async () => new Response('', { status: 404 }),
      );
    const advice = { outcome: { message: expect.stringContaining('….auth0.com') } };
    expect(await check('login.example.com')).toMatchObject(advice);
    expect(await check('example.eu.auth0.com')).not.toMatchObject(advice);
  });

  it('says what to try where a custom domain answers with a script that is no settings', async () => {
    const { outcome } = await check(200, 'alert("You should not be hitting this endpoint");');
    expect(outcome.message).toMatch(/\.auth0\.com\) as AUTH0_DOMAIN, or AUTH0_LOGIN=hosted/);
  });

  it.each([
    [500, ''],
    [407, ''],
    [200, 'alert(1)'],
  ] as const)('cannot be checked where the settings are not to be had: %i %s', async (status, body) => {
    expect(await check(status, body)).toMatchObject({ outcome: { kind: 'skipped' }, settings: null });
  });
});

describe('its connections', () => {
  it('are those that the configuration names', () => {
    const found = settings(DATABASE, { name: 'github', connections: [{ name: 'github' }] });
    expect(checkConnections(unitConfig({ connections: ['people'] }), found)).toEqual({
      kind: 'ok',
      message: 'people',
    });
  });

  it('lack those that are not switched on, each by its name', () => {
    const outcome = checkConnections(unitConfig({ connections: ['a', 'people', 'b'] }), settings(DATABASE));
    expect(outcome).toMatchObject({ kind: 'failed', fix: { value: 'a, b' } });
  });

  it.each([
    undefined,
    null,
    'auth0',
    {},
    { name: 7, connections: [] },
    { name: 'auth0', connections: {} },
    { name: 'auth0', connections: [null, {}, { name: 7 }] },
  ])('are none in a strategy that is %j', (strategy) => {
    expect(checkConnections(unitConfig(), settings(strategy))).toMatchObject({ kind: 'failed' });
  });

  it.each([
    [unitConfig(), 'ok'],
    [unitConfig({ connections: ['absent'] }), 'failed'],
  ])('steer no terminal with their names', (config, kind) => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\n\u009b31mok      Everything: 0 failed';
    const outcome = checkConnections(config, settings({ name: 'auth0', connections: [{ name: evil }] }));
    expect(outcome.kind).toBe(kind);
    expect(outcome.message).toContain(']0;owned [2J 31mok Everything: 0 failed');
    expect(reportJson(config, [checkResult('connections', outcome)])).not.toMatch(/\\u|[\u0080-\u009f]/);
  });

  it('send codes where the form asks for them', () => {
    const config = unitConfig({ login: 'passwordless' });
    const sms = { name: 'sms', connections: [{ name: 'sms' }] };
    expect(checkConnections(config, settings(DATABASE, sms))).toMatchObject({ kind: 'ok' });
    expect(checkConnections(config, settings(DATABASE))).toMatchObject({ kind: 'failed' });
  });
});
