import { describe, expect, it } from 'vitest';
import { ok } from '../../../src/tooling/doctor/check-result.ts';
import { evaluate, explainNetworkFailure } from '../../../src/tooling/doctor/network-failure.ts';
import type { NetworkFailure } from '../../../src/tooling/doctor/tenant-request.ts';
import { tenantResponse } from '../../support/unit/doctor.ts';

const TENANT = { domain: 'tenant.example', tenant: 'https://tenant.example' };
const NETWORK = 'this computer: the network connection';
const PROXY = 'this computer: the environment';
const proxy = (name: string) => ({ [name]: 'http://proxy.example:3128' });

describe('explainNetworkFailure', () => {
  it.each<
    [fix: string, failure: NetworkFailure, isNameKnown?: boolean, environment?: Record<string, string>]
  >([
    ['.env: AUTH0_DOMAIN', 'name-unknown'],
    ['.env: AUTH0_DOMAIN', 'refused'],
    [NETWORK, 'name-unknown', false],
    [NETWORK, 'no-network'],
    [NETWORK, 'late'],
    [NETWORK, 'broken-off'],
    [NETWORK, 'late', true, { HTTPS_PROXY: '' }],
    [PROXY, 'late', true, proxy('HTTPS_PROXY')],
    [PROXY, 'late', true, proxy('https_proxy')],
    [PROXY, 'name-unknown', false, proxy('ALL_PROXY')],
    ['this computer: the certificate of your proxy, for Node', 'certificate'],
  ])('names %s if the failure is %s, auth0.com resolves (%s), in the environment %j', async (...row) => {
    const [fix, failure, isNameKnown = true, environment = {}] = row;
    const deps = { isNameKnown: async () => isNameKnown, environment };
    const outcome = await explainNetworkFailure(TENANT, failure, deps);
    expect(outcome.kind === 'failed' && `${outcome.fix.place}: ${outcome.fix.field}`).toBe(fix);
  });
});

describe('evaluate', () => {
  const read = () => ok('read');

  it('reads a response', async () => {
    expect(evaluate(await tenantResponse(404), read)).toEqual(ok('read'));
  });

  it.each([429, 500, 503])('skips a check with status %i', async (status) => {
    expect(evaluate(await tenantResponse(status), read).kind).toBe('skipped');
  });

  it.each<NetworkFailure>(['late', 'broken-off'])('skips a check without a response: %s', (failure) => {
    expect(evaluate({ kind: 'failed', failure }, read).kind).toBe('skipped');
  });
});
