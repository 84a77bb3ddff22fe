import { describe, expect, it } from 'vitest';
import { checkApplication, checkConnections } from '../../../src/tooling/doctor/application.ts';
import { checkResult } from '../../../src/tooling/doctor/check-result.ts';
import { reportJson } from '../../../src/tooling/doctor/report.ts';
import { unitConfig } from '../../support/unit/config.ts';

describe('checkApplication', () => {
  const check = (status: number, body = '', domain = 'tenant.example') =>
    checkApplication(
      unitConfig({ domain, tenant: `https://${domain}` }),
      async () => new Response(body, { status }),
    );

  it('returns the settings of a known application', async () => {
    const known = await check(200, 'Auth0.setClient({"id":"unit-client","strategies":[]});');
    expect(known).toMatchObject({ outcome: { kind: 'ok' }, settings: { id: 'unit-client' } });
  });

  it.each([403, 404])('fails with the client ID if the status is %i', async (status) => {
    const known = await check(status);
    expect(known).toMatchObject({ outcome: { kind: 'failed', fix: { field: 'AUTH0_CLIENT_ID' } } });
  });

  it("suggests the tenant's own domain only instead of a custom domain", async () => {
    const advice = { outcome: { message: expect.stringContaining('….auth0.com') } };
    expect(await check(404, '', 'login.example.com')).toMatchObject(advice);
    expect(await check(404, '', 'example.eu.auth0.com')).not.toMatchObject(advice);
  });

  it('suggests the hosted page if the response is another script', async () => {
    const { outcome } = await check(200, 'alert("You should not be hitting this endpoint");');
    expect(outcome.message).toMatch(/\.auth0\.com\) as AUTH0_DOMAIN, or AUTH0_LOGIN=hosted/);
  });

  it.each([
    [500, ''],
    [407, ''],
    [200, 'alert(1)'],
  ] as const)('is skipped if the response is %i "%s"', async (status, body) => {
    expect(await check(status, body)).toMatchObject({ outcome: { kind: 'skipped' }, settings: null });
  });
});

describe('checkConnections', () => {
  const settings = (...strategies: readonly [strategy: string, connection: string][]) => ({
    id: 'unit-client',
    strategies: strategies.map(([name, connection]) => ({ name, connections: [{ name: connection }] })),
  });

  it('names the connections that the configuration selects', () => {
    const found = settings(['auth0', 'users'], ['github', 'github']);
    expect(checkConnections(unitConfig({ connections: ['users'] }), found)).toEqual({
      kind: 'ok',
      message: 'users',
    });
  });

  it('ignores malformed strategies', () => {
    const malformed = [undefined, null, 'auth0', {}, { name: 7, connections: [] }];
    const inside = [{}, [null, {}, { name: 7 }]].map((connections) => ({ name: 'auth0', connections }));
    const found = { id: 'unit-client', strategies: [...malformed, ...inside] };
    expect(checkConnections(unitConfig(), found)).toMatchObject({ kind: 'failed' });
  });

  it('fails with each missing connection', () => {
    const outcome = checkConnections(
      unitConfig({ connections: ['a', 'users', 'b'] }),
      settings(['auth0', 'users']),
    );
    expect(outcome).toMatchObject({ kind: 'failed', fix: { value: 'a, b' } });
  });

  it.each([
    ['ok', ['auth0', 'sms']],
    ['failed', ['auth0']],
  ] as const)('is %s for codes with the strategies %j', (kind, strategies) => {
    const found = settings(...strategies.map((name): [string, string] => [name, name]));
    expect(checkConnections(unitConfig({ login: 'passwordless' }), found).kind).toBe(kind);
  });

  it.each([
    [unitConfig(), 'ok'],
    [unitConfig({ connections: ['absent'] }), 'failed'],
  ])('removes control characters from names', (config, kind) => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\n\u009b31mok      Everything: 0 failed';
    const outcome = checkConnections(config, settings(['auth0', evil]));
    expect(outcome.kind).toBe(kind);
    expect(outcome.message).toContain(']0;owned [2J 31mok Everything: 0 failed');
    expect(reportJson(config, [checkResult('connections', outcome)])).not.toMatch(/\\u|[\u0080-\u009f]/);
  });
});
